"""What is done by time of day: once for its time, after a restart too, and again if it failed or died."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from saksama.office.jobs import timetable
from saksama.office.jobs.models import TimedRun
from saksama.office.jobs.timetable import daily, every, run_due

JAKARTA = ZoneInfo("Asia/Jakarta")
MORNING = datetime(2024, 9, 26, 6, 0, tzinfo=JAKARTA)


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty timetable."""
    monkeypatch.setattr(timetable, "TIMED", {})
    yield


def test_it_is_done_once_a_day_at_its_time_or_later(db: None) -> None:
    done: list[str] = []
    daily("wake", "Wake", time(5, 30))(lambda: done.append("wake"))
    assert run_due(MORNING) == ["wake"]
    assert run_due(MORNING + timedelta(hours=5)) == []
    assert run_due(MORNING + timedelta(days=1, hours=-1)) == []  # 05.00 of the next day
    assert run_due(MORNING + timedelta(days=1)) == ["wake"]
    assert done == ["wake", "wake"]


def test_after_nights_without_power_it_is_made_up_for_once(db: None) -> None:
    daily("wake", "Wake", time(5, 30))(lambda: None)
    run_due(MORNING)
    assert run_due(MORNING + timedelta(days=4, hours=3)) == ["wake"]
    assert run_due(MORNING + timedelta(days=4, hours=4)) == []


def test_each_hour_counts_from_midnight(db: None) -> None:
    every("hourly", "Hourly", timedelta(hours=1))(lambda: None)
    times = [MORNING + timedelta(minutes=minutes) for minutes in (5, 50, 61)]
    assert [run_due(moment) for moment in times] == [["hourly"], [], ["hourly"]]


def test_the_reminders_come_before_the_mail_that_tells_of_them(db: None) -> None:
    done: list[str] = []
    daily("mail", "Mail", time(6, 30))(lambda: done.append("mail"))
    daily("remind", "Remind", time(5, 30))(lambda: done.append("remind"))
    run_due(MORNING + timedelta(hours=2))
    assert done == ["remind", "mail"]


def test_what_fails_is_begun_again_after_ten_minutes_and_keeps_nothing_else_waiting(db: None) -> None:
    tries: list[int] = []

    def failing() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("the disk is full")

    daily("bad", "Bad", time(5, 30))(failing)
    daily("good", "Good", time(5, 40))(lambda: None)
    assert run_due(MORNING) == ["bad", "good"]
    assert TimedRun.objects.get(code="bad").problem == "RuntimeError"
    TimedRun.objects.filter(code="bad").update(begun=MORNING)
    assert run_due(MORNING + timedelta(minutes=5)) == []
    assert run_due(MORNING + timedelta(minutes=11)) == ["bad"]
    assert TimedRun.objects.get(code="bad").problem == ""


def test_of_two_workers_one_does_it(db: None) -> None:
    daily("wake", "Wake", time(5, 30))(lambda: None)
    due = timetable.TIMED["wake"].latest(MORNING)
    assert [timetable._claim("wake", due, MORNING) for _worker in range(2)] == [True, False]


def test_a_code_is_declared_once() -> None:
    daily("wake", "Wake", time(5, 30))(lambda: None)
    with pytest.raises(ValueError, match="wake"):
        daily("wake", "Wake", time(6))(lambda: None)
