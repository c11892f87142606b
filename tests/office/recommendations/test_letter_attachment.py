"""The attachment goes out with the findings and comes back with KPU's answers."""

import dataclasses
import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from saksama.errors import InputError
from saksama.office.recommendations.letter import (
    AnswerKind,
    AttachmentRow,
    LegalBases,
    attachment_xlsx,
    groups_of,
    read_answers,
)
from saksama.office.recommendations.letter.attachment import (
    ANSWER,
    COLUMNS,
    FINDING,
    HEADING_ROW,
    OTHERS,
    REASON,
    SOURCE,
)
from saksama.office.recommendations.letter.masking import masked

BASES = LegalBases.load()
NIK = "1602050101800003"
HEADINGS = [heading for heading, _ in COLUMNS]


def row(number: int, **values: Any) -> AttachmentRow:
    made = AttachmentRow(
        finding_id=f"{number:016x}", district="Lempuing", village="Tugu Mulyo", tps="004", name="SITI AMINAH",
        birth="01-02-1970", sex="P", address="DUSUN II", rt="002", rw="001", nik=NIK, kind="dead",
        evidence="Akta kematian 1602-KM-0001.",
    )  # fmt: skip
    return dataclasses.replace(made, **values)


def sent(rows: list[AttachmentRow], *, hide: bool = True) -> bytes:
    return attachment_xlsx(
        rows, masked=hide, bases=BASES, number="122/PM.00.01/K.SS-09/08/2024", date=dt.date(2024, 8, 20)
    )


def opened(workbook: bytes) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return book, sheet


def answered(workbook: bytes, cells: dict[tuple[int, str], object]) -> bytes:
    """The workbook with cells written: (finding from 1, heading) to value."""
    book, sheet = opened(workbook)
    for (number, heading), value in cells.items():
        sheet.cell(HEADING_ROW + number, HEADINGS.index(heading) + 1).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def texts(workbook: bytes) -> list[list[object]]:
    return [[cell.value for cell in line] for line in opened(workbook)[1].iter_rows(min_row=HEADING_ROW + 1)]


def test_one_row_a_finding_with_what_is_asked_and_on_what_evidence() -> None:
    others = ("SITI AMINAH, 01-02-1970, P, TPS 001", "SITI AMINAH, 01-02-1970, P, TPS 009")
    (line,) = texts(sent([row(7, source="TPS 004.xlsx, baris 12", others=others)]))
    assert dict(zip(HEADINGS, line, strict=True)) == {
        "No": 1, "Kecamatan": "Lempuing", "Desa/kelurahan": "Tugu Mulyo", "TPS": "004", "Nama": "SITI AMINAH",
        "Lahir/umur": "01-02-1970", "L/P": "P", "Alamat": "DUSUN II", "RT/RW": "002/001", "NIK": "1602********0003",
        SOURCE: "TPS 004.xlsx, baris 12", "Jenis temuan": BASES.kinds["dead"].title, OTHERS: "\n".join(others),
        "Bukti": "Akta kematian 1602-KM-0001.",
        "Perbaikan yang diminta": BASES.kinds["dead"].request, ANSWER: None, REASON: None, FINDING: f"{7:016x}",
    }  # fmt: skip


def test_the_nik_is_whole_only_when_asked_for() -> None:
    assert NIK not in str(texts(sent([row(1)])))
    assert NIK in str(texts(sent([row(1)], hide=False)))


@given(st.text("0123456789*", max_size=20))
def test_a_masked_number_never_shows_more_than_eight_digits_of_sixteen(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    if "*" not in number and len(number) >= 16:
        assert sum(digit != "*" for digit in shown) == 8
    elif "*" not in number:
        assert sum(digit != "*" for digit in shown) <= len(number) // 3


def test_only_the_answer_columns_can_be_written_in() -> None:
    sheet = opened(sent([row(1)]))[1]
    assert sheet.protection.sheet
    unlocked = {HEADINGS[cell.column - 1] for cell in sheet[HEADING_ROW + 1] if not cell.protection.locked}
    assert unlocked == {ANSWER, REASON}


def test_the_answers_are_offered_as_a_list() -> None:
    (validation,) = opened(sent([row(1), row(2)]))[1].data_validations.dataValidation
    assert validation.formula1 == '"sudah diperbaiki,sudah benar,ditolak"'
    assert str(validation.sqref) == f"P{HEADING_ROW + 1}:P{HEADING_ROW + 2}"


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    sheet = opened(sent([row(1, name='=HYPERLINK("http://x")')]))[1]
    assert sheet.cell(HEADING_ROW + 1, HEADINGS.index("Nama") + 1).data_type == "s"


def test_the_same_rows_give_the_same_bytes() -> None:
    assert sent([row(1), row(2)]) == sent([row(1), row(2)])


def test_the_groups_of_the_letter_are_counted_from_the_same_rows() -> None:
    rows = [row(1), row(2), row(3, village="Cahya Bumi"), row(4, kind="duplicate")]
    dead, duplicate = groups_of(rows, BASES)
    assert (dead.kind, dead.total, duplicate.kind, duplicate.total) == ("dead", 3, "duplicate", 1)
    assert [(place.village, place.count) for place in dead.counts] == [("Cahya Bumi", 1), ("Tugu Mulyo", 2)]


def test_answers_come_back_by_finding_code_and_empty_rows_do_not() -> None:
    back = answered(
        sent([row(1), row(2), row(3)]),
        {(1, ANSWER): " Sudah  Diperbaiki ", (3, ANSWER): "ditolak", (3, REASON): "masih hidup"},
    )
    first, third = read_answers(back)
    assert (first.finding_id, first.kind, first.reason, first.row) == (
        f"{1:016x}",
        AnswerKind.FIXED,
        "",
        HEADING_ROW + 1,
    )
    assert (third.finding_id, third.kind, third.reason) == (f"{3:016x}", AnswerKind.REJECTED, "masih hidup")


@pytest.mark.parametrize(
    ("cells", "where", "what"),
    [
        ({(1, ANSWER): "mungkin"}, f"P{HEADING_ROW + 1}", "Answer “mungkin” is unknown"),
        ({(2, ANSWER): "ditolak"}, f"Q{HEADING_ROW + 2}", "Rejected without a reason"),
        ({(2, REASON): "sudah kami cek"}, f"P{HEADING_ROW + 2}", "a reason without an answer"),
        ({(1, ANSWER): "sudah benar", (1, FINDING): None}, f"R{HEADING_ROW + 1}", "finding code is missing"),
        (
            {(1, ANSWER): "sudah benar", (2, ANSWER): "sudah benar", (2, FINDING): f"{1:016x}"},
            f"R{HEADING_ROW + 2}",
            f"Row {HEADING_ROW + 1} answers this finding too",
        ),
    ],
)
def test_a_wrong_answer_is_refused_at_its_cell(cells: dict[tuple[int, str], object], where: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as refused:
        read_answers(answered(sent([row(1), row(2)]), cells), "jawaban.xlsx")
    assert refused.value.where() == f"jawaban.xlsx:Temuan:{where}"


def test_a_workbook_without_the_answer_column_is_refused() -> None:
    book, sheet = opened(sent([row(1)]))
    sheet.cell(HEADING_ROW, HEADINGS.index(ANSWER) + 1).value = "Tanggapan"
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(InputError, match="Column “Jawaban KPU” is missing"):
        read_answers(saved.getvalue())


@pytest.mark.parametrize("junk", [b"", b"surat", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(junk: bytes) -> None:
    with pytest.raises(InputError, match="no xlsx workbook"):
        read_answers(junk)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([None, *AnswerKind]), min_size=1, max_size=8))
def test_what_is_answered_is_what_is_read(
    said: list[AnswerKind | None],
) -> None:
    cells: dict[tuple[int, str], object] = {}
    for number, kind in enumerate(said, start=1):
        if kind:
            cells |= {(number, ANSWER): kind.value, (number, REASON): "sebab"}
    rows = [row(number) for number in range(1, len(said) + 1)]
    read = {answer.finding_id: answer.kind for answer in read_answers(answered(sent(rows), cells))}
    assert read == {f"{number:016x}": kind for number, kind in enumerate(said, start=1) if kind}
