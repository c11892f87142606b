"""The counts of a place and of the places below it, as the page shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers, level_of
from saksama.office.coklit.models import CODE_LENGTH, CoklitCount
from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Level, PollingStation, Region

DARKEST = 5
DARKEST_FROM = 0.10  # share of households not visited


@dataclass(frozen=True)
class PlaceSum:
    """One sub-district or village: TPS reported of TPS there are, and the sums of what was counted."""

    region: Region
    sums: dict[str, Any]
    stations: int  # polling stations of the list; 0 where none is known

    @property
    def reported(self) -> int:
        """TPS with counts."""
        return int(self.sums.get("stations", 0))

    @property
    def share_not_visited(self) -> float | None:
        """Of the households, those not visited; None where nothing is known."""
        households, left = self.sums.get("households"), self.sums.get("not_visited")
        return left / households if households and left is not None else None

    @property
    def percent(self) -> float | None:
        """The same in per cent."""
        return None if self.share_not_visited is None else 100 * self.share_not_visited


def chosen_place(account: Account, asked: str) -> str:
    """The region whose parts are shown: the one asked for if it is one's own, else one's own."""
    place = asked if asked and covers(account.region, asked) and level_of(asked) <= Level.VILLAGE else account.region
    return place if Region.objects.filter(code=place).exists() or not place else account.region


def parts_of(place: str, rows: "QuerySet[CoklitCount]", election: str) -> list[PlaceSum]:
    """The sub-districts or villages of a place with their sums. Three queries."""
    level = Level.VILLAGE if level_of(place) >= Level.DISTRICT else Level.DISTRICT
    regions = Region.objects.filter(code__within=place, level=level).select_related("boundary")
    sums = rows.added_up(level)  # type: ignore[attr-defined]
    stations: dict[str, int] = {}
    known = PollingStation.objects.filter(election=election, region__within=place)
    for village, number in known.order_by().values_list("region").annotate(Count("id")):
        code = village[: CODE_LENGTH[level]]
        stations[code] = stations.get(code, 0) + number
    return [PlaceSum(region, sums.get(region.code, {}), stations.get(region.code, 0)) for region in regions]


def coklit_map(parts: list[PlaceSum]) -> MapFigure | None:
    """The darker, the larger the share of households not visited; the lightest where nothing is reported."""
    steps = {}
    labels = {}
    for part in parts:
        share = part.share_not_visited
        step = 0 if share is None else 1 + round((DARKEST - 1) * min(share / DARKEST_FROM, 1))
        steps[part.region.code] = step
        labels[part.region.code] = part.region.name + ("" if share is None else f": {100 * share:.1f} %")
    return map_figure(
        [part.region for part in parts],
        labels=labels,
        hrefs={part.region.code: f"?place={part.region.code}" for part in parts},
        steps=steps,
    )
