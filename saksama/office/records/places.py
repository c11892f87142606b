"""Where records lie: places to choose from in a form, and their counts by sub-district or village on a map."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.choices import BaseChoiceIterator

from saksama.office.accounts.region_code import level_of
from saksama.office.election.map_figure import MapFigure, Spot, map_figure
from saksama.office.election.models import Level, Region

DARKEST = 5
MARKED = 200  # records at an exact place, the latest
Choices = list[tuple[str, Any]]


_kept: ContextVar[dict[tuple[str, int], Choices] | None] = ContextVar("kept", default=None)


@contextmanager
def kept_places() -> Iterator[None]:
    """Within it each region's choices are read once: for a table of thousands of rows, each with a form."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


class Ready(BaseChoiceIterator):
    """Choices that are in order: a form takes them as they are and does not look through each of 350 again."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self.choices)


def place_choices(region: str, *, lowest: int = Level.VILLAGE) -> Choices:
    """The region and what lies in it, villages under the name of their sub-district; one query."""
    known = _kept.get()
    if known is None:
        return _read_choices(region, lowest)
    if (region, lowest) not in known:
        known[region, lowest] = _read_choices(region, lowest)
    return known[region, lowest]


def _read_choices(region: str, lowest: int) -> Choices:
    rows = list(Region.objects.filter(code__within=region, level__range=(Level.REGENCY, lowest)).order_by("code"))
    names = {row.code: row.name for row in rows}
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row.level == Level.VILLAGE:
            groups.setdefault(row.parent, []).append((row.code, row.name))
    choices: Choices = []
    for row in rows:
        if row.level == Level.VILLAGE:
            continue
        choices.append((row.code, row.name))
        if row.code in groups:
            choices.append((row.name, groups.pop(row.code)))
    for district, villages in groups.items():  # whoever sees one village only has no sub-district above it
        choices += [(names.get(district, district), villages)] if district in names else villages
    return choices


@dataclass(frozen=True)
class PlaceCount:
    """Records of one sub-district or village under the filter."""

    region: Region
    number: int
    url: str


@dataclass(frozen=True)
class Where:
    """Counts by place for a table, and the same on a map; no figure if no place has a boundary."""

    counts: list[PlaceCount]
    figure: MapFigure | None

    @property
    def with_records(self) -> list[PlaceCount]:
        """Only the places that have some."""
        return [count for count in self.counts if count.number]


def where(rows: "QuerySet[Any]", viewer_region: str, chosen: str, query: str) -> Where:
    """By village if a sub-district is chosen or all that the viewer sees, else by sub-district; four queries.

    `query` holds the other filters of the address, as "status=open&".
    """
    seen = max(viewer_region, chosen, key=level_of)
    level = Level.VILLAGE if level_of(seen) >= Level.DISTRICT else Level.DISTRICT
    places = list(Region.objects.filter(code__within=seen, level=level).select_related("boundary").order_by("code"))
    numbers: dict[str, int] = {}
    for code, number in rows.order_by().values_list("region").annotate(number=Count("pk")):
        shown = ".".join(code.split(".")[:level])
        numbers[shown] = numbers.get(shown, 0) + number
    # What concerns a whole sub-district or the regency lies in none of the parts: it has a line of its own.
    wider = Region.objects.filter(code__in=set(numbers) - {each.code for each in places}).order_by("code")
    counts = [PlaceCount(each, numbers.get(each.code, 0), f"?{query}place={each.code}") for each in (*wider, *places)]
    most = max((count.number for count in counts), default=0)
    figure = map_figure(
        places,
        labels={count.region.code: f"{count.region.name}: {count.number}" for count in counts},
        hrefs={count.region.code: count.url for count in counts},
        steps={count.region.code: -(-count.number * DARKEST // most) if most else 0 for count in counts},
        spots=[
            Spot(row.latitude, row.longitude, str(row), row.get_absolute_url())
            for row in rows.exclude(latitude=None).exclude(longitude=None)[:MARKED]
        ],
    )
    return Where(counts, figure)
