"""Ages in whole years, and what a NIK tells: SQL against plain Python."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.rolls.check import nik
from saksama.rolls.engine import Engine
from saksama.rolls.prepare import known_number, whole_years

DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31))
PROPERTY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def _years_old(born: date, day: date) -> int:
    """The most birthdays that are not after the day; 29 February falls on the 28th of other years."""
    years = day.year - born.year
    while _birthday(born, years) > day:
        years -= 1
    return years


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 2, 28)


@PROPERTY
@given(born=DAYS, day=DAYS)
def test_an_age_is_the_number_of_birthdays_up_to_the_day(engine: Engine, born: date, day: date) -> None:
    assert engine.value(f"SELECT {whole_years('CAST(? AS DATE)', day)}", [born] * 3) == _years_old(born, day)


@PROPERTY
@given(born=DAYS, day=DAYS, years=st.integers(0, 120))
def test_an_age_is_reached_exactly_when_the_interval_has_passed(
    engine: Engine, born: date, day: date, years: int
) -> None:
    reached = engine.value(f"SELECT CAST(? AS DATE) + INTERVAL {years} YEAR <= CAST(? AS DATE)", [born, day])
    assert (engine.value(f"SELECT {whole_years('CAST(? AS DATE)', day)}", [born] * 3) >= years) == reached


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2004, 2, 29), date(2021, 2, 27), 16),
        (date(2004, 2, 29), date(2021, 2, 28), 17),
        (date(2004, 2, 29), date(2021, 3, 1), 17),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2007, 12, 31), date(2024, 2, 14), 16),  # date_diff('year') says 17
    ],
)
def test_a_leap_day_birthday_falls_on_the_last_day_of_february(engine: Engine, born: date, day: date, age: int) -> None:
    assert engine.value(f"SELECT {whole_years('CAST(? AS DATE)', day)}", [born] * 3) == age


@pytest.mark.parametrize(
    ("born", "marital", "found"),
    [
        (date(2007, 11, 27), "B", None),
        (date(2007, 11, 28), "B", "high"),
        (date(2007, 11, 28), None, "medium"),
        (date(2007, 11, 28), "S", None),
        (date(2007, 11, 28), "P", None),
        (date(2024, 11, 28), "B", None),  # born after voting day: an impossible date, not a child
    ],
)
def test_under_age_is_below_17_on_voting_day_and_never_married(
    office: Any, born: date, marital: str | None, found: str | None
) -> None:
    grown = {"birthdate": date(1980, 1, 1), "marital": "S"}
    office.give("roll", [{"birthdate": born, "marital": marital}, grown])
    assert [finding["severity"] for finding in office.findings_of("T06")] == ([found] if found else [])


def test_where_only_an_age_is_given_it_is_used_with_less_weight(office: Any) -> None:
    office.give("roll", [{"age": 16, "marital": "B"}, {"age": 17, "marital": "B"}])
    (finding,) = office.findings_of("T06")
    assert (finding["record"], finding["severity"]) == (0, "medium")
    assert "Berumur 16 tahun pada hari pemungutan suara (lahir -)" in finding["evidence_id"]


def _nik_of(born: date, sex: str, serial: int) -> str:
    return f"160205{born.day + (40 if sex == 'P' else 0):02}{born:%m}{born:%y}{serial:04}"


PEOPLE = st.tuples(DAYS, st.sampled_from("LP"), st.integers(1, 9999))


@PROPERTY
@given(person=PEOPLE)
def test_a_nik_made_from_a_person_agrees_with_that_person(engine: Engine, person: tuple[date, str, int]) -> None:
    born, sex, serial = person
    number = _nik_of(born, sex, serial)
    possible, agrees, told = engine.rows(
        f"SELECT {nik.birth_is_possible('n')}, {nik.born_on('n', 'b')}, {nik.sex('n')} "
        "FROM (SELECT CAST(? AS VARCHAR) AS n, CAST(? AS DATE) AS b)",
        [number, born],
    )[0]
    assert (possible, agrees, told) == (True, True, sex)


@PROPERTY
@given(digits=st.text("0123456789", min_size=16, max_size=16))
def test_a_birth_part_is_possible_when_some_century_has_that_day(engine: Engine, digits: str) -> None:
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= 40 if day > 40 else 0
    has_day = any(_is_day(century + year, month, day) for century in (1900, 2000))
    sql = f"SELECT {nik.birth_is_possible('n')} FROM (SELECT CAST(? AS VARCHAR) AS n)"
    assert engine.value(sql, [digits]) == has_day


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@PROPERTY
@given(written=st.one_of(st.text(max_size=20), st.from_regex(r"\A[0-9*]{14,18}\Z"), st.from_regex(r"\A[0-9]{16}\Z")))
def test_a_number_is_known_only_when_it_is_16_digits_and_no_filler(engine: Engine, written: str) -> None:
    is_whole = len(written) == 16 and all(c in "0123456789" for c in written)
    is_known = is_whole and written[0] != "0" and written != "9" * 16
    known = engine.value(f"SELECT {known_number('n')} FROM (SELECT CAST(? AS VARCHAR) AS n)", [written])
    assert known == (written if is_known else None)


@settings(PROPERTY, max_examples=10)
@given(people=st.lists(PEOPLE, min_size=1, max_size=30))
def test_a_sound_nik_is_never_a_finding_of_its_structure(
    new_office: Callable[[], Any], people: list[tuple[date, str, int]]
) -> None:
    office = new_office()
    office.give("roll", [{"nik": _nik_of(b, s, n), "birthdate": b, "sex": s, "name": "ANI"} for b, s, n in people])
    assert office.found_by("D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09") == set()


def test_a_birth_date_a_day_off_the_nik_is_only_a_low_hint(office: Any) -> None:
    born = date(1984, 7, 17)
    office.give("roll", [{"nik": _nik_of(born, "P", 7), "birthdate": born + timedelta(days=1), "sex": "P"}])
    (finding,) = office.findings_of("D04")
    assert (finding["category"], finding["severity"], finding["tms_reason"]) == ("data", "low", None)
