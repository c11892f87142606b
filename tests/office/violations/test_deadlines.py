"""Legal terms: calendar days, working days, hours; each with its own kind of days, and from a table by election."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.office.violations.deadlines import deadlines, due, rules
from saksama.office.violations.models.parts import ALL_EVENTS
from saksama.reference.working_days import add_calendar_days, add_working_days, holidays, is_working_day

WIB = timezone(timedelta(hours=7))
days = st.dates(date(2024, 1, 1), date(2026, 6, 1))  # the longest term below ends in 2026, whose holidays are known
numbers = st.integers(1, 40)


def at(day: int, hour: int = 10, month: int = 9) -> datetime:
    """A moment of autumn 2024."""
    return datetime(2024, month, day, hour, tzinfo=WIB)


class TestWorkingDays:
    @given(day=days, number=numbers)
    def test_a_term_ends_on_a_working_day_and_holds_exactly_its_number(self, day: date, number: int) -> None:
        end = add_working_days(day, number)
        between = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]
        assert is_working_day(end)
        assert sum(each.weekday() < 5 and each not in holidays(each.year) for each in between) == number

    @given(day=days, one=numbers, other=numbers)
    def test_a_longer_term_ends_later(self, day: date, one: int, other: int) -> None:
        ends = add_working_days(day, one), add_working_days(day, other)
        assert (ends[0] < ends[1]) == (one < other)

    @given(day=days, later=st.integers(0, 60), number=numbers)
    def test_who_begins_later_ends_no_earlier(self, day: date, later: int, number: int) -> None:
        assert add_working_days(day, number) <= add_working_days(day + timedelta(days=later), number)

    @given(day=days, number=numbers)
    def test_working_days_take_at_least_as_long_as_calendar_days(self, day: date, number: int) -> None:
        assert add_working_days(day, number) >= add_calendar_days(day, number)

    @given(day=days, one=numbers, other=numbers)
    def test_a_term_can_be_counted_in_two_pieces(self, day: date, one: int, other: int) -> None:
        assert add_working_days(day, one + other) == add_working_days(add_working_days(day, one), other)

    @pytest.mark.parametrize(
        ("day", "number", "end"),
        [
            (date(2024, 9, 12), 3, date(2024, 9, 18)),  # over a weekend and Maulid, Monday the 16th
            (date(2024, 11, 26), 1, date(2024, 11, 28)),  # the voting day is a holiday
            (date(2024, 12, 24), 1, date(2024, 12, 26)),  # collective leave counts, Christmas does not
            (date(2024, 9, 30), 14, date(2024, 10, 18)),
        ],
    )
    def test_known_dates(self, day: date, number: int, end: date) -> None:
        assert add_working_days(day, number) == end

    def test_a_year_without_holidays_is_said_and_not_guessed(self) -> None:
        with pytest.raises(InputError) as told:
            add_working_days(date(2031, 3, 1), 3)
        assert "2031" in told.value.say("id")


class TestTable:
    @pytest.mark.parametrize("election", ["pilkada-2024", "pemilu-2024"])
    def test_each_line_has_its_source_and_events_that_can_happen(self, election: str) -> None:
        for rule in rules(election):
            assert rule.basis and rule.mark in ("S", "R"), rule.key
            assert {rule.begins, rule.ends} <= set(ALL_EVENTS), rule.key
            assert rule.unit in ("calendar_days", "working_days", "hours")
            assert rule.count > 0 <= rule.warn

    def test_a_report_registered_on_the_eleventh_is_handled_until_the_fourteenth(self) -> None:
        told = deadlines("pilkada-2024", "report", "ethics", {"registered": at(11, month=11)})
        handling = next(each for each in told if each.rule.key == "handling")
        assert handling.due == datetime.combine(date(2024, 11, 14), time(23, 59, 59), WIB)

    def test_additional_statements_make_it_five_days(self) -> None:
        moments = {"registered": at(20), "extended": at(22)}
        told = {each.rule.key: each for each in deadlines("pilkada-2024", "finding", "ethics", moments)}
        assert "handling" not in told
        assert told["handling_extended"].due.date() == date(2024, 9, 25)  # type: ignore[union-attr]

    def test_handling_is_calendar_days_and_the_crime_track_working_days(self) -> None:
        moments = {"registered": at(12), "handed_over": at(12)}
        told = {each.rule.key: each.due for each in deadlines("pilkada-2024", "finding", "crime", moments)}
        assert told["handling"].date() == date(2024, 9, 15)  # type: ignore[union-attr]  # a Sunday
        assert told["investigation"].date() == date(2024, 10, 3)  # type: ignore[union-attr]  # 14 without weekends and Maulid

    def test_gakkumdu_counts_hours(self) -> None:
        rule = next(each for each in rules("pilkada-2024") if each.key == "gakkumdu_start")
        assert due(rule, at(20, 15)) == at(21, 15)

    def test_only_crimes_have_the_crime_track(self) -> None:
        keys = {each.rule.key for each in deadlines("pilkada-2024", "finding", "administrative", {})}
        assert keys == {"to_find", "handling"}

    def test_the_general_election_counts_otherwise(self) -> None:
        told = deadlines("pemilu-2024", "report", "ethics", {"registered": at(12)})
        handling = next(each for each in told if each.rule.key == "handling")
        assert handling.due is not None
        assert handling.due.date() == date(2024, 9, 24)

    def test_late_soon_met(self) -> None:
        moments = {"registered": at(10)}
        one = next(
            each for each in deadlines("pilkada-2024", "finding", "ethics", moments) if each.rule.key == "handling"
        )
        assert not one.is_soon(at(11))
        assert one.is_soon(at(12))
        assert one.is_soon(at(13))
        assert one.is_late(at(14))
        moments["decided"] = at(13, 22)
        met = next(
            each for each in deadlines("pilkada-2024", "finding", "ethics", moments) if each.rule.key == "handling"
        )
        assert not met.is_late(at(30))
        assert not met.is_open()
