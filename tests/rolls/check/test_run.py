"""How a check runs: what is skipped and why, and what a finding carries."""

import hashlib
from datetime import date
from typing import Any

import pytest

from saksama.rolls.check import CATALOGUE
from saksama.rolls.columns import ROLL_COLUMNS

HERE = {"district": "16.02.05", "village": "16.02.05.1001", "tps": "001"}
CHILD = {**HERE, "name": "ANI", "birthdate": date(2010, 1, 1), "marital": "B"}
GROWN = {**HERE, "name": "BUDI", "birthdate": date(1980, 1, 1), "marital": "S"}


def test_a_rule_without_its_table_is_skipped_and_names_the_table(office: Any) -> None:
    office.give("roll", [GROWN])
    skipped = {skip.code: skip.why for skip in office.check(*CATALOGUE).skipped}
    assert skipped["T01"].id == "Tidak ada daftar kematian, pencocokan dengan daftar kematian."
    assert skipped["T01"].en == "Not given: the list of deaths, the linkage with the list of deaths."


def test_a_rule_without_its_column_is_skipped_and_names_the_column(office: Any) -> None:
    office.give("roll", [GROWN])
    skipped = {skip.code: skip.why.id for skip in office.check(*CATALOGUE).skipped}
    assert skipped["D05"] == "Kolom kosong di seluruh daftar: nik, sex."


@pytest.mark.parametrize("columns", [("birthdate",), ("age",)], ids=["no numbers", "age only"])
def test_without_numbers_every_rule_either_runs_or_says_why_not(office: Any, columns: tuple[str, ...]) -> None:
    rows = [{**HERE, "name": "ANI", "birthdate": date(2010, 1, 1), "age": 14, "marital": "B", "sex": "P", "rt": "001"}]
    hidden = {"birthdate", "age"} - set(columns)
    office.give("roll", [{name: value for name, value in row.items() if name not in hidden} for row in rows])
    checked = office.check(*CATALOGUE)
    assert {run.code for run in checked.ran} | {skip.code for skip in checked.skipped} == {r.code for r in CATALOGUE}
    assert {"T05", "D01", "D10", "T12"} <= {skip.code for skip in checked.skipped}
    assert {run.code: run.findings for run in checked.ran}["T06"] == 1


def test_an_empty_roll_is_checked_without_a_finding(office: Any) -> None:
    checked = office.check(*CATALOGUE)
    assert checked.findings == 0 and office.findings() == []


def test_the_counts_of_the_rules_add_up_to_the_findings(office: Any) -> None:
    office.give("roll", [CHILD, GROWN, {**GROWN, "name": "XXX"}])
    checked = office.check(*CATALOGUE)
    assert checked.findings == len(office.findings()) > 0
    assert len({finding["finding_id"] for finding in office.findings()}) == checked.findings


def test_a_finding_carries_the_place_and_the_source_of_its_record(office: Any) -> None:
    office.give("roll", [GROWN, CHILD])
    (finding,) = office.findings_of("T06")
    assert (finding["district"], finding["village"], finding["tps"]) == ("16.02.05", "16.02.05.1001", "001")
    assert finding["record"] == 1
    assert finding["records"] == [{"roll": "roll", "record": 1, "source_file": "roll.xlsx", "source_row": 2}]
    assert finding["evidence_en"] == "14 years old on voting day (born 01-01-2010), marital status B."


def test_the_id_of_a_finding_is_made_of_rule_and_source(office: Any) -> None:
    office.give("roll", [CHILD, GROWN])
    (finding,) = office.findings_of("T06")
    expected = hashlib.md5(b"T06|roll.xlsx:1", usedforsecurity=False).hexdigest()[:16]
    assert finding["finding_id"] == expected


def test_ids_do_not_depend_on_the_order_of_the_rows(office: Any) -> None:
    rows = [{**row, "source_row": number} for number, row in enumerate([CHILD, GROWN, CHILD, CHILD])]
    office.give("roll", rows)
    before = {finding["finding_id"] for finding in office.findings_of("T06")}
    office.give("roll", [{**row, "record": number} for number, row in enumerate(reversed(rows))])
    assert {finding["finding_id"] for finding in office.findings_of("T06")} == before
    assert len(before) == 3


def test_a_finding_about_two_lists_names_the_audited_one_first(office: Any) -> None:
    office.give("roll", [GROWN, CHILD])
    office.give("deaths", [{**CHILD, "tps": None, "document": "Akta 1", "issuer": "Disdukcapil"}])
    office.give("matched_deaths", [{"left": 0, "right": 1, "probability": 0.7, "reasons_id": "a", "reasons_en": "b"}])
    (finding,) = office.findings_of("T01")
    assert [(r["roll"], r["record"]) for r in finding["records"]] == [("roll", 1), ("deaths", 0)]
    assert (finding["record"], finding["tps"], finding["probability"], finding["severity"]) == (1, "001", 0.7, "medium")


def test_a_finding_about_another_list_alone_takes_its_place_from_there(office: Any) -> None:
    office.give("dpk", [{**GROWN, "tps": "007"}])
    office.give("matched_dpk", [])
    (finding,) = office.findings_of("H02")
    assert (finding["record"], finding["village"], finding["tps"]) == (None, "16.02.05.1001", "007")
    assert [record["roll"] for record in finding["records"]] == ["dpk"]


def test_a_finding_about_a_place_has_no_records(office: Any) -> None:
    office.give("roll", [HERE, {**HERE, "tps": "003"}])
    (finding,) = office.findings_of("A03")
    assert (finding["record"], finding["records"], finding["tps"]) == (None, [], None)
    assert finding["village"] == "16.02.05.1001"


def test_a_second_check_replaces_the_findings_of_the_first(office: Any) -> None:
    office.give("roll", [CHILD, GROWN])
    assert office.findings_of("T06") == office.findings_of("T06")


def test_every_column_a_rule_asks_for_is_one_of_the_roll() -> None:
    assert {name for rule in CATALOGUE for name in rule.columns} <= {*ROLL_COLUMNS, "age_on_voting_day"}
