"""Every rule's own hit and miss are its test, and the catalogue covers what the law asks for."""

import re
from typing import Any

import pytest

from saksama.rolls.check.catalogue import CATALOGUE, rule_of
from saksama.rolls.check.rule import Example, Rule
from saksama.rolls.check.sentences import names_in
from saksama.rolls.findings import Category

EVERY_RULE = pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)


def _findings(office: Any, rule: Rule, example: Example) -> list[dict[str, Any]]:
    for name, rows in example.tables.items():
        office.give(name, rows)
    return office.findings_of(rule.code)  # type: ignore[no-any-return]


@EVERY_RULE
def test_the_rule_finds_its_hit_and_says_so_in_two_languages(office: Any, rule: Rule) -> None:
    findings = _findings(office, rule, rule.hit)
    assert findings
    for finding in findings:
        assert re.fullmatch("[0-9a-f]{16}", finding["finding_id"])
        assert finding["rule"] == rule.code
        assert finding["category"] == rule.category
        assert finding["severity"] in ("high", "medium", "low")
        assert (finding["tms_reason"] is not None) == (rule.category is Category.TMS)
        assert finding["evidence_id"] and finding["evidence_en"]
        assert finding["records"] or finding["village"] or finding["district"]
    assert len({finding["finding_id"] for finding in findings}) == len(findings)


@EVERY_RULE
def test_the_rule_leaves_its_miss_alone(office: Any, rule: Rule) -> None:
    assert _findings(office, rule, rule.miss) == []


@EVERY_RULE
def test_both_languages_speak_of_the_same_values_in_their_own_words(rule: Rule) -> None:
    def without_language(template: str) -> set[str]:
        return {re.sub("_(id|en)$", "", name) for name in names_in(template)}

    assert without_language(rule.says.id) == without_language(rule.says.en)
    assert not {name for name in names_in(rule.says.id) if name.endswith("_en")}
    assert not {name for name in names_in(rule.says.en) if name.endswith("_id")}
    for text in (rule.title, rule.seeks, rule.says, rule.proof):
        assert text.id and text.en and text.id != text.en


@EVERY_RULE
def test_no_evidence_shows_a_number_of_a_person(rule: Rule) -> None:
    assert not {"nik", "nkk", "nik_known", "nkk_known"} & {*names_in(rule.says.id), *names_in(rule.says.en)}


@EVERY_RULE
def test_numbers_that_are_names_are_not_written_like_amounts(rule: Rule) -> None:
    names = {"tps", "rt", "rw", "village", "first", "last", "found", "home", "station", "highest", "prefix", "age"}
    for template in (rule.says.id, rule.says.en):
        assert not names & set(re.findall(r"{(\w+):(?:count|mean)}", template))


def test_codes_are_unique_and_tell_the_category() -> None:
    assert len({rule.code for rule in CATALOGUE}) == len(CATALOGUE)
    letters = {
        "T": {Category.TMS},
        "H": {Category.MISSING},
        "D": {Category.DATA},
        "A": {Category.ANOMALY},
    }
    assert all(rule.category in letters[rule.code[0]] for rule in CATALOGUE)


def test_every_tms_reason_of_2024_has_a_rule() -> None:
    reasons = {rule.tms_reason for rule in CATALOGUE if rule.tms_reason}
    assert reasons == {
        "dead", "duplicate", "under_age", "moved", "foreigner", "unknown", "soldier", "police", "wrong_tps",
    }  # fmt: skip


def test_a_rule_is_found_by_its_code_in_any_case() -> None:
    assert rule_of(" t01 ") is rule_of("T01")
    assert rule_of("T99") is None
