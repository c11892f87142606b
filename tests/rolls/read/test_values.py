"""What a cell means: dates, identity numbers, codes, numbers of neighbourhoods, and what cannot be kept."""

import json
from datetime import date

import pytest

from saksama.rolls.read import REASON_TEXTS, Reason


def test_a_birth_date_is_understood_in_every_usual_writing(desk):
    written = ["17|08|1985", "17-08-1985", "17/8/1985", "17.08.1985", "1985-08-17", "1985/08/17", "17 Agustus 1985"]
    written += ["17-Agu-1985", "17 AUG 1985", "31276", "17081985", "19850817", " 17 | 08 | 1985 "]
    written += ["1985-08-17 00:00:00", "17/08/1985 00:00"]
    assert desk.values("birthdate", "TANGGAL LAHIR", written) == dict.fromkeys(written, date(1985, 8, 17))


def test_date_cells_and_serial_numbers_of_a_workbook_are_dates(desk):
    desk.xlsx("a.xlsx", [["NAMA", "TANGGAL LAHIR"], ["RINA", date(1985, 8, 17)], ["BUDI", 31276]])
    desk.read()
    assert [row["birthdate"] for row in desk.rows()] == [date(1985, 8, 17)] * 2


def test_a_day_that_is_in_no_calendar_rejects_the_row_with_its_content(desk):
    written = ["31|02|1990", "29-02-1989", "00-00-1970", "12-13-1990", "1975", "12-05-90", "belum tahu"]
    desk.csv("a.csv", [["NAMA", "TANGGAL LAHIR", "NO"], *(["RINA", day, "7"] for day in [*written, "01-01-1990"])])
    result = desk.read()
    rejects = desk.rejects()
    assert [json.loads(reject["raw"]) for reject in rejects] == [["RINA", day, "7"] for day in written]
    assert [reject["source_row"] for reject in rejects] == list(range(2, 9))
    assert {(reject["reason"], reject["column"]) for reject in rejects} == {("invalid_date", "birthdate")}
    assert (result.rows_read, result.rows_kept, result.rows_rejected) == (8, 1, 7)
    assert result.reject_examples == {"invalid_date": "a.csv:2"}


def test_a_leap_day_is_a_birth_date(desk):
    assert desk.values("birthdate", "TANGGAL LAHIR", ["29|02|1988"]) == {"29|02|1988": date(1988, 2, 29)}


def test_a_birth_date_nobody_can_have_is_kept_for_the_rules_to_see(desk):
    days = {"01|01|2030": date(2030, 1, 1), "2099-12-31": date(2099, 12, 31), "03-05-1850": date(1850, 5, 3)}
    assert desk.values("birthdate", "TANGGAL LAHIR", list(days)) == days
    assert desk.rejects() == []


def test_a_masked_birth_date_is_unknown_and_counted(desk):
    masked = ["**|**|1990", "XX-XX-1990", "xx/xx/xxxx"]
    assert desk.values("birthdate", "TANGGAL LAHIR", masked) == dict.fromkeys(masked)
    assert desk.read().unreadable == {"birthdate": 3}


def test_an_identity_number_is_kept_as_far_as_it_was_written(desk):
    numbers = {
        "1602051203900001": "1602051203900001",
        "'1602051203900001": "1602051203900001",
        " 1602 0512 0390 0001 ": "1602051203900001",
        "1602********0003": "1602********0003",
        "160205xxxxxx0003": "160205xxxxxx0003",
        "1.602051203900001E+15": "1602051203900001",
        "1,60205E+15": None,
        "16020512": "16020512",
        "-": None,
    }
    assert desk.values("nik", "NIK", list(numbers)) == numbers


def test_an_identity_number_stored_as_a_number_is_restored_only_while_exact(desk):
    desk.xlsx("a.xlsx", [["NAMA", "NIK", "USIA"], ["RINA", 1602051203900001, 20], ["BUDI", 9271051203900001, 30]])
    result = desk.read()
    assert [row["nik"] for row in desk.rows()] == ["1602051203900001", None]
    assert result.unreadable == {"nik": 1}


def test_numbers_that_a_spreadsheet_rounded_lose_their_last_digit_and_no_more(desk):
    rows = [
        [f"ORANG {letter}", 1602051203900000 + 10 * number, 20] for number, letter in enumerate("ABCDEFGHIJ", start=1)
    ]
    desk.xlsx("rounded.xlsx", [["NAMA", "NIK", "USIA"], *rows])
    desk.xlsx("whole.xlsx", [["NAMA", "NIK", "USIA"], *rows[:3], ["RINA", 1602051203900001, 20]])
    result = desk.read()
    assert [row["nik"] for row in desk.rows()][:2] == ["160205120390001*", "160205120390002*"]
    assert desk.rows()[-1]["nik"] == "1602051203900001"
    assert sum("rounded.xlsx" in warning.en for warning in result.warnings) == 1


@pytest.mark.parametrize(
    ("heading", "column", "values"),
    [
        ("STATUS", "marital", {"Belum Kawin": "B", "CERAI MATI": "P", "kawin": "S", "?": None}),
        ("JK", "sex", {"Laki - laki": None, "LAKI-LAKI": "L", "Perempuan": "P"}),
        ("DISABILITAS", "disability", {"1": "1", "Netra": "6", "TN": "6", "Tidak ada": None}),
        ("KTP-EL", "ektp", {"sudah": "S"}),
        ("RT", "rt", {"1": "001", "RT. 07": "007", "000": None}),
        ("RT/RW", "rt", {"RT 03 RW 12": "003"}),
        ("RT/RW", "rw", {"003/12": "012", "003": None}),
        ("TPS", "tps", {"TPS 9": "009"}),
        ("TEMPAT, TANGGAL LAHIR", "birthplace", {"Kayu Agung, 12-05-1990": "Kayu Agung", "Palembang": "Palembang"}),
        ("TEMPAT, TANGGAL LAHIR", "birthdate", {"OKI/12 Mei 1990": date(1990, 5, 12)}),
    ],
)
def test_codes_and_numbers_are_brought_to_one_form(desk, heading, column, values):
    assert desk.values(column, heading, list(values)) == values


def test_sex_may_be_ticked_in_two_columns(desk):
    ticked = {("v", ""): "L", ("", "1"): "P", ("\u221a", "-"): "L", ("0", "P"): "P", ("", ""): None, ("x", "x"): None}
    desk.xlsx(
        "a.xlsx",
        [
            ["NO", "NAMA", "USIA", "JENIS KELAMIN", "", "RT"],
            ["", "", "", "L", "P", ""],
            *(["1", "RINA", "20", *cells, "001"] for cells in ticked),
        ],
    )
    result = desk.read()
    assert [row["sex"] for row in desk.rows()] == list(ticked.values())
    assert [row["rt"] for row in desk.rows()] == ["001"] * 6
    assert result.unreadable == {"sex": 1}


def test_values_that_cannot_be_understood_are_counted_and_the_row_is_kept(desk):
    rows = [
        ["NAMA", "USIA", "JK", "STATUS", "RT", "DISABILITAS", "KTP-EL"],
        ["RINA", "-3", "X", "Q", "?", "NIHIL", "E"],
    ]
    desk.csv("a.csv", rows)
    result = desk.read()
    assert result.rows_kept == 1
    assert result.unreadable == {"age": 1, "ektp": 1, "marital": 1, "rt": 1, "sex": 1}


def test_blanks_and_line_breaks_in_a_name_become_one_blank(desk):
    assert (
        desk.only_row(["NAMA", "USIA"], ["  SITI \n AMINAH\u00a0 BINTI  ALI", "20"])["name"] == "SITI AMINAH BINTI ALI"
    )


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        (["", "01-01-1990", "JL. A"], Reason.NO_NAME, "name"),
        (["...", "01-01-1990", "JL. A"], Reason.NO_NAME, "name"),
        (["A" * 10_000, "01-01-1990", "JL. A"], Reason.TOO_LONG, "name"),
        (["RINA", "01-01-1990", "J" * 501], Reason.TOO_LONG, "address"),
        (["RINA", "01-01-1990", "JL. A", *"x" * 37], Reason.TOO_MANY_CELLS, ""),
    ],
)
def test_a_row_that_cannot_be_used_is_rejected_and_says_why(desk, row, reason, column):
    heading = ["NAMA", "TANGGAL LAHIR", "ALAMAT"]
    desk.csv("a.csv", [heading, row])
    desk.xlsx("a.xlsx", [heading, row])
    result = desk.read()
    assert result.rejected_by_reason == {reason.value: 2}
    assert [(reject["reason"], reject["column"] or "") for reject in desk.rejects()] == [(reason.value, column)] * 2
    assert all(json.loads(reject["raw"]) == row for reject in desk.rejects())


def test_every_reason_has_its_words():
    assert set(REASON_TEXTS) == set(Reason)
