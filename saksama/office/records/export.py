"""Records as a table to take along, csv or xlsx; never a formula, always an entry in the trail."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from saksama.office.records.registry import Column

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # the last so that an import can take the ' away again
CHUNK = 500  # rows fetched at a time


def csv_lines(columns: Iterable[Column], rows: Any) -> Iterator[bytes]:
    """The table as csv, UTF-8 with byte-order mark, as Excel expects it."""
    columns = list(columns)
    yield b"\xef\xbb\xbf"
    yield _line([str(column.label) for column in columns])
    for row in _rows(rows):
        yield _line([_text(column.value(row)) for column in columns])


def xlsx_bytes(columns: Iterable[Column], rows: Any, title: str) -> bytes:
    """The table as a workbook, headings frozen and with a filter."""
    columns = list(columns)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(title[:31].translate(str.maketrans("[]:*?/\\", "       ")))
        heading = book.add_format({"bold": True, "bg_color": "#D8E4E5", "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        page.set_column(0, len(columns) - 1, 18)
        for place, column in enumerate(columns):
            page.write_string(0, place, str(column.label), heading)
        last = 0
        for last, row in enumerate(_rows(rows), start=1):
            for place, column in enumerate(columns):
                value = column.value(row)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    page.write_number(last, place, value, cell)
                else:
                    page.write_string(last, place, _text(value)[:32_767], cell)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, last, len(columns) - 1)
    return made.getvalue()


def _rows(rows: Any) -> Iterator[Any]:
    yield from rows.iterator(chunk_size=CHUNK) if hasattr(rows, "iterator") else rows


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue().encode()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)
