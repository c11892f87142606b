"""What is done by time of day, without cron. A room declares it in its `background.py`, which is found by itself.

    @daily("posko.gaps", LABEL, at=time(5, 30))
    def tell_gaps() -> None:
        …

Each runs once for its time, however many workers there are and however often they are started anew; after a night
without power the latest time missed is made up for. One that fails, or whose worker dies, is begun again ten minutes
later: what it does must be the same however often it is done (a notice with a key).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from saksama.office.jobs.models import TimedRun

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=10)

Doing = Callable[[], object]


@dataclass(frozen=True)
class Timed:
    """Something done each day at a time, or every so often."""

    label: str | Promise
    doing: Doing
    at: time | None = None  # of the day, local
    every: timedelta | None = None

    def latest(self, now: datetime) -> datetime:
        """The last moment at which it was to be done."""
        local = timezone.localtime(now)
        if self.every is not None:
            start = datetime.combine(local.date(), time(), local.tzinfo)
            return start + (local - start) // self.every * self.every
        moment = datetime.combine(local.date(), self.at or time(), local.tzinfo)
        return moment if moment <= local else moment - timedelta(days=1)


TIMED: dict[str, Timed] = {}
STEADY: list[Callable[[], object]] = []  # asked every few seconds, such as the outbox of e-mails


def daily(code: str, label: str | Promise, at: time) -> Callable[[Doing], Doing]:
    """Declares something to be done once a day.

    Raises:
        ValueError: the code is taken.
    """
    return _declare(code, lambda doing: Timed(label, doing, at=at))


def every(code: str, label: str | Promise, period: timedelta) -> Callable[[Doing], Doing]:
    """Declares something to be done again and again, counted from midnight; the period divides a day.

    Raises:
        ValueError: the code is taken.
    """
    return _declare(code, lambda doing: Timed(label, doing, every=period))


def steady(doing: Callable[[], object]) -> Callable[[], object]:
    """Declares something that is asked every few seconds and then has little or nothing to do."""
    STEADY.append(doing)
    return doing


def run_due(now: datetime | None = None) -> list[str]:
    """Does what is due; gives the codes of what was done."""
    moment = now or timezone.now()
    known = {each.code: each for each in TimedRun.objects.all()}
    done = []
    # In the order of the day: after a night without power the reminders come before the mail that tells of them.
    for code, timed in sorted(TIMED.items(), key=lambda each: each[1].latest(moment)):
        due = timed.latest(moment)
        row = known.get(code)
        if row is not None and row.due >= due and (row.ended is not None or row.begun >= moment - AGAIN_AFTER):
            continue
        if _claim(code, due, moment):
            _run(code, timed)
            done.append(code)
    return done


def _declare(code: str, made: Callable[[Doing], Timed]) -> Callable[[Doing], Doing]:
    def declare(doing: Doing) -> Doing:
        if code in TIMED:
            raise ValueError(f"{code} is declared twice")
        TIMED[code] = made(doing)
        return doing

    return declare


def _claim(code: str, due: datetime, now: datetime) -> bool:
    """True for one worker: it is written down as begun, and nobody else begins it for the same time."""
    unfinished = Q(ended=None, begun__lt=now - AGAIN_AFTER)
    rows = TimedRun.objects.filter(Q(due__lt=due) | unfinished, code=code)
    if rows.update(due=due, begun=now, ended=None):
        return True
    if TimedRun.objects.filter(code=code).exists():
        return False
    try:
        TimedRun.objects.create(code=code, due=due, begun=now)
    except IntegrityError:  # another worker was faster
        return False
    return True


def _run(code: str, timed: Timed) -> None:
    log.info("%s begins", code)
    try:
        timed.doing()
    except Exception as error:
        log.exception("%s failed, to be tried again", code)
        TimedRun.objects.filter(code=code).update(problem=type(error).__name__)
        return
    TimedRun.objects.filter(code=code).update(ended=timezone.now(), problem="")
