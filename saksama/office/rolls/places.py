"""The places of a list's findings that somebody sees: to choose from, and on the map."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from saksama.office.accounts.region_code import level_of
from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Level, Region
from saksama.office.rolls.models import Finding, FindingPlace

DARKEST = 5


@dataclass(frozen=True)
class PlaceCount:
    """Findings of one sub-district or village under the filter."""

    region: Region
    findings: int
    url: str


@dataclass(frozen=True)
class Placed:
    """A finding with the names of its places; empty where there is none."""

    finding: Finding
    village: str
    district: str


def placed(findings: list[Finding]) -> list[Placed]:
    """Findings with the names of their villages and sub-districts; one query."""
    codes = {each.region for each in findings} | {each.district for each in findings}
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return [
        Placed(
            each,
            names.get(each.region, each.region) if each.region != each.district else "",
            names.get(each.district, each.district),
        )
        for each in findings
    ]


def places_to_choose(account_region: str, list_region: str, chosen: str) -> list[Region]:
    """The sub-districts one sees, and the villages of the chosen one below it."""
    seen = max(account_region, list_region, key=level_of)
    district = ".".join((chosen if level_of(chosen) >= Level.DISTRICT else seen).split(".")[: Level.DISTRICT])
    rows = Region.objects.filter(code__within=seen, level=Level.DISTRICT)
    if level_of(district) == Level.DISTRICT:
        rows = rows | Region.objects.filter(code__within=seen, level=Level.VILLAGE, parent=district)
    return list(rows.select_related("boundary").order_by("code"))


def counted(findings: "QuerySet[Finding]", places: list[Region], query: str) -> list[PlaceCount]:
    """How many findings concern each place, at the deepest level among the places; two queries.

    One that concerns two places counts in both. `query` holds the other filters of the address, as "status=open&".
    """
    seen: dict[int, set[str]] = {}  # places of a finding that it is counted in
    level = max((place.level for place in places), default=Level.DISTRICT)
    counts: dict[str, int] = {}
    for region, number in findings.order_by().values_list("region").annotate(number=Count("id")):
        counts[_at(region, level)] = counts.get(_at(region, level), 0) + number
    elsewhere = FindingPlace.objects.filter(finding__in=findings.order_by())
    for finding, region, first in elsewhere.values_list("finding_id", "region", "finding__region"):
        if _at(region, level) not in seen.setdefault(finding, {_at(first, level)}):
            seen[finding].add(_at(region, level))
            counts[_at(region, level)] = counts.get(_at(region, level), 0) + 1
    shown = [place for place in places if place.level == level]
    return [PlaceCount(place, counts.get(place.code, 0), f"?{query}place={place.code}") for place in shown]


def _at(region: str, level: int) -> str:
    return ".".join(region.split(".")[:level])


def findings_map(counts: list[PlaceCount]) -> MapFigure | None:
    """The darker the more; None if no place has a boundary."""
    most = max((count.findings for count in counts), default=0)
    return map_figure(
        [count.region for count in counts],
        labels={count.region.code: f"{count.region.name}: {count.findings}" for count in counts},
        hrefs={count.region.code: count.url for count in counts},
        steps={count.region.code: -(-count.findings * DARKEST // most) if most else 0 for count in counts},
    )
