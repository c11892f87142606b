"""The lines of a csv or of the first sheet of an xlsx, as a spreadsheet program here writes them."""

import csv
import io
from pathlib import Path
from typing import Any

import python_calamine

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls import refuse_vast_sheets


def read_lines(content: bytes, name: str) -> list[list[Any]]:
    """All lines from the first on, empty ones too, so that the number of a line is that of its row.

    A csv may be separated by semicolon, comma or tab, and be UTF-8 or what an old Excel writes.

    Raises:
        InputError: another kind of file, or no workbook.
    """
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        return _csv(content, name)
    if suffix == ".xlsx":
        return _xlsx(content, name)
    raise InputError(
        Text("Jenis berkas ini tidak dapat dibaca.", "This kind of file cannot be read."),
        Text("Kirim csv atau xlsx.", "Send csv or xlsx."),
        name,
    )


def _csv(content: bytes, name: str) -> list[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    whole = io.StringIO(text.replace("\0", ""), newline=None)  # an old Mac ends lines with \r
    try:
        return [list(line) for line in csv.reader(whole, delimiter=delimiter)]
    except csv.Error as error:
        what = Text("Berkas csv ini rusak.", "This csv is damaged.")
        raise InputError(what, Text("Kirim xlsx.", "Send xlsx."), name) from error


def _xlsx(content: bytes, name: str) -> list[list[Any]]:
    refuse_vast_sheets(content, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(
            Text("Ini bukan buku kerja xlsx.", "This is no xlsx workbook."),
            Text("Simpan ulang sebagai .xlsx.", "Save it again as .xlsx."),
            name,
        ) from error
