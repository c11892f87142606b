"""The shapes in which lists come: titles, two-row and repeated headings, totals, signatures, several sheets."""

import openpyxl
import pytest

from saksama.rolls.columns import ROLL_COLUMNS, DataState, ListKind
from saksama.rolls.read.table import is_number_line

TITLE = [
    ["DAFTAR PEMILIH SEMENTARA"],
    ["PEMILIHAN BUPATI DAN WAKIL BUPATI TAHUN 2024"],
    [],
    ["PROVINSI", "", ": SUMATERA SELATAN"],
    ["KABUPATEN/KOTA", "", ": OGAN KOMERING ILIR"],
    ["KECAMATAN", "", ": KAYU AGUNG"],
    ["DESA/KELURAHAN", "", ": JUA-JUA"],
    ["TPS", "", ": 3"],
    [],
]
TAIL = [
    ["", "JUMLAH PEMILIH LAKI-LAKI : 1"],
    ["", "JUMLAH", "", "2"],
    [],
    ["", "", "", "", "", "", "", "", "", "Kayu Agung, 12 Agustus 2024"],
    ["", "", "", "", "", "", "", "", "", "KETUA PPS"],
    [],
    ["", "", "", "", "", "", "", "", "", "BUDI SANTOSO"],
]


def test_the_roll_has_exactly_the_canonical_columns(desk, heading, new_voter):
    desk.xlsx("TPS 001.xlsx", [heading, new_voter()])
    desk.read()
    (row,) = desk.rows()
    assert list(row) == list(ROLL_COLUMNS)
    assert row["name"] == "SITI AMINAH"
    assert row["birthdate"].isoformat() == "1990-03-12"
    assert (row["rt"], row["rw"], row["marital"], row["sex"], row["ektp"]) == ("001", "002", "S", "P", "S")
    assert (row["source_file"], row["source_row"], row["record"]) == ("TPS 001.xlsx", 2, 0)


def test_a_sheet_as_the_commission_prints_it_gives_its_voters_and_nothing_else(desk, heading, new_voter):
    numbers = [f"({column})" for column in range(1, 15)]
    desk.xlsx("list.xlsx", [*TITLE, heading, numbers, new_voter(), new_voter(NO="2", NAMA="RINA"), *TAIL])
    result = desk.read()
    assert [row["name"] for row in desk.rows()] == ["SITI AMINAH", "RINA"]
    assert {(row["district"], row["village"], row["tps"]) for row in desk.rows()} == {
        ("16.02.05", "16.02.05.1001", "003")
    }
    assert result.skipped == {
        "blank": 4, "heading": 1, "number_line": 1, "signature": 3, "title": 7, "total": 2
    }  # fmt: skip
    rows_of_sheet = len(TITLE) + 2 + 2 + len(TAIL)
    assert result.rows_read + sum(result.skipped.values()) == rows_of_sheet


@pytest.mark.parametrize(
    ("numbers", "is_one"),
    [
        (["1", "2", "3", "", "4"], True),
        (["(1)", "(2)", "(3)"], True),
        (["(1)", "(4)", "(5)"], True),
        (["( 1 )", "(2)", "( 3)"], True),
        (["1.", "2.", "3."], True),
        (["-1", "-2", "-3"], True),
        (["1", "4", "5"], False),
        (["(3)", "(2)", "(1)"], False),
        (["1", "2"], False),
        (["1", "2", "003"], False),
        (["1", "2", "\u00b2"], False),
    ],
)
def test_the_line_of_column_numbers_is_told_from_a_row_of_numbers(numbers, is_one):
    assert is_number_line(numbers) is is_one


@pytest.mark.parametrize("form", ["{}", "({})", "( {} )", "-{}"])
def test_the_line_of_column_numbers_is_no_voter_even_where_columns_were_taken_out(desk, heading, new_voter, form):
    heading, row = [[list_[at] for at in (0, *range(3, 14))] for list_ in (heading, new_voter())]
    at = range(1, 13) if form == "{}" else (1, *range(4, 15))
    desk.xlsx("list.xlsx", [heading, [form.format(column) for column in at], row])
    result = desk.read()
    assert [row["name"] for row in desk.rows()] == ["SITI AMINAH"]
    assert (result.rows_rejected, result.skipped) == (0, {"heading": 1, "number_line": 1})


def test_a_heading_over_two_rows_with_merged_cells_is_read(desk, new_voter):
    book = openpyxl.Workbook()
    sheet = book.active
    top = ["NO", "NO. KK", "NIK", "NAMA", "LAHIR", None, "STATUS\nPERKAWINAN", "JENIS\nKELAMIN", "ALAMAT", None, None]
    top += ["DISABILITAS", "STATUS KTP-EL", "KETERANGAN"]
    low = [None, None, None, None, "TEMPAT", "TANGGAL", "(B/S/P)", "L/P", "JALAN/DUKUH", "RT", "RW", None, None, None]
    sheet.append(top)
    sheet.append(low)
    for merged in ("A1:A2", "B1:B2", "E1:F1", "I1:K1"):
        sheet.merge_cells(merged)
    sheet.append(new_voter())
    book.save(desk.lists / "merged.xlsx")
    result = desk.read()
    (row,) = desk.rows()
    assert (row["birthplace"], row["birthdate"].isoformat()) == ("KAYU AGUNG", "1990-03-12")
    assert (row["address"], row["rt"], row["rw"]) == ("JL. MERDEKA", "001", "002")
    assert result.skipped == {"heading": 2}


def test_a_heading_written_over_two_rows_without_merging_is_read(desk):
    desk.csv(
        "a.csv",
        [["NO", "NOMOR", "NAMA", "TANGGAL"], ["URUT", "KK", "LENGKAP", "LAHIR"], ["1", "", "RINA", "1990-01-02"]],
    )
    desk.read()
    assert [(row["name"], row["birthdate"].isoformat()) for row in desk.rows()] == [("RINA", "1990-01-02")]


def test_a_heading_repeated_on_every_page_is_no_voter(desk, heading, new_voter):
    desk.xlsx(
        "pages.xlsx",
        [
            heading,
            new_voter(),
            ["", "", "Halaman 1 dari 2"],
            heading,
            [str(n) for n in range(1, 15)],
            new_voter(NO="2"),
        ],
    )
    result = desk.read()
    assert result.rows_kept == 2
    assert result.skipped == {"footer": 1, "heading": 2, "number_line": 1}


def test_two_tables_in_one_sheet_each_have_their_own_place_and_columns(desk):
    desk.xlsx(
        "two.xlsx",
        [
            ["KECAMATAN : Kayu Agung"],
            ["DESA/KELURAHAN : Jua-jua", "TPS : 1"],
            ["NAMA", "TANGGAL LAHIR", "JENIS KELAMIN"],
            ["RINA", "01-02-1990", "P"],
            [],
            ["DESA/KELURAHAN : Perigi"],
            ["TPS : 2"],
            ["NO", "NAMA", "JENIS KELAMIN", "TANGGAL LAHIR"],
            ["1", "BUDI", "L", "02-02-1990"],
        ],
    )
    desk.read()
    assert [(row["name"], row["sex"], row["village_name"], row["tps"]) for row in desk.rows()] == [
        ("RINA", "P", "Jua-jua", "001"),
        ("BUDI", "L", "Perigi", "002"),
    ]


def test_sheets_of_one_workbook_are_told_apart_and_a_summary_sheet_is_left_out(desk, heading, new_voter):
    desk.xlsx("book.xlsx", [heading, new_voter()], [heading, new_voter(NAMA="RINA")], [["REKAP"], ["L", 1], ["P", 2]])
    result = desk.read()
    assert [row["source_file"] for row in desk.rows()] == ["book.xlsx:Sheet1", "book.xlsx:Sheet2"]
    assert any("Sheet3" in warning.en for warning in result.warnings)


def test_a_table_that_does_not_begin_in_the_first_cell_keeps_its_row_numbers(desk):
    rows = [[], [], ["", "", "NAMA", "TANGGAL LAHIR"], [], ["", "", "RINA", "01-02-1990"]]
    desk.xlsx("shifted.xlsx", rows)
    desk.read()
    assert [(row["name"], row["source_row"]) for row in desk.rows()] == [("RINA", 5)]


def test_rows_with_only_a_name_are_kept_unless_they_follow_the_end_of_the_table(desk):
    desk.csv("a.csv", [["NAMA", "TANGGAL LAHIR"], ["RINA", ""], ["JUMLAH", "1"], ["BUDI", ""]])
    result = desk.read()
    assert [row["name"] for row in desk.rows()] == ["RINA"]
    assert result.skipped["signature"] == 1


@pytest.mark.parametrize(
    ("kind", "heading_row", "row", "expected"),
    [
        (
            ListKind.DEATHS,
            [
                "NO",
                "NAMA",
                "NIK",
                "TEMPAT/TANGGAL LAHIR",
                "TGL MENINGGAL",
                "JENIS DOKUMEN",
                "NO AKTA/SURAT",
                "PENERBIT",
            ],
            ["1", "RINA", "", "PALEMBANG, 3 Mei 1950", "14-07-2024", "AKTA KEMATIAN", "7/2024", "DUKCAPIL"],
            {"birthplace": "PALEMBANG", "document": "AKTA KEMATIAN 7/2024", "issuer": "DUKCAPIL"},
        ),
        (
            ListKind.POLICE_ARMY,
            ["NAMA", "NIK", "KESATUAN", "TMT", "PENERBIT"],
            ["RINA", "1602051203900001", "TNI", "2020-01-31", "KODIM"],
            {"issuer": "TNI", "birthdate": None},
        ),
        (
            ListKind.CLAIMED,
            ["NO", "NIK", "NAMA", "TEMPAT LAHIR", "TANGGAL LAHIR", "KECAMATAN", "DESA/KELURAHAN", "TPS"],
            ["1", "1602051203900001", "RINA", "OKI", "12|03|1990", "KAYU AGUNG", "JUA-JUA", "4"],
            {"nik": "1602051203900001", "birthplace": "OKI", "village": "16.02.05.1001", "tps": "004"},
        ),
        (
            ListKind.CLAIMED,
            ["NAMA", "NIK", "DESA"],
            ["RINA", "1602051203900001", "JUA-JUA"],
            {"nik": "1602051203900001", "birthdate": None, "village": "16.02.05.1001"},
        ),
        (
            ListKind.DPK,
            ["NAMA", "USIA", "KECAMATAN", "DESA", "TPS"],
            ["RINA", "34 tahun", "Kec. Kayu Agung", "JUA-JUA", "TPS 04"],
            {"age": 34, "village": "16.02.05.1001", "tps": "004"},
        ),
    ],
)
def test_registers_are_read_with_their_own_columns(desk, kind, heading_row, row, expected):
    found = desk.only_row(heading_row, row, kind=kind)
    assert {name: found[name] for name in expected} == expected
    assert (found["event_date"] is not None) is (kind in (ListKind.DEATHS, ListKind.POLICE_ARMY))


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, DataState.FULL),
        ({"NO_KK": "1602********0001", "NIK": "1602********0003"}, DataState.MASKED),
        ({"NO_KK": "", "NIK": ""}, DataState.NO_NUMBERS),
    ],
)
def test_the_state_of_the_data_is_told_from_what_the_rows_show(desk, heading, new_voter, changed, state):
    desk.xlsx("a.xlsx", [heading, new_voter(**changed)])
    assert desk.read().state is state


def test_a_list_with_ages_alone_is_in_the_fourth_state(desk):
    desk.csv("a.csv", [["NAMA", "USIA"], ["RINA", "34"]])
    assert desk.read().state is DataState.AGE_ONLY
