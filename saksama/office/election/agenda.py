"""What is to be supervised now, what is late, and how far the regions below have come: the start page's content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import level_of
from saksama.office.election.models import Duty, DutyDone, Level, Region, Stage

SOON = timedelta(days=14)
DUTY_LEVEL = {
    Role.HEAD: Level.REGENCY,
    Role.STAFF: Level.REGENCY,
    Role.DISTRICT: Level.DISTRICT,
    Role.VILLAGE: Level.VILLAGE,
}


@dataclass(frozen=True)
class Task:
    """A duty of one's own region."""

    duty: Duty
    is_done: bool
    days_late: int  # 0 while there is time


@dataclass(frozen=True)
class Advance:
    """How many of the regions below have done a duty."""

    duty: Duty
    done: int
    regions: int
    is_late: bool


@dataclass(frozen=True)
class Agenda:
    """The start page of one account on one day."""

    day: date
    running: list[Stage]
    coming: list[Stage]
    late: list[Task]
    now: list[Task]
    below: list[Advance]


def agenda(viewer: Account, day: date) -> Agenda:
    """Five queries at most, whatever the number of regions."""
    every = list(Stage.objects.all())
    key = _current({(stage.election, stage.ends) for stage in every}, day)
    stages = {stage.pk: stage for stage in every if stage.election == key}
    begun = list(Duty.objects.filter(stage__in=[pk for pk, each in stages.items() if each.begins <= day], own=False))
    for duty in begun:
        duty.stage = stages[duty.stage_id]
    tasks = list(_own_tasks(viewer, begun, day))
    return Agenda(
        day=day,
        running=[stage for stage in stages.values() if stage.begins <= day <= stage.ends],
        coming=[stage for stage in stages.values() if day < stage.begins <= day + SOON],
        late=[task for task in tasks if task.days_late and not task.is_done],
        now=[task for task in tasks if task.duty.due >= day],
        below=_below(viewer, begun, day),
    )


def current_election(day: date) -> str:
    """The election whose last stage ends next, or the last there was; empty if none is loaded."""
    return _current(Stage.objects.values_list("election", "ends").order_by(), day)


def _current(known: Iterable[tuple[str, date]], day: date) -> str:
    ends: dict[str, date] = {}
    for key, end in known:
        ends[key] = max(end, ends.get(key, end))
    ahead = {key: end for key, end in ends.items() if end >= day}
    if ahead:
        return min(ahead, key=lambda key: (ahead[key], key))
    return max(ends, key=lambda key: (ends[key], key), default="")


def own_duties(viewer: Account) -> int | None:
    """The level whose duties this account does, None if it has none: a region above or below has others."""
    level = DUTY_LEVEL.get(Role(viewer.role))
    return level if level is not None and level_of(viewer.region) == level else None


def _own_tasks(viewer: Account, begun: Iterable[Duty], day: date) -> Iterable[Task]:
    level = own_duties(viewer)
    done = (
        set(DutyDone.objects.filter(region=viewer.region, tps="").values_list("duty_id", flat=True)) if level else set()
    )
    for duty in begun:
        if duty.level == level:
            yield Task(duty, duty.pk in done, max(0, (day - duty.due).days))


def _below(viewer: Account, begun: Iterable[Duty], day: date) -> list[Advance]:
    if viewer.role not in (Role.HEAD, Role.STAFF, Role.DISTRICT):
        return []
    lower = [duty for duty in begun if duty.level > level_of(viewer.region)]
    if not lower:
        return []
    rows = Region.objects.visible_to(viewer).values_list("level").annotate(n=Count("code")).order_by()
    regions = dict(rows)
    counted = (
        DutyDone.objects.visible_to(viewer).filter(duty__in=lower, tps="").values_list("duty").annotate(n=Count("id"))
    )
    done = dict(counted.order_by())
    advances = [Advance(duty, done.get(duty.pk, 0), regions.get(duty.level, 0), duty.due < day) for duty in lower]
    return [a for a in advances if a.regions and (a.duty.due >= day or a.done < a.regions)]
