"""The numbers of an audit, and the terminal's table of them."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from saksama.cli.summary import summary_table
from saksama.language import Language
from saksama.rolls.engine import Engine
from saksama.rolls.findings import Category
from saksama.rolls.report import AuditFacts, summarise


def test_the_summary_counts_what_the_tables_hold(engine: Engine) -> None:
    summary = summarise(engine)
    assert summary.voters == engine.value("SELECT count(*) FROM roll")
    assert summary.findings == engine.value("SELECT count(*) FROM findings")
    assert sum(summary.by_category.values()) == sum(summary.by_rule.values()) == summary.findings
    assert sum(found for found, _ in summary.by_district.values()) == summary.findings
    assert sum(voters for _, voters in summary.by_district.values()) == summary.voters
    assert list(summary.by_rule.values()) == sorted(summary.by_rule.values(), reverse=True)
    assert 0 < summary.expected_true < summary.estimated


def test_people_are_counted_not_findings_about_places(engine: Engine) -> None:
    summary = summarise(engine)
    assert summary.people_by_category[Category.ANOMALY] == 0
    assert summary.people_by_category[Category.MISSING] == engine.value("SELECT count(*) FROM dpk")
    assert summary.people_by_category[Category.TMS] == engine.value(
        "SELECT count(DISTINCT record) FROM findings WHERE category = 'tms'"
    )


def test_one_person_in_two_findings_is_one_person(fill_engine: Callable[[Engine, int], None]) -> None:
    with Engine() as twice:
        fill_engine(twice, 2_000)
        before = summarise(twice)
        twice.run("INSERT INTO findings SELECT * REPLACE ('TMS-OTHER' AS rule) FROM findings WHERE category = 'tms'")
        after = summarise(twice)
    assert after.by_category[Category.TMS] == 2 * before.by_category[Category.TMS] > 0
    assert after.people_by_category == before.people_by_category


@pytest.mark.parametrize(("language", "shown"), [("id", "Diduga ganda"), ("en", "Probable duplicate")])
def test_the_terminal_shows_it_in_either_language_at_80_columns(
    engine: Engine, facts: AuditFacts, language: Language, shown: str
) -> None:
    console = Console(width=80, record=True, file=StringIO())
    console.print(summary_table(summarise(engine), language, facts.rules_ran, facts.places.kecamatan))
    text = console.export_text()
    assert shown in text
    assert max(map(len, text.splitlines())) <= 80
