"""Headings in their usual spellings, and what is said about the others."""

import pytest

from saksama.errors import InputError
from saksama.rolls.columns import ListKind
from saksama.rolls.read.headings import HEADINGS, Vocabulary, plain_heading


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("Nama Lengkap", "name"),
        ("NOMOR KK", "nkk"),
        ("No. Kartu Keluarga", "nkk"),
        ("N I K", None),
        ("Tgl. Lahir (hh/bb/tttt)", "birthdate"),
        ("TANGGAL LAHIR dd|mm|yyyy", "birthdate"),
        ("TANGGAL\nLAHIR", "birthdate"),
        ("TTL", "birth"),
        ("Tempat, Tgl Lahir", "birth"),
        ("STATUS PERKAWINAN (B/S/P)**)", "marital"),
        ("Status Perkawinan B/S/P", "marital"),
        ("L/P", "sex"),
        ("JENIS KELAMIN L/P", "sex"),
        ("Jenis Kelamin (L/P) L", "male"),
        ("JK P", "female"),
        ("P", None),
        ("RT / RW", "rt_rw"),
        ("KTP-el", "ektp"),
        ("Status KTP El", "ektp"),
        ("Ket.", "note"),
        ("Desa/Kel.", "village"),
        ("NO.", "-"),
        ("T.T.D", None),
    ],
)
def test_a_heading_is_placed_whatever_its_case_punctuation_and_remarks(written, field):
    assert Vocabulary().field(written) == field


def test_every_heading_of_the_table_is_written_as_it_is_compared_and_stands_once():
    headings = [heading for names in HEADINGS.values() for heading in names]
    assert sorted({heading for heading in headings if plain_heading(heading) != heading} - {"L P"}) == []
    assert len(headings) == len(set(headings))


def test_an_unknown_heading_names_file_sheet_and_cell_and_the_way_out(desk, heading, new_voter):
    desk.xlsx("TPS 001.xlsx", [["DAFTAR"], [*heading[:5], "TGL LAHR", *heading[6:]], new_voter()])
    with pytest.raises(InputError) as raised:
        desk.read()
    assert raised.value.where() == "TPS 001.xlsx:Sheet1:F2"
    assert "TANGGAL LAHIR" in raised.value.say("en")
    assert '--map "TGL LAHR=column"' in raised.value.say("en")
    assert not desk.output.exists()


def test_map_answers_an_unknown_heading(desk, heading, new_voter):
    desk.xlsx("a.xlsx", [[*heading[:5], "TGL LAHR", *heading[6:], "WARNA"], [*new_voter(), "biru"]])
    desk.read(mapping={"Tgl Lahr": "birthdate", "WARNA": "-"})
    assert desk.rows()[0]["birthdate"].isoformat() == "1990-03-12"


def test_map_can_name_the_column_of_the_names(desk):
    desk.csv("a.csv", [["PEMILIK SUARA", "USIA"], ["RINA", "20"], ["PEMILIK SUARA", "USIA"], ["BUDI", "30"]])
    desk.read(mapping={"pemilik suara": "name"})
    assert [row["name"] for row in desk.rows()] == ["RINA", "BUDI"]


def test_map_to_a_column_that_does_not_exist_is_refused_before_reading(desk):
    with pytest.raises(InputError, match="no column shoe_size"):
        desk.read(mapping={"UKURAN SEPATU": "shoe_size"})


def test_a_missing_name_or_birth_date_is_said(desk):
    desk.csv("a.csv", [["NIK", "TANGGAL LAHIR", "ALAMAT"], ["1602051203900001", "01-01-1990", "X"]])
    with pytest.raises(InputError, match="NAMA"):
        desk.read()
    desk.csv("a.csv", [["NAMA", "NIK", "ALAMAT"], ["RINA", "1602051203900001", "X"]])
    with pytest.raises(InputError, match="TANGGAL LAHIR"):
        desk.read()
    desk.read(kind=ListKind.POLICE_ARMY)


def test_two_columns_of_one_meaning_are_refused(desk):
    desk.csv("a.csv", [["NAMA", "TANGGAL LAHIR", "KET", "KETERANGAN"], ["RINA", "01-01-1990", "X", "Y"]])
    with pytest.raises(InputError, match="C, D both mean note"):
        desk.read()
    desk.read(mapping={"KET": "-"})
    assert desk.rows()[0]["note"] == "Y"


def test_a_column_without_heading_inside_the_table_is_passed_over(desk):
    desk.csv("a.csv", [["NAMA", "", "USIA"], ["RINA", "x", "20"]])
    desk.read()
    assert desk.rows()[0]["age"] == 20
