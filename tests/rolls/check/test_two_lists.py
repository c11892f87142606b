"""What the rules make of another list: previous versions, registers, and the search for duplicates."""

from datetime import date
from typing import Any

import pytest

HERE = {"district": "16.02.05", "village": "16.02.05.1001", "tps": "001"}
THERE = {"district": "16.02.05", "village": "16.02.05.1002", "tps": "001"}
AMIR = {"name": "AMIR HASAN", "birthdate": date(1980, 3, 4), "marital": "S"}


def _link(left: int, right: int, probability: float = 0.99) -> dict[str, Any]:
    return {"left": left, "right": right, "probability": probability, "reasons_id": "sebab", "reasons_en": "reason"}


@pytest.mark.parametrize(
    ("note", "reason"),
    [("1", "dead"), ("TMS 2", "duplicate"), ("tms kode 05", "foreigner"), ("Tidak dikenal", "unknown"),
     ("8", "wrong_tps"), ("TMS (6)", "soldier"), ("U", None), ("B", None),
     ("V", None), ("", None), ("81", None), ("9", None)],
)  # fmt: skip
def test_a_note_is_read_by_the_code_table_of_the_election(office: Any, note: str, reason: str | None) -> None:
    office.give("roll", [{**HERE, **AMIR, "note": note}, {**HERE, **AMIR, "note": "x"}])
    assert [finding["tms_reason"] for finding in office.findings_of("T07")] == ([reason] if reason else [])


def test_who_was_struck_as_moved_and_is_now_listed_in_the_new_village_is_left_alone(office: Any) -> None:
    office.give("previous", [{**HERE, **AMIR, "note": "4"}])
    office.give("matched_previous", [_link(0, 0)])
    office.give("roll", [{**THERE, **AMIR}])
    assert office.findings_of("T11") == []
    office.give("roll", [{**HERE, **AMIR}])
    assert [finding["tms_reason"] for finding in office.findings_of("T11")] == ["moved"]


def test_a_duplicate_struck_once_keeps_its_other_row(office: Any) -> None:
    office.give("previous", [{**HERE, **AMIR, "note": "2"}, {**HERE, **AMIR}])
    office.give("roll", [{**HERE, **AMIR}])
    office.give("matched_previous", [_link(0, 0), _link(1, 0)])
    assert office.findings_of("T11") == []
    office.give("matched_previous", [_link(0, 0)])
    assert [finding["tms_reason"] for finding in office.findings_of("T11")] == ["duplicate"]


@pytest.mark.parametrize("note", ["TMS", "1", "MENINGGAL", "tms 4"])
def test_who_was_struck_with_a_reason_has_not_vanished(office: Any, note: str) -> None:
    office.give("previous", [{**HERE, **AMIR, "note": note}])
    office.give("matched_previous", [])
    assert office.findings_of("H01") == []


def test_a_child_of_the_previous_list_has_not_vanished_but_a_married_one_has(office: Any) -> None:
    child = {**HERE, "name": "ANI", "birthdate": date(2012, 1, 1), "marital": "B"}
    office.give("previous", [child, {**child, "marital": "S"}])
    office.give("matched_previous", [])
    assert [finding["records"][0]["record"] for finding in office.findings_of("H01")] == [1]


def test_one_group_of_suspected_duplicates_is_one_finding_as_sure_as_its_weakest_pair(office: Any) -> None:
    office.give("roll", [{**HERE, **AMIR}, {**THERE, **AMIR}, {**HERE, **AMIR, "tps": "002"}])
    pairs = [_link(0, 1, 0.99) | {"reasons_id": "kuat"}, _link(1, 2, 0.6) | {"reasons_id": "lemah"}]
    office.give("duplicates", [{**pair, "cluster": 0} for pair in pairs])
    (finding,) = office.findings_of("T04")
    assert [record["record"] for record in finding["records"]] == [0, 1, 2]
    assert (finding["probability"], finding["severity"]) == (0.6, "medium")
    assert "3 baris di lebih dari satu desa diduga satu orang (peluang 60%)" in finding["evidence_id"]


@pytest.mark.parametrize(
    ("issuer", "rule", "severity"),
    [("TNI AD", "T02", "high"), ("Kodim 0402", "T02", "high"), (None, "T02", "low"), ("Polres OKI", "T03", "high")],
)
def test_a_service_is_told_by_who_issued_the_card(office: Any, issuer: str | None, rule: str, severity: str) -> None:
    office.give("roll", [{**HERE, **AMIR}])
    office.give("police_army", [{**AMIR, "issuer": issuer}])
    office.give("matched_police_army", [_link(0, 0)])
    found = {code: [finding["severity"] for finding in office.findings_of(code)] for code in ("T02", "T03")}
    assert found == {"T02": [], "T03": []} | {rule: [severity]}


def test_a_foreigner_is_never_guessed_from_name_or_birthplace(office: Any) -> None:
    office.give("roll", [{**HERE, "name": "JOHN SMITH", "birthplace": "LONDON", "note": "U"}])
    assert office.findings_of("T08") == []


def test_an_rt_divided_between_two_stations_accuses_nobody(office: Any) -> None:
    rt = {**HERE, "rt": "003", "rw": "001"}
    office.give("roll", [rt] * 60 + [{**rt, "tps": "002"}] * 4)
    assert office.findings_of("T13") == []
    office.give("roll", [rt] * 60 + [{**rt, "tps": "002"}] * 3)
    assert len(office.findings_of("T13")) == 3


def test_stations_without_a_report_are_unknown_and_not_zero(office: Any) -> None:
    office.give("roll", [HERE, THERE])
    office.give("coklit", [{"village": HERE["village"], "tps": "001", "households": 9, "visited": None}])
    assert office.findings_of("A17") == []
    assert [finding["village"] for finding in office.findings_of("A19")] == [THERE["village"]]


def test_who_is_in_the_list_of_deaths_has_not_vanished_and_the_list_is_not_needed(office: Any) -> None:
    office.give("previous", [{**HERE, **AMIR}, {**HERE, **AMIR, "name": "BUDI SANTOSO"}])
    office.give("matched_previous", [])
    assert len(office.findings_of("H01")) == 2
    office.give("deaths", [AMIR])
    assert [finding["records"][0]["record"] for finding in office.findings_of("H01")] == [1]


def test_one_nik_on_rows_that_the_search_holds_for_one_person_is_told_once(office: Any) -> None:
    rows = [{**HERE, **AMIR, "nik": "1602050403809001"}, {**HERE, **AMIR, "nik": "1602050403809001", "birthdate": None}]
    office.give("roll", rows)
    assert len(office.findings_of("D10")) == 1
    office.give("duplicates", [_link(0, 1) | {"cluster": 0}])
    assert office.findings_of("D10") == []
    assert len(office.findings_of("T04")) == 1
