"""A pair is explained in words, in two languages, and only by what the list shows."""

import pytest

from saksama.rolls.link.comparisons import BIRTH, COMPARISONS, PLACE
from saksama.rolls.link.household import ALONE, IN_COMPANY
from saksama.rolls.link.pairs import AGE_SAME, BIRTH_SAME, HOME, VILLAGE
from saksama.rolls.link.reasons import reasons_sql

ALL = (*COMPARISONS, PLACE)


def said(engine, language, *, within=True, stratum=VILLAGE, company=ALONE, **levels):
    """The reasons of one pair; missing in all that is not said."""
    columns = {**{field.name: 0 for field in ALL}, "stratum": stratum, "company": company, **levels}
    row = ", ".join(f"{number} AS {name}" for name, number in columns.items())
    return engine.value(f"SELECT {reasons_sql(language, within=within)} FROM (SELECT {row}) p")


@pytest.mark.parametrize("field", ALL, ids=lambda field: field.name)
def test_one_level_has_one_wording(field):
    words = {}
    for level in field.levels:
        assert words.setdefault(level.number, level.words) == level.words


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("field", "level"),
    [(field, level) for field in ALL for level in field.levels if level.words.id],
    ids=lambda value: getattr(value, "name", None) or str(getattr(value, "number", value)),
)
def test_every_level_with_words_is_said_in_both_languages(engine, language, field, level):
    assert level.words.in_(language) in said(engine, language, **{field.name: level.number}).split("; ")


def test_what_is_missing_is_not_spoken_of(engine):
    assert said(engine, "id") == said(engine, "en") == ""


def test_ages_and_birth_dates_are_told_apart(engine):
    assert said(engine, "id", birth=AGE_SAME) == "umur sama"
    assert said(engine, "id", birth=BIRTH_SAME) == "tanggal lahir sama"
    assert not {level.words for level in BIRTH.levels if "r.age" in level.condition and level.number > 1} & {
        level.words for level in BIRTH.levels if "age" not in level.condition
    }


def test_two_in_one_household_are_said_to_be_so_within_a_list_alone(engine):
    assert said(engine, "id", stratum=HOME, place=4) == "satu rumah tangga"
    assert said(engine, "en", stratum=HOME, place=4, within=False) == "same RT"


def test_the_household_in_both_places_is_named_last(engine):
    assert said(engine, "en", name=9, company=IN_COMPANY) == (
        "same name; others of the household also stand in both places"
    )


def test_reasons_hold_no_number(engine):
    everything = {field.name: max(level.number for level in field.levels) for field in ALL}
    for language in ("id", "en"):
        assert not any(letter.isdigit() for letter in said(engine, language, **everything))
