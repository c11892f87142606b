"""One source, from its first cell to its last: which rows are voters, of which place, under which heading."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.columns import ListKind
from saksama.rolls.read.delimited import sheet_of_text
from saksama.rolls.read.headings import Vocabulary
from saksama.rolls.read.merges import MergedCells, Span
from saksama.rolls.read.opening import Content, Sheet
from saksama.rolls.read.place import Place, labels_in, place_of_path
from saksama.rolls.read.rejects import Reason
from saksama.rolls.read.rows import RowKind, RowSorter
from saksama.rolls.read.table import MOST_HEADING_ROWS, MOST_ROWS_ABOVE, Heading, find_heading
from saksama.rolls.read.workbook import sheets_of_workbook


class Sink(Protocol):
    """Where the rows go."""

    def keep(self, fields: tuple[str, ...], segment: int, row: int, cells: list[str]) -> None:
        """A voter's row, cut or filled to the width of the heading."""

    def reject(self, label: str, row: int, reason: Reason, column: str, cells: Sequence[str]) -> None:
        """A row of the table that cannot even be laid under the heading."""


@dataclass(slots=True)
class Segment:
    """Consecutive rows of one sheet and one place."""

    label: str
    place: Place


@dataclass(slots=True)
class Scan:
    """What was seen in one source."""

    segments: list[Segment] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    warnings: list[Text] = field(default_factory=list)


def scan(content: Content, kind: ListKind, words: Vocabulary, sink: Sink, first_segment: int) -> Scan:
    """Reads all sheets of a source into the sink. Segments are numbered from `first_segment`.

    Raises InputError when the source is no list, or a heading cannot be placed.
    """
    result = Scan()
    if content.is_workbook:
        sheets, hidden = sheets_of_workbook(content)
        for name in hidden:
            result.warnings.append(
                Text(f"{content.label}: lembar tersembunyi “{name}” tidak dibaca.",
                     f"{content.label}: hidden sheet “{name}” was not read.")
            )  # fmt: skip
    else:
        sheets = [sheet_of_text(content, words)]
    _scan_sheets(content, sheets, kind, words, sink, first_segment, result)
    return result


def _scan_sheets(
    content: Content,
    sheets: list[Sheet],
    kind: ListKind,
    words: Vocabulary,
    sink: Sink,
    first_segment: int,
    result: Scan,
) -> None:
    without: InputError | None = None
    tables = 0
    for sheet in sheets:
        label = content.label if len(sheets) == 1 else f"{content.label}:{sheet.name}"
        rows = _PushBack(sheet.rows)
        top = rows.take(MOST_ROWS_ABOVE)
        if not any(cell.strip() for _, cells in top for cell in cells):
            result.skipped[RowKind.BLANK] += len(top)
            continue
        try:
            heading = find_heading([cells for _, cells in top], words, kind=kind, file=content.label, sheet=sheet.name)
        except InputError as error:
            if error.row is not None or len(sheets) == 1:
                raise
            without = without or error
            result.warnings.append(
                Text(
                    f"{label}: lembar ini bukan daftar dan tidak dibaca.", f"{label}: this sheet is no list, not read."
                )
            )
            continue
        tables += 1
        rows.give_back(top)
        _SheetScan(content.label, sheet.name, label, kind, words, sink, first_segment, result).run(
            rows, heading, sheet.merged
        )
    if tables == 0:
        raise without or InputError(
            Text("Berkas ini tidak berisi apa-apa.", "There is nothing in this file."),
            Text("Salin atau unduh ulang berkasnya.", "Copy or download the file again."),
            content.label,
        )


class _PushBack:
    """An iterator of rows into which rows can be given back."""

    def __init__(self, rows: Iterator[tuple[int, list[str]]]) -> None:
        self._rows = rows
        self._waiting: deque[tuple[int, list[str]]] = deque()

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            if self._waiting:
                yield self._waiting.popleft()
            else:
                following = next(self._rows, None)
                if following is None:
                    return
                yield following

    def take(self, count: int) -> list[tuple[int, list[str]]]:
        return list(islice(self, count))

    def give_back(self, rows: list[tuple[int, list[str]]]) -> None:
        self._waiting.extendleft(reversed(rows))


class _SheetScan:
    """The walk down one sheet."""

    def __init__(
        self,
        file: str,
        sheet: str,
        label: str,
        kind: ListKind,
        words: Vocabulary,
        sink: Sink,
        first_segment: int,
        result: Scan,
    ) -> None:
        self._file, self._sheet, self._label = file, sheet, label
        self._kind, self._words, self._sink = kind, words, sink
        self._first_segment, self._result = first_segment, result
        self._place = place_of_path(file)
        self._segment: int | None = None
        self._merged = MergedCells((), below=0)

    def run(self, rows: _PushBack, heading: Heading, merged: list[Span]) -> None:
        for _, cells in rows.take(heading.first):
            self._title(cells)
        taken = rows.take(heading.last - heading.first + 1)
        self._result.skipped[RowKind.HEADING] += len(taken)
        self._merged = MergedCells(merged, below=taken[-1][0])
        while (again := self._body(rows, heading)) is not None:
            heading = again

    def _body(self, rows: _PushBack, heading: Heading) -> Heading | None:
        """Walks to the end of the sheet, or to a heading in its middle, which is returned."""
        sorter = RowSorter(heading, self._words)
        width, fields, keep = heading.width, heading.fields, self._sink.keep
        merged = self._merged or None  # asked once: most sheets have none, and this loop sees every voter
        for number, cells in rows:
            kind = sorter.kind(cells)
            if kind is RowKind.DATA:
                extra = len(cells) - width
                if extra > 0:
                    if any(cell.strip() for cell in cells[width:]):
                        self._sink.reject(self._label, number, Reason.TOO_MANY_CELLS, "", cells)
                        continue
                    cells = cells[:width]
                elif extra < 0:
                    cells = cells + [""] * -extra
                if merged is not None:
                    merged.fill(number, cells, fields)
                segment = self._segment
                keep(fields, self._open_segment() if segment is None else segment, number, cells)
            elif kind is RowKind.HEADING:
                return self._heading_in_the_middle(rows, number, cells)
            elif kind is RowKind.TITLE:
                self._title(cells)
            else:
                self._result.skipped[kind] += 1
        return None

    def _heading_in_the_middle(self, rows: _PushBack, number: int, cells: list[str]) -> Heading:
        following = rows.take(MOST_HEADING_ROWS - 1)
        block = [cells, *(row for _, row in following)]
        try:
            heading = find_heading(block, self._words, kind=self._kind, file=self._file, sheet=self._sheet)
        except InputError as error:
            if error.row is not None:
                error.row += number - 1
            raise
        rows.give_back(following[heading.last :])
        self._result.skipped[RowKind.HEADING] += heading.last + 1
        return heading

    def _title(self, cells: list[str]) -> None:
        filled = any(cell.strip() for cell in cells)
        self._result.skipped[RowKind.TITLE if filled else RowKind.BLANK] += 1
        labels = labels_in(cells) if filled else {}
        if labels:
            place = self._place.updated(labels)
            if place != self._place:
                self._place, self._segment = place, None

    def _open_segment(self) -> int:
        self._segment = self._first_segment + len(self._result.segments)
        self._result.segments.append(Segment(self._label, self._place))
        return self._segment
