"""The places of a list's findings that somebody sees: to choose from, and on the map."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Left

from saksama.office.accounts.region_code import level_of, parent_of
from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Level, Region
from saksama.office.rolls.models import Finding, FindingPlace, ListVersion

DARKEST = 5
WIDTHS = {1: 2, 2: 5, 3: 8, 4: 13}  # characters of a code, by level


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
    names = names_of({each.region for each in findings} | {each.district for each in findings})
    return [named(each, names) for each in findings]


def names_of(codes: set[str]) -> dict[str, str]:
    """The names of the regions that are known; one query."""
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


def named(finding: Finding, names: dict[str, str]) -> Placed:
    """A finding with the names of its places, or their codes."""
    district = finding.district
    village = names.get(finding.region, finding.region) if finding.region != district else ""
    return Placed(finding, village, names.get(district, district))


def places_to_choose(account_region: str, list_region: str, chosen: str, *, outlined: bool = False) -> list[Region]:
    """The sub-districts one sees, and the villages of the chosen one below it; `outlined`: with their boundaries."""
    seen = max(account_region, list_region, key=level_of)
    district = ".".join((chosen if level_of(chosen) >= Level.DISTRICT else seen).split(".")[: Level.DISTRICT])
    rows = Region.objects.filter(code__within=seen, level=Level.DISTRICT)
    if level_of(district) == Level.DISTRICT:
        rows = rows | Region.objects.filter(code__within=seen, level=Level.VILLAGE, parent=district)
    return list((rows.select_related("boundary") if outlined else rows).order_by("code"))


@dataclass(frozen=True)
class Counts:
    """How many findings there are under the filter, and in each place."""

    total: int
    places: list[PlaceCount]


@dataclass(frozen=True)
class Further:
    """Of which list the further places of findings are counted, and of which findings; None: of all."""

    version: ListVersion
    fitting: "QuerySet[Finding] | None"


def counted(findings: "QuerySet[Finding]", of: Further, places: list[Region], query: str) -> Counts:
    """How many findings of a list concern each place, at the deepest level among the places; two queries.

    One that concerns two places counts in both. `query` holds the other filters of the address, as "status=open&".
    Who sees a place sees every finding that concerns it, so that further places need no look at who sees what.
    """
    level = max((place.level for place in places), default=Level.DISTRICT)
    shown = [place for place in places if place.level == level]
    first = list(findings.order_by().values_list("region").annotate(number=Count("pk")))
    # Further places that are not the first one too. Few findings have any, so the place asks for its finding.
    elsewhere = FindingPlace.objects.filter(version=of.version).within(_around(shown))
    if of.fitting is not None:
        elsewhere = elsewhere.filter(Exists(of.fitting.order_by().filter(pk=OuterRef("finding_id"))))
    at, first_at = Left("region", WIDTHS[level]), Left("finding__region", WIDTHS[level])
    elsewhere = elsewhere.annotate(at=at, first_at=first_at).exclude(at=F("first_at"))
    further = elsewhere.order_by().values_list("at").annotate(number=Count("finding", distinct=True))
    counts: Counter[str] = Counter()
    for region, number in [*first, *further]:
        counts[_at(region, level)] += number
    made = [PlaceCount(place, counts[place.code], f"?{query}place={place.code}") for place in shown]
    return Counts(sum(number for _region, number in first), made)


def _around(places: list[Region]) -> str:
    """The region in which all of them lie; they are of one level and one parent."""
    return "" if not places else places[0].code if len(places) == 1 else parent_of(places[0].code)


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
