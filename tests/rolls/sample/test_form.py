"""Forms go out, come back filled in, and what is wrong in them is named by sheet, row and column."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from saksama.errors import InputError
from saksama.rolls.sample import TICKS, Direction, FormPage, Outcome, form, read_results
from saksama.rolls.sample.form import HEADING_ROW, headings
from saksama.rolls.sample.sheet_code import SheetCode

DAY = dt.date(2024, 8, 20)
FORWARD = SheetCode(Direction.LIST_TO_PEOPLE, "16.02.05.1001", "004", 462, 0.0123456789)
BACKWARD = SheetCode(Direction.PEOPLE_TO_LIST, "16.02.05.1001", "004", 462, 1.0)
PERSON = ("abcdef012345", "SITI AMINAH", "01-02-1970", "P", "DUSUN II", "002/001", "1602********0003")


def printed(code: SheetCode = FORWARD, people: int = 3) -> bytes:
    rows = [(f"{number:012x}", *PERSON[1:]) for number in range(people)]
    page = FormPage(code, "Datangi alamatnya.", rows if code.direction is Direction.LIST_TO_PEOPLE else [])
    return form([page], place="Kayu Agung", list_title="DPS Pilkada 2024", made_on=DAY)


def filled(workbook: bytes, marks: dict[tuple[int, str], object], code: SheetCode = FORWARD) -> bytes:
    """The form with cells written: (person from 1, heading) to value."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    for (number, heading), value in marks.items():
        sheet.cell(HEADING_ROW + number, headings(code.direction).index(heading) + 1).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_ticks_come_back_with_the_tps_and_its_chance() -> None:
    results = read_results(filled(printed(), {(1, "Meninggal"): "x", (2, "Ditemukan"): "V", (2, "Catatan"): "bertemu"}))
    assert [result.outcome for result in results] == [Outcome.DEAD, Outcome.FOUND, Outcome.NOT_VISITED]
    assert {(r.village, r.tps, r.cluster_size, r.inclusion) for r in results} == {
        ("16.02.05.1001", "004", 462, 0.0123456789)
    }
    assert results[0].person == "0" * 12
    assert results[1].note == "bertemu"


def test_people_met_come_back_with_name_birth_date_and_ktp() -> None:
    marks: dict[tuple[int, str], object] = {
        (1, "Nama"): "BUDI", (1, "Tanggal lahir"): dt.date(1980, 5, 4), (1, "KTP-el dilihat (Ya/Tidak)"): "Ya",
        (1, "Tidak ada di daftar"): "x", (2, "Nama"): "ANI", (2, "Ada di daftar"): 1,
    }  # fmt: skip
    results = read_results(filled(printed(BACKWARD), marks, BACKWARD))
    assert [(r.name, r.birth, r.ektp_seen, r.outcome) for r in results] == [
        ("BUDI", "04-05-1980", True, Outcome.NOT_LISTED),
        ("ANI", "", None, Outcome.LISTED),
    ]


def test_two_ticks_for_one_person_are_refused_at_the_second() -> None:
    with pytest.raises(InputError, match="2 marks: Meninggal, Pindah") as refused:
        read_results(filled(printed(), {(2, "Meninggal"): "x", (2, "Pindah"): "x"}), "kembali.xlsx")
    assert refused.value.where() == f"kembali.xlsx:TPS 004:J{HEADING_ROW + 2}"


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(InputError, match="“mungkin”"):
        read_results(filled(printed(), {(1, "Pindah"): "mungkin"}))


def test_a_person_copied_twice_is_refused() -> None:
    with pytest.raises(InputError, match=f"Row {HEADING_ROW + 1} has this code too"):
        read_results(filled(printed(), {(2, "Kode"): "0" * 12}))


def test_a_ktp_answer_that_is_neither_yes_nor_no_is_refused() -> None:
    marks: dict[tuple[int, str], object] = {(1, "Nama"): "BUDI", (1, "KTP-el dilihat (Ya/Tidak)"): "hilang"}
    with pytest.raises(InputError, match="neither Ya nor Tidak"):
        read_results(filled(printed(BACKWARD), marks, BACKWARD))


def test_a_changed_code_line_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(printed()))
    line = str(book.worksheets[0]["A4"].value)
    book.worksheets[0]["A4"] = line.replace("|462|", "|999|")
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(InputError, match="code line is missing or was changed"):
        read_results(saved.getvalue())


def test_a_removed_column_is_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(printed()))
    book.worksheets[0].cell(HEADING_ROW, headings(FORWARD.direction).index("Pindah") + 1).value = None
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(InputError, match="Column “Pindah” is missing"):
        read_results(saved.getvalue())


@pytest.mark.parametrize("junk", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(junk: bytes) -> None:
    with pytest.raises(InputError, match="no xlsx workbook"):
        read_results(junk)


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    page = FormPage(FORWARD, "", [("0" * 12, "=1+1", *PERSON[2:])])
    book = openpyxl.load_workbook(io.BytesIO(form([page], place="A", list_title="DPS", made_on=DAY)))
    assert book.worksheets[0].cell(HEADING_ROW + 1, 2).data_type == "s"


def test_the_same_pages_give_the_same_bytes() -> None:
    assert printed() == printed()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*TICKS[Direction.LIST_TO_PEOPLE], Outcome.NOT_VISITED]), min_size=1, max_size=12))
def test_what_is_ticked_is_what_is_read(outcomes: list[Outcome]) -> None:
    marks: dict[tuple[int, str], object] = {
        (number, TICKS[Direction.LIST_TO_PEOPLE][outcome]): "x"
        for number, outcome in enumerate(outcomes, start=1)
        if outcome is not Outcome.NOT_VISITED
    }
    results = read_results(filled(printed(people=len(outcomes)), marks))
    assert [result.outcome for result in results] == outcomes


@given(
    st.sampled_from(Direction),
    st.integers(0, 10**6),
    st.floats(1e-6, 1),
    st.from_regex(r"[0-9.]{0,13}", fullmatch=True),
)
def test_a_code_line_says_exactly_what_was_put_in(direction: Direction, size: int, chance: float, village: str) -> None:
    code = SheetCode(direction, village, "004", size, chance)
    assert SheetCode.parse(str(code)) == code
    assert SheetCode.parse(str(code).replace("004", "005")) is None
