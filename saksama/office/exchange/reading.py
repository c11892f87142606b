"""A csv or xlsx as rows of texts under the headings of its columns."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.exchange.columns import EXAMPLE, KEY, TableColumn, plain
from saksama.office.records.export import FORMULA
from saksama.office.table_lines import read_lines

MOST_ROWS = 10_000
MOST_BYTES = 10 * 1024 * 1024
KINDS = (".csv", ".xlsx")


@dataclass(frozen=True)
class ReadRow:
    """The cells of a row by the name of their column, and where each stands."""

    number: int
    cells: dict[str, str]
    letters: dict[str, str]


@dataclass(frozen=True)
class ReadTable:
    """What is in a file; `ignored` are headings that are no column."""

    rows: list[ReadRow]
    ignored: list[str]


def read_table(content: bytes, name: str, columns: Sequence[TableColumn]) -> ReadTable:
    """Reads a file.

    Raises:
        InputError: another kind of file, no heading that is known, a heading twice, or too many rows.
    """
    if name.lower().endswith(".csv"):
        lines = _csv(content, name)
    else:
        lines = [[_text(cell) for cell in line] for line in read_lines(content, name)]
    start = next((place for place, line in enumerate(lines) if any(line)), None)
    if start is None:
        raise InputError(
            Text("Berkas ini kosong.", "This file is empty."), Text("Pakai templatnya.", "Use the template."), name
        )
    places, ignored = _placed(lines[start], columns, name, start + 1)
    rows = []
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        cells = {column: line[place].strip() if place < len(line) else "" for column, place in places.items()}
        if any(cells.values()) and cells.get(KEY, "").upper() != EXAMPLE:
            rows.append(ReadRow(number, cells, {column: xl_col_to_name(place) for column, place in places.items()}))
    if len(rows) > MOST_ROWS:
        what = Text(f"Ada {len(rows)} baris; paling banyak {MOST_ROWS}.", f"{len(rows)} rows; at most {MOST_ROWS}.")
        raise InputError(what, Text("Bagi menjadi beberapa berkas.", "Divide it into several files."), name)
    return ReadTable(rows, ignored)


def _placed(
    line: list[str], columns: Sequence[TableColumn], name: str, number: int
) -> tuple[dict[str, int], list[str]]:
    places: dict[str, int] = {}
    ignored = []
    for place, heading in enumerate(line):
        found = next((column for column in columns if plain(heading) in column.names), None)
        if found is None:
            ignored += [heading.strip()[:60]] * bool(heading.strip())
        elif found.name in places:
            what = Text(f"Kolom {found.labels[0]} ada dua kali.", f"The column {found.labels[1]} is there twice.")
            remedy = Text("Hapus salah satunya.", "Take one of them away.")
            raise InputError(what, remedy, name, row=number, column=xl_col_to_name(place))
        else:
            places[found.name] = place
    if not set(places) - {KEY}:
        what = Text("Tidak ada judul kolom yang dikenal.", "No heading of a column is known.")
        remedy = Text("Pakai judul kolom dari templat.", "Use the headings of the template.")
        raise InputError(what, remedy, name, row=number)
    return places, ignored


def _csv(content: bytes, name: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        if "\0" in text:  # UTF-16 without its mark, mostly; PostgreSQL keeps no such sign
            raise ValueError
    except ValueError as error:
        what = Text("Berkas ini bukan teks UTF-8.", "This file is no UTF-8 text.")
        remedy = Text("Simpan sebagai “CSV UTF-8”, atau kirim xlsx.", "Save it as “CSV UTF-8”, or send xlsx.")
        raise InputError(what, remedy, name) from error
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        what = Text("Tanda kutip di berkas ini tidak berpasangan.", "The quotation marks in this file do not match.")
        raise InputError(what, Text("Kirim xlsx.", "Send xlsx."), name) from error
    return [[_unguarded(cell) for cell in line] for line in lines]


def _unguarded(cell: str) -> str:
    """Without the ' that an export puts before what a spreadsheet would take for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, timedelta):
        return (datetime.min + cell).strftime("%H:%M:%S")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
