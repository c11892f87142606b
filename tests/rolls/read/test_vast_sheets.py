"""A file of five kilobytes that is a table of half a terabyte is refused before anything makes room for it."""

import io
import zipfile

import pytest
import xlsxwriter

from saksama.errors import InputError
from saksama.rolls import refuse_vast_sheets


def _workbook(*cells: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        for row, column in cells:
            page.write_string(row, column, "x")
    return made.getvalue()


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (0, 16_383), (1_048_575, 100)])
def test_a_cell_far_outside_the_table_is_refused(far: tuple[int, int]) -> None:
    with pytest.raises(InputError):
        refuse_vast_sheets(_workbook((0, 0), far), "jauh.xlsx")


@pytest.mark.parametrize("last", [(5, 12), (1_048_575, 15), (600, 30)])
def test_a_list_is_let_through(last: tuple[int, int]) -> None:
    refuse_vast_sheets(_workbook((0, 0), last), "daftar.xlsx")


def test_what_is_no_workbook_is_left_to_its_reader() -> None:
    refuse_vast_sheets(b"NAMA;UMUR", "daftar.csv")
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    refuse_vast_sheets(empty.getvalue(), "kosong.zip")
