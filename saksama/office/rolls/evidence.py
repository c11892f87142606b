"""What the voter lists know for the vulnerability index: confirmed findings, and the DPK of the last election."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from saksama.office.accounts.region_code import PATTERN, covers
from saksama.office.clock import today
from saksama.office.election.models import Level, Region
from saksama.office.records.evidence import Event
from saksama.office.rolls.models import AUDITED_KINDS, CategoryChoice, Finding, FindingStatus, Kind, ListVersion
from saksama.reference.elections import Election, election_keys
from saksama.rolls import Engine

DUPLICATE = "duplicate"  # the TMS reason of reference/data/tms.yaml
DPK_A_POINT = 100  # voters of the DPK that weigh as one event

TMS, TWICE, MISSING, DPK = "rolls.confirmed_tms", "rolls.confirmed_duplicate", "rolls.confirmed_missing", "rolls.dpk"


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """Findings confirmed in the period; nil for what is reviewed to the end without one; the DPK by village."""
    for version in _newest(region):
        yield from _confirmed(version, region, since, until)
        yield from _nothing_found(version, region, since, until)
    parts = region.split(".")
    around = [".".join(parts[: length + 1]) for length in range(len(parts))]
    registers = ListVersion.objects.usable().filter(kind=Kind.DPK)
    for version in registers.filter(region__within=region) | registers.filter(region__in=around):
        yield from _dpk(version, region, since, until)


_STANDING = Q(reviews__taken_back__isnull=True)


def _newest(region: str) -> list[ListVersion]:
    """The newest audited list of each regency: an earlier version has the same people again."""
    rows = ListVersion.objects.standing().filter(kind__in=AUDITED_KINDS, audited_at__isnull=False)
    parts = region.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts))]
    rows = rows.filter(region__within=region) | rows.filter(region__in=above)
    return list({version.region: version for version in rows.order_by("audited_at", "pk")}.values())


def _confirmed(version: ListVersion, region: str, since: date, until: date) -> Iterator[Event]:
    found = Finding.objects.filter(version=version, region__within=region, status=FindingStatus.CONFIRMED)
    rows: Any = (
        found.annotate(reviewed=Max("reviews__at", filter=_STANDING)).filter(reviewed__isnull=False).order_by("pk")
    )
    for finding in rows.iterator(chunk_size=1_000):
        kind, day = _kind(finding.category, finding.tms_reason), _day(finding.reviewed)
        if kind and since <= day <= until:
            yield Event(
                kind=kind,
                region=finding.region,
                day=day,
                title=f"{finding.title.id} ({finding.reference})",
                url=reverse("finding", args=[version.pk, finding.pk]),
                source=f"{Finding._meta.label_lower}:{finding.pk}",
            )


def _nothing_found(version: ListVersion, region: str, since: date, until: date) -> Iterator[Event]:
    """Nil, village by village and sub-district by sub-district, where all was reviewed and nothing confirmed."""
    if version.audited_at is None:
        return
    rows = Finding.objects.filter(version=version, region__within=region)
    reviewed = rows.aggregate(last=Max("reviews__at", filter=_STANDING))["last"]
    day = _day(max(version.audited_at, reviewed or version.audited_at))
    if not since <= day <= until:
        return
    open_: set[tuple[str, str]] = set()
    found = rows.exclude(status=FindingStatus.REFUTED).values_list("region", "category", "tms_reason")
    for code, category, reason in found.distinct().order_by():
        parts = code.split(".")
        open_ |= {(_kind(category, reason), ".".join(parts[: length + 1])) for length in range(len(parts))}
    places = Region.objects.filter(code__within=version.region, level__in=(Level.DISTRICT, Level.VILLAGE))
    for code in places.filter(code__within=region).values_list("code", flat=True):
        for kind in (TMS, TWICE, MISSING):
            if (kind, code) not in open_:
                yield Event(
                    kind=kind,
                    region=code,
                    day=day,
                    title=f"{version}: tidak ada temuan yang terbukti atau belum diperiksa",
                    url=reverse("list", args=[version.pk]),
                    count=0,
                    source=f"{ListVersion._meta.label_lower}:{version.pk}",
                )


def _dpk(version: ListVersion, region: str, since: date, until: date) -> Iterator[Event]:
    """How many came with a KTP-el and stood in no list, by village; on the voting day of that election."""
    day = _last_voting_day(version)
    if not since <= day <= until or not version.roll.is_file():
        return
    with Engine(threads=1) as engine:
        query = "SELECT village, count(*) FROM read_parquet(?) WHERE village IS NOT NULL GROUP BY village ORDER BY 1"
        counts = engine.connection.execute(query, [str(version.roll)]).fetchall()
    for code, number in counts:
        if PATTERN.fullmatch(str(code)) and covers(region, str(code)):
            yield Event(
                kind=DPK,
                region=str(code),
                day=day,
                title=f"{number} pemilih DPK",
                url=reverse("list", args=[version.pk]),
                count=number / DPK_A_POINT,
                source=f"{ListVersion._meta.label_lower}:{version.pk}",
            )


def _last_voting_day(version: ListVersion) -> date:
    """A DPK is of an election that is over: its own voting day, else the latest before today."""
    days = [Election.load(key).voting_day.value for key in election_keys()]
    own = Election.load(version.election).voting_day.value
    return own if own <= today() else max((day for day in days if day <= today()), default=own)


def _day(at: datetime) -> date:
    """The day of a timestamp; never after today, which stands still in the demonstration while its clock runs."""
    return min(timezone.localdate(at), today())


def _kind(category: str, reason: str) -> str:
    if category == CategoryChoice.TMS:
        return TWICE if reason == DUPLICATE else TMS
    return MISSING if category == CategoryChoice.MISSING else ""
