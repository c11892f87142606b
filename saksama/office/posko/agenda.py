"""A month or a week as the calendar shows it: days with what is planned and what is in the log, stages above."""

from calendar import Calendar as Weeks
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from saksama.office.accounts.models import Account
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.posko.models import LogEntry, Situation, post_of
from saksama.office.posko.unlogged import with_log

MONTH_SHOWS = 4  # entries of a day; the others are one tap away


@dataclass
class Day:
    """One cell."""

    date: date
    is_other: bool  # of the month before or after
    is_today: bool
    planned: list[Any] = field(default_factory=list)
    entries: list[Any] = field(default_factory=list)
    is_nil: bool = False

    @property
    def first_entries(self) -> list[Any]:
        """What a month has room for: what was not calm before all else, in the order of time."""
        pressing = sorted(self.entries, key=lambda entry: entry.situation == Situation.CALM)[:MONTH_SHOWS]
        return [entry for entry in self.entries if entry in pressing]

    @property
    def left_over(self) -> int:
        """How many entries a month has no room for."""
        return max(0, len(self.entries) - MONTH_SHOWS)

    @property
    def is_empty(self) -> bool:
        """Nothing at all."""
        return not (self.planned or self.entries or self.is_nil)


@dataclass(frozen=True)
class Sheet:
    """What is shown, and the way back and on."""

    view: str  # month or week
    weeks: list[list[Day]]
    first: date
    last: date
    anchor: date
    before: date
    after: date
    stages: list[Stage]

    @property
    def days(self) -> list[Day]:
        """In a row, for the phone."""
        return [day for week in self.weeks for day in week if not day.is_other]


def sheet(viewer: Account, view: str, anchor: date, today: date, stage: int | None = None) -> Sheet:
    """Four queries, whatever the number of activities."""
    if view == "week":
        first = anchor - timedelta(days=anchor.weekday())
        dates = [[first + timedelta(days=number) for number in range(7)]]
        before, after = first - timedelta(days=7), first + timedelta(days=7)
    else:
        dates = Weeks().monthdatescalendar(anchor.year, anchor.month)
        before = (anchor.replace(day=1) - timedelta(days=1)).replace(day=1)
        after = (anchor.replace(day=28) + timedelta(days=4)).replace(day=1)
    weeks = [
        [Day(each, view == "month" and each.month != anchor.month, each == today) for each in week] for week in dates
    ]
    days = {day.date: day for week in weeks for day in week}
    first, last = dates[0][0], dates[-1][-1]
    planned = with_log(viewer, first, last)
    entries = LogEntry.objects.visible_to(viewer).filter(day__range=(first, last)).select_related("stage")
    if stage is not None:
        planned, entries = planned.filter(stage=stage), entries.filter(stage=stage)
    for row in planned:
        for number in range((min(row.until, last) - max(row.day, first)).days + 1):
            days[max(row.day, first) + timedelta(days=number)].planned.append(row)
    for entry in entries.order_by("day", "starts", "id"):
        if entry.is_nil:
            days[entry.day].is_nil = days[entry.day].is_nil or entry.post == post_of(viewer)
        else:
            days[entry.day].entries.append(entry)
    stages = Stage.objects.filter(election=current_election(today), begins__lte=last, ends__gte=first)
    return Sheet(view, weeks, first, last, anchor, before, after, list(stages))
