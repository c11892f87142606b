"""An equal NIK alone makes no duplicate, and a masked number is unknown, never compared."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.rolls.check import CATALOGUE

MASK = "1602********0003"
NIK = "1602055707849001"
SITI = {"name": "SITI AMINAH", "sex": "P", "birthdate": date(1984, 7, 17), "village": "16.02.05.1001", "tps": "001"}
EVERY_RULE_OF_NUMBERS = ("T05", "D10", "D12", "T12", "A06")


def test_two_rows_of_one_person_under_one_nik_are_a_duplicate(office: Any) -> None:
    office.give("roll", [{**SITI, "nik": NIK}, {**SITI, "nik": NIK, "name": "SITTI AMINA", "tps": "002"}])
    (finding,) = office.findings_of("T05")
    assert [record["source_row"] for record in finding["records"]] == [1, 2]
    assert office.findings_of("D10") == []


def test_one_nik_on_two_people_is_a_wrong_number_and_no_tms(office: Any) -> None:
    office.give("roll", [{**SITI, "nik": NIK}, {**SITI, "nik": NIK, "name": "RATNA DEWI"}])
    assert office.findings_of("T05") == []
    (finding,) = office.findings_of("D10")
    assert (finding["category"], finding["tms_reason"]) == ("data", None)


def test_twins_with_one_slipped_serial_are_not_called_one_person(office: Any) -> None:
    office.give("roll", [{**SITI, "nik": NIK, "name": "SITI HASANAH"}, {**SITI, "nik": NIK, "name": "NUR HALIMAH"}])
    assert office.findings_of("T05") == []


def test_an_equal_nik_with_a_missing_birth_date_waits_for_a_person(office: Any) -> None:
    office.give("roll", [{**SITI, "nik": NIK}, {**SITI, "nik": NIK, "birthdate": None}])
    assert office.findings_of("T05") == []
    assert len(office.findings_of("D10")) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(shown=st.integers(0, 8), rows=st.integers(2, 20))
def test_equal_masks_are_never_compared(new_office: Callable[[], Any], shown: int, rows: int) -> None:
    office = new_office()
    mask = "160205574900"[:shown].ljust(12, "*") + "0003"
    office.give(
        "roll",
        [{**SITI, "name": f"{'ABDE'[i % 4]}NI", "nik": mask, "nkk": mask, "tps": f"{i:03}"} for i in range(rows)],
    )
    assert office.found_by(*EVERY_RULE_OF_NUMBERS) == set()


def test_a_list_masked_throughout_has_no_finding_about_its_masks(office: Any) -> None:
    office.give("roll", [{**SITI, "nik": MASK, "nkk": MASK, "tps": f"{i:03}"} for i in range(1, 4)])
    assert office.found_by("D01", "D02", "D03", "D08", "D09", "D11") == set()


def test_no_evidence_of_any_rule_bears_a_nik(office: Any) -> None:
    office.give(
        "roll", [{**SITI, "nik": NIK, "nkk": NIK, "birthdate": date(1990, 1, 1)}, {**SITI, "nik": NIK, "nkk": NIK}]
    )
    office.check(*CATALOGUE)
    findings = office.findings()
    assert findings
    assert not [f for f in findings if NIK in f["evidence_id"] + f["evidence_en"]]
