"""Delimited text: encodings, delimiters, quotation marks, line numbers."""

import pytest

from saksama.errors import InputError

HEADING = ["NAMA", "TANGGAL LAHIR", "ALAMAT", "KETERANGAN"]
ROW = ["ANDRÉ", "17|08|1985", "JL. A", "kosong"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_encoding_and_delimiter_is_found_out(desk, encoding, delimiter):
    desk.csv("a.csv", [["DAFTAR PEMILIH"], HEADING, ROW], delimiter=delimiter, encoding=encoding)
    desk.read()
    (row,) = desk.rows()
    assert (row["name"], row["birthdate"].isoformat(), row["note"]) == ("ANDRÉ", "1985-08-17", "kosong")


def test_a_bad_byte_beyond_the_first_kilobytes_still_makes_the_file_windows_1252(desk):
    rows = [HEADING, *[["RINA", "01-01-1990", "JL. A", ""]] * 3000, ROW]
    desk.csv("a.csv", rows, encoding="cp1252")
    desk.read()
    assert desk.rows()[-1]["name"] == "ANDRÉ"


def test_a_quoted_line_break_does_not_end_the_row_and_rows_keep_their_line_numbers(desk):
    desk.csv("a.csv", [HEADING, ["RINA", "01-01-1990", "JL. A\nNO. 2", ""], ["BUDI", "01-01-1990", "JL. B", ""]])
    desk.read()
    assert [(row["address"], row["source_row"]) for row in desk.rows()] == [("JL. A NO. 2", 2), ("JL. B", 4)]


def test_short_rows_and_trailing_delimiters_are_no_fault(desk):
    (desk.lists / "a.csv").write_text("NAMA,TANGGAL LAHIR,ALAMAT\nRINA,01-01-1990\nBUDI,01-01-1990,JL. B,,,\n\n")
    result = desk.read()
    assert result.rows_kept == 2
    assert result.skipped == {"blank": 1, "heading": 1}


def test_a_quotation_mark_never_closed_names_its_line(desk):
    lines = ["NAMA,TANGGAL LAHIR,ALAMAT,RT,RW,KETERANGAN", 'RINA,01-01-1990,"JL. A,001,001,']
    lines += [f"BUDI,01-01-1990,JL. {n},001,001," for n in range(500)]
    (desk.lists / "a.csv").write_text("\n".join(lines))
    with pytest.raises(InputError, match="never closed") as raised:
        desk.read()
    assert raised.value.where() == "a.csv:2"


def test_a_separator_line_for_spreadsheets_is_passed_over(desk):
    (desk.lists / "a.csv").write_text("sep=;\nNAMA;USIA\nRINA;20\n")
    desk.read()
    assert desk.rows()[0]["age"] == 20
