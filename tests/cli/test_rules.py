"""saksama rules lists the catalogue and prints the page of the documentation."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from saksama.cli import screen
from saksama.cli.app import app
from saksama.errors import InputError
from saksama.rolls.check import CATALOGUE

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


@pytest.fixture(autouse=True)
def language_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "language", "id")


def _said(*words: str) -> str:
    result = CliRunner().invoke(app, [*words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_page_in_the_documentation_is_what_the_code_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == _said("rules", "--markdown"), (
        "stale: saksama rules --markdown > docs/rules.md"
    )


def test_every_link_of_the_contents_has_its_heading() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    headings = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    anchors = {"".join(c for c in h.lower() if c.isalnum() or c in " -_").replace(" ", "-") for h in headings}
    links = {line.split("](#")[1].split(")")[0] for line in lines if "](#" in line}
    assert links == anchors and len(links) == len(CATALOGUE)


@pytest.mark.parametrize(("language", "word"), [("id", "Meninggal dunia"), ("en", "Dead")])
def test_the_list_names_every_rule_in_the_language_chosen(language: str, word: str) -> None:
    said = _said("--lang", language, "rules")
    assert word in said
    assert all(rule.code in said for rule in CATALOGUE)


def test_one_rule_is_shown_with_its_law_and_its_query() -> None:
    said = _said("rules", "t06")
    assert "UU 10/2016" in said and "minimum_age" in said


def test_an_unknown_code_is_refused_with_the_way_out() -> None:
    with pytest.raises(InputError, match="saksama rules"):
        CliRunner().invoke(app, ["rules", "X99"], catch_exceptions=False)
