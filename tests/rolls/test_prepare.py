"""Columns derived once from a roll: numbers that are whole, ages in whole years, names that compare."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.rolls.columns import DataState
from saksama.rolls.prepare import DERIVED_COLUMNS, known_number, prepare, state_of, whole_years

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
births = st.lists(st.dates(date(1900, 1, 1), date(2030, 12, 31)), min_size=1, max_size=30)
voting_days = st.one_of(
    st.sampled_from([date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28), date(2024, 3, 1), date(2024, 11, 27)]),
    st.dates(date(2004, 1, 1), date(2040, 12, 31)),
)


@quick
@given(births, voting_days)
def test_an_age_is_the_number_of_birthdays_lived(engine, born, day):
    """The slow way: the largest n for which n years after birth is not after the day."""

    def birthday(birth: date, years: int) -> date:
        try:
            return birth.replace(year=birth.year + years)
        except ValueError:
            return date(birth.year + years, 2, 28)

    for birth, age in engine.rows(
        f"SELECT birth, {whole_years('birth', day)} FROM (SELECT unnest(?::DATE[]) AS birth)", [born]
    ):
        assert birthday(birth, age) <= day < birthday(birth, age + 1)


@pytest.mark.parametrize(
    ("number", "is_known"),
    [
        ("1602054101900001", True),
        ("1602********0001", False),
        ("160205410190000", False),
        ("16020541019000012", False),
        ("0000000000000000", False),
        ("0602054101900001", False),
        ("9999999999999999", False),
        ("160205410190000A", False),
        ("", False),
        (None, False),
    ],
)
def test_a_number_is_known_only_where_it_is_whole(engine, number, is_known):
    found = engine.value(f"SELECT {known_number('n')} FROM (SELECT ?::VARCHAR AS n)", [number])
    assert found == (number if is_known else None)


def test_where_there_is_no_birth_date_the_age_of_the_list_counts(engine, make_roll):
    make_roll(
        "roll", [{"name": "A", "age": 40}, {"name": "B", "birthdate": date(1990, 11, 28), "age": 99}, {"name": "C"}]
    )
    assert engine.rows("SELECT age_on_voting_day FROM roll ORDER BY record") == [(40,), (33,), (None,)]


def test_preparing_again_changes_nothing(engine, make_roll):
    make_roll("roll", [{"name": "H. MUH. SALEH", "nik": "1602054101900001"}, {"name": None}, {"name": "RINA"}])
    before = engine.columns("roll"), engine.rows("SELECT * FROM roll ORDER BY record")
    prepare(engine, "roll", date(2024, 11, 27))
    assert (engine.columns("roll"), engine.rows("SELECT * FROM roll ORDER BY record")) == before
    assert before[0][-len(DERIVED_COLUMNS) :] == list(DERIVED_COLUMNS)


@quick
@given(st.lists(st.one_of(st.none(), st.text(max_size=40)), max_size=20))
def test_no_row_is_lost_or_doubled_whatever_the_names(engine, make_roll, names):
    make_roll("roll", [{"name": name} for name in names])
    assert engine.rows("SELECT name FROM roll ORDER BY record") == [(name,) for name in names]


WHOLE, MASKED = "1602054101900001", "1602********0001"


@pytest.mark.parametrize(
    ("voter", "state"),
    [
        ({"nik": WHOLE, "birthdate": date(1990, 1, 1)}, DataState.FULL),
        ({"nik": MASKED, "birthdate": date(1990, 1, 1)}, DataState.MASKED),
        ({"birthdate": date(1990, 1, 1)}, DataState.NO_NUMBERS),
        ({"age": 34}, DataState.AGE_ONLY),
        ({"nik": MASKED, "age": 34}, DataState.AGE_ONLY),
        ({}, DataState.AGE_ONLY),
    ],
)
def test_the_state_is_what_most_rows_show(engine, make_roll, voter, state):
    make_roll("roll", [{"name": "RINA", **voter} for _ in range(40)])
    assert state_of(engine, "roll") is state


def test_one_filled_row_in_forty_does_not_make_a_column_shown(engine, make_roll):
    born = {"name": "RINA", "birthdate": date(1990, 1, 1)}
    make_roll("roll", [{**born, "nik": WHOLE}, *[born] * 39])
    assert state_of(engine, "roll") is DataState.NO_NUMBERS


def test_a_roll_of_nobody_has_a_state_too(engine, make_roll):
    make_roll("roll", [])
    assert state_of(engine, "roll") is DataState.AGE_ONLY
