"""Workbooks that are small as a file and vast as a table.

The reader of workbooks makes room for the whole rectangle from A1 to the last cell before it gives a row. A file of
five kilobytes with a cell at XFD1048576 would take half a terabyte, and that ends the process: it must be seen before.
"""

import io
import re
import zipfile
from typing import IO

from saksama.errors import InputError
from saksama.language import Text

MOST_CELLS = 60_000_000  # of the rectangle; a list of a million rows has 13 to 26 columns
PIECE = 4 * 1024 * 1024  # bytes read at a time
OVERLAP = 64  # bytes, so that a reference cut by two pieces is seen whole
# References outside A1:Z99999, and the numbers of rows. Ordinary cells are passed over at the speed of the search.
FAR = re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]{2,3})(\d{1,7})|[A-Za-z](\d{6,7})|(\d{1,7}))["']""")
NEAR_COLUMNS, NEAR_ROWS = 26, 99_999


def refuse_vast_sheets(content: bytes, label: str) -> None:
    """Raises InputError for a workbook with a sheet whose rectangle is larger than any list."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return
    with archive:
        for name in archive.namelist():
            if not re.search(r"worksheets/[^/]+\.xml$", name, re.IGNORECASE):
                continue
            try:
                with archive.open(name) as sheet:
                    columns, rows = _extent(sheet)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
                continue  # damaged or encrypted: the reader says so, in its own words
            if columns * rows > MOST_CELLS:
                raise InputError(
                    Text(
                        f"Lembar ini menjangkau {rows:,} baris × {columns:,} kolom.",
                        f"This sheet reaches over {rows:,} rows × {columns:,} columns.",
                    ),
                    Text(
                        "Hapus sel yang jauh di luar tabel, lalu simpan lagi.",
                        "Delete the cells far outside the table and save it again.",
                    ),
                    label,
                )


def _extent(sheet: IO[bytes]) -> tuple[int, int]:
    """(columns, rows) that the sheet reaches at most."""
    columns, rows, kept = NEAR_COLUMNS, 1, b""
    while piece := sheet.read(PIECE):
        for letters, far_row, near_row, row in FAR.findall(kept + piece):
            if letters:
                columns = max(columns, _column(letters))
            rows = max(rows, int(far_row or near_row or row))
        kept = piece[-OVERLAP:]
    # A cell of the near columns may lie in any near row, whatever its row element says.
    return columns, rows if columns == NEAR_COLUMNS else max(rows, NEAR_ROWS)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
