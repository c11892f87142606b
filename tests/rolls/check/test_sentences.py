"""Evidence in words is made in SQL, by a pure function."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.language import Language, Text
from saksama.rolls.check.sentences import names_in, sentence
from saksama.rolls.engine import Engine


def _said(engine: Engine, template: str, language: Language = "id", **values: Any) -> str:
    columns = ", ".join(f'? AS "{name}"' for name in values) or "1"
    return str(
        engine.value(f"SELECT {sentence(template, 'h', language)} FROM (SELECT {columns}) AS h", list(values.values()))
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(st.characters(exclude_characters="{}\0", exclude_categories=["Cs"])), value=st.integers(0, 10**6))
def test_words_stay_as_they_are_and_values_stand_in_their_place(engine: Engine, words: str, value: int) -> None:
    assert _said(engine, f"{words}{{n}}{words}", n=value) == f"{words}{value}{words}"


def test_a_date_is_written_day_first(engine: Engine) -> None:
    assert _said(engine, "Lahir {d:date}.", d=date(2007, 3, 9)) == "Lahir 09-03-2007."


@pytest.mark.parametrize(
    ("share", "said"), [(0.974, "97%"), (0.5, "50%"), (0.9999, "99%"), (1.0, "99%"), (0.004, "0%")]
)
def test_a_chance_is_whole_percent_and_never_certain(engine: Engine, share: float, said: str) -> None:
    assert _said(engine, "{p:percent}", p=share) == said


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(number=st.integers(-(10**9) + 1, 10**9 - 1))
def test_how_many_is_written_with_thousands_apart_as_everywhere(engine: Engine, number: int) -> None:
    said = Text("{n}", "{n}").fill(n=number)
    assert _said(engine, "{n:count}", "id", n=number) == said.id
    assert _said(engine, "{n:count}", "en", n=number) == said.en


@pytest.mark.parametrize(
    ("mean", "in_indonesian", "in_english"),
    [("0.4", "0,4", "0.4"), ("12.0", "12,0", "12.0"), ("1240.5", "1.240,5", "1,240.5"), ("-3.1", "-3,1", "-3.1")],
)
def test_a_mean_has_one_place(engine: Engine, mean: str, in_indonesian: str, in_english: str) -> None:
    for language, said in (("id", in_indonesian), ("en", in_english)):
        text = sentence("{m:mean}", "h", "en" if language == "en" else "id")
        assert engine.value(f"SELECT {text} FROM (SELECT CAST(? AS DECIMAL(9, 1)) AS m) AS h", [mean]) == said


def test_a_missing_value_reads_as_a_dash_and_does_not_swallow_the_sentence(engine: Engine) -> None:
    assert _said(engine, "Dokumen {d}, penerbit {i}.", d=None, i="Disdukcapil") == "Dokumen -, penerbit Disdukcapil."
    assert _said(engine, "Lahir {d:date}.", d=None) == "Lahir -."


def test_an_unknown_format_is_refused_when_the_rule_is_written() -> None:
    with pytest.raises(ValueError, match="no such format"):
        sentence("{d:datum}", "h", "id")


def test_names_are_given_in_their_order() -> None:
    assert names_in("{b} dan {a:date}") == ("b", "a")
