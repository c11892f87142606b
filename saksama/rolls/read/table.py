"""Where the table of a sheet begins: its heading of one to three rows, and which field stands in which column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.columns import ListKind
from saksama.rolls.read.cells import column_letter
from saksama.rolls.read.headings import FIELDS, IGNORED, UnknownHeading, Vocabulary

MOST_ROWS_ABOVE = 200  # a title block longer than this has never been seen
MOST_HEADING_ROWS = 3
REGISTERS = frozenset(
    {ListKind.DEATHS, ListKind.POLICE_ARMY, ListKind.CLAIMED, ListKind.REPORTED}
)  # may lack a birth date

_LEGEND_CELL = re.compile(r"\(?\s*[A-Za-z0-9]{1,2}(\s*[/|,]\s*[A-Za-z0-9]{1,2})+\s*\)?|\([^)]*\)|\*+\)?")
# Who types (1) into a spreadsheet gets the number -1, shown in brackets.
_COLUMN_NUMBER = re.compile(r"(?P<bracket>\(|-)?\s*(?P<number>[0-9]{1,2})\s*[.)]?")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """Fields by column (`-` not needed), and the rows it takes: `first` to `last`, counted in the rows searched."""

    fields: tuple[str, ...]
    first: int
    last: int

    @property
    def width(self) -> int:
        return len(self.fields)

    def column_of(self, *names: str) -> int | None:
        """The first column that holds one of the fields."""
        return next((index for index, name in enumerate(self.fields) if name in names), None)


def is_heading_row(row: Row, words: Vocabulary) -> bool:
    """Has a heading for the name and at least one other known heading, and they are not the minority."""
    placed = [words.field(cell) for cell in row if cell.strip()]
    known = [name for name in placed if name is not None]
    return "name" in known and len(known) >= 2 and 2 * len(known) >= len(placed)


def is_number_line(cells: Sequence[str]) -> bool:
    """The line 1 2 3 … under a heading; also (1) (2) (3), which may skip columns that were taken out of the list."""
    found = [_COLUMN_NUMBER.fullmatch(cell.strip()) for cell in cells if cell.strip()]
    numbers = [(int(match["number"]), match["bracket"] is not None) for match in found if match is not None]
    if len(numbers) < 3 or len(numbers) < len(found):
        return False
    return all(
        after == before + 1 or (bracketed and after > before) for (before, _), (after, bracketed) in pairwise(numbers)
    )


def find_heading(rows: Sequence[Row], words: Vocabulary, *, kind: ListKind, file: str, sheet: str) -> Heading:
    """The heading among the first rows of a sheet.

    Raises InputError naming the cell when a heading cannot be placed, and naming the sheet when there is none at all.
    """
    start = next((index for index, row in enumerate(rows) if is_heading_row(row, words)), None)
    if start is None:
        start = _nearest_to_heading(rows, words)
    if start is None:
        raise _no_heading(file, sheet)
    first, last = _extent(rows, start, words)
    width = 1 + max(index for row in rows[first : last + 1] for index, cell in enumerate(row) if cell.strip())
    fields = [_place(rows, first, last, column, words) for column in range(width)]
    if None in fields:
        unknown = [column for column, name in enumerate(fields) if name is None]
        raise _unknown_headings(rows, first, last, unknown, words, file, sheet)
    heading = Heading(tuple(name or IGNORED for name in fields), first, last)
    _require(heading, kind, file, sheet)
    return heading


def _nearest_to_heading(rows: Sequence[Row], words: Vocabulary) -> int | None:
    """The row with most known headings, three at least, though none is for the name: to say which cell is wrong."""
    counts = [sum(words.field(cell) is not None for cell in row if cell.strip()) for row in rows]
    best = max(counts, default=0)
    return counts.index(best) if best >= 3 else None


def _extent(rows: Sequence[Row], start: int, words: Vocabulary) -> tuple[int, int]:
    first = last = start
    while last + 1 < len(rows) and last - first + 1 < MOST_HEADING_ROWS and _continues(rows, first, last + 1, words):
        last += 1
    above = start - 1
    if above >= 0 and last - above < MOST_HEADING_ROWS and _starts_above(rows, above, start, words):
        first = above
    return first, last


def _continues(rows: Sequence[Row], first: int, candidate: int, words: Vocabulary) -> bool:
    """Every cell of the row below is a sub-heading or a legend such as (B/S/P)."""
    cells = [(column, cell) for column, cell in enumerate(rows[candidate]) if cell.strip()]
    if not cells or is_number_line(rows[candidate]) or is_heading_row(rows[candidate], words):
        return False
    return all(
        bool(_LEGEND_CELL.fullmatch(cell.strip())) or _place_under(rows, first, candidate, column, words) is not None
        for column, cell in cells
    )


def _starts_above(rows: Sequence[Row], above: int, start: int, words: Vocabulary) -> bool:
    """The row above is the upper half of headings written over two rows."""
    cells = [(column, cell) for column, cell in enumerate(rows[above]) if cell.strip()]
    if len(cells) < 3 or any(":" in cell for _, cell in cells):
        return False
    return all(_place_under(rows, above, start, column, words) or words.field(cell) for column, cell in cells)


def _cell(row: Row, column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _parent(rows: Sequence[Row], above: int, column: int, below: Row) -> str:
    """The heading over a column: its own, or that of the merged cell which spans it from the left."""
    row = rows[above]
    if _cell(row, column):
        return _cell(row, column)
    while column > 0 and not _cell(row, column) and _cell(below, column):
        column -= 1
    return _cell(row, column) if _cell(below, column) else ""


def _place_under(rows: Sequence[Row], first: int, last: int, column: int, words: Vocabulary) -> str | None:
    below = rows[last]
    child = _cell(below, column)
    parents = [_parent(rows, above, column, below) for above in range(first, last)]
    whole = " ".join(part for part in (*parents, child) if part)
    return words.field(whole) or (words.field(child) if child else None)


def _place(rows: Sequence[Row], first: int, last: int, column: int, words: Vocabulary) -> str | None:
    """The field of one column: tried whole, then the lowest cell alone, then the upper ones (a legend below)."""
    own = [_cell(row, column) for row in rows[first : last + 1]]
    if not any(own):
        return IGNORED
    lowest = max(index for index, cell in enumerate(own) if cell)
    for depth in range(lowest, -1, -1):
        if own[depth]:
            name = _place_under(rows, first, first + depth, column, words)
            if name is not None:
                return name
            if not _LEGEND_CELL.fullmatch(own[depth]):
                return None
    return None


def _require(heading: Heading, kind: ListKind, file: str, sheet: str) -> None:
    twice = next((name for name in heading.fields if name != IGNORED and heading.fields.count(name) > 1), None)
    if twice is not None:
        columns = [column_letter(index) for index, name in enumerate(heading.fields) if name == twice]
        where = ", ".join(columns)
        raise InputError(
            Text(f"Kolom {where} sama-sama berarti {twice}.", f"Columns {where} both mean {twice}."),
            Text(
                "Ganti judul salah satunya, atau abaikan dengan --map JUDUL=-.",
                "Rename one of them, or ignore it with --map HEADING=-.",
            ),
            file,
            sheet,
        )
    dated = heading.column_of("birthdate", "birth", "age") is not None or kind in REGISTERS
    if heading.column_of("name") is None or not dated:
        missing = ("NAMA", "NAMA") if heading.column_of("name") is None else ("TANGGAL LAHIR / USIA",) * 2
        raise InputError(
            Text(f"Judul kolom {missing[0]} tidak ditemukan.", f"No heading {missing[1]} was found."),
            Text(
                "Tambahkan kolom itu, atau sebutkan judulnya dengan --map JUDUL=kolom.",
                "Add the column, or say which heading it is with --map HEADING=column.",
            ),
            file,
            sheet,
            heading.first + 1,
        )


def _no_heading(file: str, sheet: str) -> InputError:
    return InputError(
        Text("Tidak ada baris judul kolom (NAMA, TANGGAL LAHIR, …).", "No heading row (NAMA, TANGGAL LAHIR, …)."),
        Text(
            "Pastikan berkas ini daftar pemilih dengan judul kolom di atas tabelnya.",
            "Make sure this is a voter list with headings above its table.",
        ),
        file,
        sheet,
    )


def _unknown_headings(
    rows: Sequence[Row], first: int, last: int, columns: list[int], words: Vocabulary, file: str, sheet: str
) -> UnknownHeading:
    lowest = [max(index for index in range(first, last + 1) if _cell(rows[index], column)) for column in columns]
    texts = [" ".join(_cell(rows[row], at).split())[:60] for row, at in zip(lowest, columns, strict=True)]
    row, column, text = lowest[0], columns[0], texts[0]
    near = words.near(text)
    like = (f" Mirip: {', '.join(near)}.", f" Similar: {', '.join(near)}.") if near else ("", "")
    return UnknownHeading(
        Text(f"Judul kolom “{text}” tidak dikenal.{like[0]}", f"Unknown heading “{text}”.{like[1]}"),
        Text(
            f'Jawab dengan --map "{text}=kolom" (kolom: {", ".join(FIELDS)}), atau --map "{text}=-" untuk mengabaikan.',
            f'Answer with --map "{text}=column" (columns: {", ".join(FIELDS)}), or --map "{text}=-" to ignore it.',
        ),
        file,
        sheet,
        row + 1,
        column_letter(column),
        tuple(texts),
    )
