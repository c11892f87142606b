"""Sheets of an Excel or OpenDocument workbook."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from saksama.rolls.read.cells import texts_of_row
from saksama.rolls.read.merges import Span, spans_down
from saksama.rolls.read.opening import Content, Sheet, damaged, encrypted, refuse_bomb
from saksama.rolls.read.vast_sheets import refuse_vast_sheets


def sheets_of_workbook(content: Content) -> tuple[list[Sheet], list[str]]:
    """The visible sheets, read one by one as they are used, and the names of the hidden ones.

    Raises InputError when the workbook is damaged, encrypted or a bomb.
    """
    _refuse_bombs(content)
    refuse_vast_sheets(content.data, content.label)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content.data))
    except PasswordError as error:
        raise encrypted(content.label) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(content.label) from error
    sheets: list[Sheet] = []
    hidden: list[str] = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            hidden.append(meta.name)
        else:
            merged: list[Span] = []
            sheets.append(Sheet(meta.name, _rows(book, meta.name, content.label, merged), merged))
    return sheets, hidden


def _rows(book: CalamineWorkbook, name: str, label: str, merged: list[Span]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet; `merged` is filled before the first."""
    try:
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(label) from error
    merged.extend(spans_down(sheet.merged_cell_ranges or ()))
    _, first_column = sheet.start or (0, 0)
    blank = [""] * first_column
    for number, row in enumerate(_cells(sheet), start=1):
        yield number, [*blank, *texts_of_row(row)] if blank else texts_of_row(row)


def _cells(sheet: CalamineSheet) -> Iterator[Sequence[object]]:
    """Streams the rows: `to_python` would hold a million rows twice."""
    yield from sheet.iter_rows()


def _refuse_bombs(content: Content) -> None:
    if not zipfile.is_zipfile(io.BytesIO(content.data)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            for info in archive.infolist():
                refuse_bomb(content.label, info.file_size, info.compress_size)
    except (zipfile.BadZipFile, ValueError) as error:
        raise damaged(content.label) from error
