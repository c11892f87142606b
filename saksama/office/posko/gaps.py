"""No day and no sub-district stays empty: the table of days and sub-districts, and who is told of its gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.election.models import Level, Region
from saksama.office.posko import actions
from saksama.office.posko.models import LogEntry, Post
from saksama.office.records.models import notify
from saksama.office.trail.record import record


@dataclass(frozen=True)
class Cell:
    """One sub-district on one day."""

    day: date
    district: str
    entries: int
    is_nil: bool
    is_due: bool  # the day has passed or is today

    @property
    def is_gap(self) -> bool:
        """Neither an entry nor a word that there was nothing."""
        return self.is_due and not self.entries and not self.is_nil


@dataclass(frozen=True)
class Coverage:
    """Days down, sub-districts across."""

    districts: list[Region]
    rows: list[tuple[date, int, list[Cell]]]  # day, entries of the whole regency, cells

    @property
    def gaps(self) -> list[Cell]:
        """What is empty, the latest day first."""
        return [cell for _day, _whole, cells in self.rows for cell in cells if cell.is_gap]

    @property
    def due(self) -> int:
        """Cells that should not be empty."""
        return sum(cell.is_due for _day, _whole, cells in self.rows for cell in cells)

    @property
    def empty_days(self) -> list[date]:
        """Days without any entry at all."""
        return [day for day, whole, cells in self.rows if not whole and all(cell.is_gap for cell in cells) and cells]


def coverage(post: Post, region: str, since: date, until: date, day_now: date) -> Coverage:
    """Two queries, whatever the number of entries. Drafts do not count."""
    districts = list(Region.objects.filter(code__within=region, level=Level.DISTRICT).order_by("code"))
    rows = LogEntry.objects.within(region).counted().filter(post=post, day__range=(since, until))
    counts: dict[tuple[date, str], int] = {}
    nil: set[tuple[date, str]] = set()
    for day, code, is_nil, number in rows.order_by().values_list("day", "region", "is_nil").annotate(n=Count("pk")):
        place = (day, ".".join(code.split(".")[: Level.DISTRICT]))
        if is_nil:
            nil.add(place)
        else:
            counts[place] = counts.get(place, 0) + number
    regency = ".".join(region.split(".")[: Level.REGENCY])
    lines = []
    for number in range((until - since).days + 1):
        day = until - timedelta(days=number)
        # A regency's "nothing" speaks for all of it.
        whole_nil = (day, regency) in nil
        cells = [
            Cell(day, each.code, counts.get((day, each.code), 0), (day, each.code) in nil or whole_nil, day <= day_now)
            for each in districts
        ]
        lines.append((day, counts.get((day, regency), 0), cells))
    return Coverage(districts, lines)


def responsible(post: Post, districts: Iterable[str], region: str) -> dict[str, list[Account]]:
    """Who writes for each sub-district: its own supervisors, else Bawaslu's staff; the prosecutors for theirs."""
    role = Role.PROSECUTOR if post == Post.PROSECUTORS else Role.DISTRICT
    accounts = list(Account.objects.filter(is_active=True, role__in=(role, Role.STAFF)))
    regency = ".".join(region.split(".")[: Level.REGENCY])
    above = Role.PROSECUTOR if post == Post.PROSECUTORS else Role.STAFF
    others = [each for each in accounts if each.role == above and each.region == regency]
    return {
        code: [each for each in accounts if each.role == Role.DISTRICT and each.region == code] or others
        for code in districts
    }


def tell_all(days: int = 1) -> list[tuple[str, Post, int, int]]:
    """In every regency and post that keeps a log at all: region, post, gaps of the last days, people told."""
    until = today() - timedelta(days=1)
    since = until - timedelta(days=max(days, 1) - 1)
    told = []
    for region in Region.objects.filter(level=Level.REGENCY).values_list("code", flat=True):
        for post in Post:
            if LogEntry.objects.within(region).filter(post=post).exists():
                gaps = coverage(post, region, since, until, today()).gaps
                told.append((region, post, len(gaps), tell(post, region, gaps, "system")))
    return told


@transaction.atomic
def tell(post: Post, region: str, gaps: Iterable[Cell], by: Account | str) -> int:
    """One notice for each person and gap, however often it is asked for. Gives the number of people told."""
    gaps = list(gaps)
    names = dict(Region.objects.filter(code__in={gap.district for gap in gaps}).values_list("code", "name"))
    told: set[int] = set()
    people = responsible(post, {gap.district for gap in gaps}, region)
    for gap in gaps:
        accounts = people[gap.district]
        name = names.get(gap.district, gap.district)
        said = Text(
            f"Log posko {name} tanggal {gap.day:%d-%m-%Y} masih kosong. Isi kegiatannya, atau nyatakan nihil.",
            f"The post's log of {name} on {gap.day:%Y-%m-%d} is empty. Write an entry, or say there was nothing.",
        )
        notify(accounts, said, reverse("posko_gaps"), f"posko gap {post} {gap.district} {gap.day}")
        told |= {each.pk for each in accounts}
    if gaps:
        record(by, actions.GAPS_TOLD, region=region, details={"gaps": len(gaps), "people": len(told)})
    return len(told)
