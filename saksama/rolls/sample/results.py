"""Reads forms that came back from the field."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import python_calamine
from xlsxwriter.utility import xl_col_to_name

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.read.vast_sheets import refuse_vast_sheets
from saksama.rolls.sample.form import BIRTH, EKTP, NAME, NOTE, PERSON, headings
from saksama.rolls.sample.kinds import TICKS, Direction, Outcome, SampleResult
from saksama.rolls.sample.sheet_code import SheetCode

_TICKED = {"x", "v", "√", "✓", "✔", "☑", "☒", "1", "ya", "y"}
_EMPTY = {"", "☐", "-", "–", "0", "tidak"}
_YES, _NO = {"ya", "y", "x", "v", "✓", "1"}, {"tidak", "t", "n", "0"}
_AGAIN = Text(
    "Gunakan lembar yang dibuat Saksama, dan simpan sebagai .xlsx.", "Use the form Saksama made, saved as .xlsx."
)


def read_results(workbook: bytes, file: str = "") -> list[SampleResult]:
    """One result a person of every page of a form; rows without a tick are NOT_VISITED.

    Empty rows of a people-to-list form are no people. Raises InputError naming sheet, row and column.
    """
    refuse_vast_sheets(workbook, file)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(Text("Ini bukan buku kerja xlsx.", "This is no xlsx workbook."), _AGAIN, file) from error
    results = [result for name, rows in sheets for result in _Page(file, name, rows).results()]
    if not results:
        raise InputError(Text("Tidak ada orang pada lembar ini.", "There is nobody on this form."), _AGAIN, file)
    return results


@dataclass(frozen=True, slots=True)
class _Page:
    file: str
    sheet: str
    rows: list[list[Any]]

    def results(self) -> Iterator[SampleResult]:
        code = self._code()
        at, columns = self._headings(code.direction)
        seen: dict[str, int] = {}
        for number, cells in enumerate(self.rows[at:], start=at + 1):
            row = {heading: _text(cells[column]) for heading, column in columns.items() if column < len(cells)}
            person = row.get(PERSON, "")
            if code.direction is Direction.LIST_TO_PEOPLE:
                if not person:
                    continue
                if person in seen:
                    raise self._error(
                        Text(f"Kode ini sudah ada di baris {seen[person]}.", f"Row {seen[person]} has this code too."),
                        Text("Hapus salah satu barisnya.", "Remove one of the rows."),
                        number,
                        columns[PERSON],
                    )
                seen[person] = number
            outcome = self._outcome(code.direction, row, number, columns)
            if code.direction is Direction.PEOPLE_TO_LIST:
                if not row.get(NAME) and not row.get(BIRTH) and outcome is Outcome.NOT_VISITED:
                    continue
                person = f"{code.village}/{code.tps}/{number}"
            yield SampleResult(
                direction=code.direction,
                village=code.village,
                tps=code.tps,
                cluster_size=code.cluster_size,
                inclusion=code.inclusion,
                person=person,
                outcome=outcome,
                note=row.get(NOTE, ""),
                name=row.get(NAME, "") if code.direction is Direction.PEOPLE_TO_LIST else "",
                birth=row.get(BIRTH, ""),
                ektp_seen=self._ektp(row, number, columns),
            )

    def _code(self) -> SheetCode:
        for cells in self.rows:
            for cell in cells:
                if isinstance(cell, str) and (code := SheetCode.parse(cell)):
                    return code
        raise self._error(
            Text("Baris kode lembar tidak ada atau berubah.", "The form's code line is missing or was changed."), _AGAIN
        )

    def _headings(self, direction: Direction) -> tuple[int, dict[str, int]]:
        """(number of rows down to the headings, column of each heading)."""
        wanted = headings(direction)
        for at, cells in enumerate(self.rows, start=1):
            found = {_text(cell): column for column, cell in reversed(list(enumerate(cells)))}
            if PERSON in found and "No" in found:
                for heading in wanted:
                    if heading not in found:
                        raise self._error(
                            Text(f"Kolom “{heading}” tidak ada.", f"Column “{heading}” is missing."), _AGAIN, at
                        )
                return at, {heading: found[heading] for heading in wanted}
        raise self._error(Text("Baris judul kolom tidak ada.", "The row of headings is missing."), _AGAIN)

    def _outcome(self, direction: Direction, row: dict[str, str], number: int, columns: dict[str, int]) -> Outcome:
        ticked: list[Outcome] = []
        for outcome, heading in TICKS[direction].items():
            mark = row.get(heading, "").lower()
            if mark in _TICKED:
                ticked.append(outcome)
            elif mark not in _EMPTY:
                raise self._error(
                    Text(f"Tanda “{mark}” di “{heading}” tidak dikenal.", f"Mark “{mark}” in “{heading}” is unknown."),
                    Text("Tulis x, atau kosongkan.", "Write x, or leave it empty."),
                    number,
                    columns[heading],
                )
        if len(ticked) > 1:
            chosen = ", ".join(TICKS[direction][outcome] for outcome in ticked)
            raise self._error(
                Text(f"Ada {len(ticked)} tanda: {chosen}.", f"There are {len(ticked)} marks: {chosen}."),
                Text("Beri tanda pada satu kotak saja.", "Mark one box only."),
                number,
                columns[TICKS[direction][ticked[1]]],
            )
        return ticked[0] if ticked else Outcome.NOT_VISITED

    def _ektp(self, row: dict[str, str], number: int, columns: dict[str, int]) -> bool | None:
        said = row.get(EKTP, "").lower()
        if said in _YES or said in _NO:
            return said in _YES
        if not said or said == "-":
            return None
        raise self._error(
            Text(f"“{said}” bukan Ya atau Tidak.", f"“{said}” is neither Ya nor Tidak."),
            Text("Tulis Ya atau Tidak.", "Write Ya or Tidak."),
            number,
            columns[EKTP],
        )

    def _error(self, what: Text, remedy: Text, row: int | None = None, column: int | None = None) -> InputError:
        letters = "" if column is None else xl_col_to_name(column)
        return InputError(what, remedy, self.file, self.sheet, row, letters)


def _text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without a point, dates as dd-mm-yyyy."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "strftime"):
        return str(cell.strftime("%d-%m-%Y"))
    return " ".join(str(cell).split())
