"""KPU's answers, read from the attachment that came back."""

import io
from dataclasses import dataclass, field
from typing import Any, Self

import python_calamine
from xlsxwriter.utility import xl_col_to_name

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.recommendations.letter.attachment import ANSWER, FINDING, REASON, AnswerKind
from saksama.rolls import refuse_vast_sheets

_RETURN = Text(
    "Kirim kembali lampiran surat kami sebagai .xlsx, hanya kolom jawaban yang diisi.",
    "Send back the attachment of our letter as .xlsx, with only the answer columns filled in.",
)
_CHOICES = ", ".join(kind.value for kind in AnswerKind)


@dataclass(frozen=True, slots=True)
class Answer:
    """What KPU says of one finding, and where in the workbook: its row, and the column of the finding code."""

    finding_id: str
    kind: AnswerKind
    reason: str
    row: int
    column: str = field(default="", compare=False)


@dataclass
class WrongAnswers(InputError):
    """The first problem of a workbook, with all of them: who mends it wants to know them at once."""

    problems: list[InputError] = field(default_factory=list)

    @classmethod
    def of(cls, problems: list[InputError]) -> Self:
        """Of one problem or more."""
        first = problems[0]
        return cls(first.what, first.remedy, first.file, first.sheet, first.row, first.column, problems)


def read_answers(workbook: bytes, file: str = "") -> list[Answer]:
    """The answered findings in the order of the rows; those left empty are not in it.

    Case and spaces do not matter.

    Raises:
        WrongAnswers: naming each cell: an unknown answer, a rejection without reason, an answer without its finding
            code, a finding answered twice.
        InputError: it is no such workbook.
    """
    sheet, rows = _rows(workbook, file)
    at, columns = _columns(file, sheet, rows)
    answers: dict[str, Answer] = {}
    problems: list[InputError] = []
    for number, cells in enumerate(rows[at:], start=at + 1):
        finding, said, reason = (_text(cells, columns[heading]) for heading in (FINDING, ANSWER, REASON))
        if not said and not reason:
            continue

        def wrong(what: Text, remedy: Text, heading: str, number: int = number) -> None:
            problems.append(InputError(what, remedy, file, sheet, number, xl_col_to_name(columns[heading])))

        kind = AnswerKind(said.lower()) if said.lower() in list(AnswerKind) else None
        if not finding:
            wrong(Text("Kode temuannya hilang.", "Its finding code is missing."), _RETURN, FINDING)
        elif kind is None:
            what = (
                Text(f"Jawaban “{said}” tidak dikenal.", f"Answer “{said}” is unknown.")
                if said
                else Text("Ada keterangan tanpa jawaban.", "There is a reason without an answer.")
            )
            wrong(what, Text(f"Pilih: {_CHOICES}.", f"Choose one of: {_CHOICES}."), ANSWER)
        elif kind is AnswerKind.REJECTED and not reason:
            remedy = Text("Tulis alasannya di kolom ini.", "Write the reason in this column.")
            wrong(Text("Ditolak tanpa alasan.", "Rejected without a reason."), remedy, REASON)
        elif finding in answers:
            before = answers[finding].row
            what = Text(f"Temuan ini sudah dijawab di baris {before}.", f"Row {before} answers this finding too.")
            wrong(what, Text("Hapus salah satu barisnya.", "Remove one of the rows."), FINDING)
        else:
            answers[finding] = Answer(finding, kind, reason, number, xl_col_to_name(columns[FINDING]))
    if problems:
        raise WrongAnswers.of(problems)
    return list(answers.values())


def _rows(workbook: bytes, file: str) -> tuple[str, list[list[Any]]]:
    """The first sheet that has the headings, else the first one."""
    refuse_vast_sheets(workbook, file)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(Text("Ini bukan buku kerja xlsx.", "This is no xlsx workbook."), _RETURN, file) from error
    return next(((name, rows) for name, rows in sheets if any(FINDING in cells for cells in rows)), sheets[0])


def _columns(file: str, sheet: str, rows: list[list[Any]]) -> tuple[int, dict[str, int]]:
    """(number of rows down to the headings, column of each heading needed)."""
    for at, cells in enumerate(rows, start=1):
        titles = [_text(cells, column) for column in range(len(cells))]
        if FINDING in titles:
            for heading in (ANSWER, REASON):
                if heading not in titles:
                    raise InputError(
                        Text(f"Kolom “{heading}” tidak ada.", f"Column “{heading}” is missing."),
                        _RETURN,
                        file,
                        sheet,
                        at,
                    )
            return at, {heading: titles.index(heading) for heading in (FINDING, ANSWER, REASON)}
    raise InputError(Text(f"Kolom “{FINDING}” tidak ada.", f"Column “{FINDING}” is missing."), _RETURN, file, sheet)


def _text(cells: list[Any], column: int) -> str:
    if column >= len(cells):
        return ""
    cell = cells[column]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split())
