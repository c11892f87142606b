"""Cells merged down over the rows of a household: a workbook stores them in the first row, and they hold for all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# What the people of one household share. A name merged over two rows is one voter on two lines, and is not repeated.
SHARED_FIELDS = frozenset(
    {"nkk", "address", "rt", "rw", "rt_rw", "tps", "village", "village_code", "district", "district_code"}
)
CellAt = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A cell merged over several rows: `first` to `last` as numbered in the spreadsheet, `column` counted from 0."""

    first: int
    last: int
    column: int


def spans_down(ranges: Iterable[tuple[CellAt, CellAt]]) -> list[Span]:
    """The ranges over more than one row. Ranges are ((row, column), (row, column)) from 0, both corners within."""
    return [
        Span(top + 1, bottom + 1, left)
        for (top, left), (bottom, _) in ranges
        if bottom > top  # a title merged across columns says nothing of the rows below it
    ]


class MergedCells:
    """The merged cells of one table, met row by row on the way down."""

    def __init__(self, spans: Iterable[Span], *, below: int) -> None:
        """Takes the spans that begin below the row `below`: those of the heading are no voters'."""
        self._beginning: dict[int, list[Span]] = defaultdict(list)
        for span in spans:
            if span.first > below:
                self._beginning[span.first].append(span)
        self._reaching: dict[int, tuple[int, str]] = {}  # column → last row and content of the merge it is in

    def __bool__(self) -> bool:
        return bool(self._beginning)

    def fill(self, number: int, cells: list[str], fields: Sequence[str]) -> None:
        """Writes into the row's blank cells what is merged down over them; remembers what begins in it.

        `cells` are as many as `fields`, the headings' fields by column.
        """
        for span in self._beginning.get(number, ()):
            if span.column < len(fields) and fields[span.column] in SHARED_FIELDS:
                self._reaching[span.column] = (span.last, cells[span.column])
        for column, (last, content) in list(self._reaching.items()):
            if number > last:
                del self._reaching[column]
            elif not cells[column].strip():
                cells[column] = content
