"""What lies in a region: the regions directly below with the number of villages and polling stations in each."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import Substr
from django.urls import reverse

from saksama.office.election.models import Level, PollingStation, Region


@dataclass(frozen=True)
class Child:
    """One region below."""

    region: Region
    villages: int
    stations: int
    voters: int
    url: str  # its page; a village has one only if it has polling stations


@dataclass(frozen=True)
class Overview:
    """Of a region: what is below, or the polling stations of a village."""

    children: list[Child]
    stations: list[PollingStation]


def children_of(code: str) -> Overview:
    """Three queries, whatever the size. The empty code is Indonesia, its children the provinces."""
    regions = list(Region.objects.filter(parent=code).select_related("boundary").order_by("code"))
    if not regions:
        return Overview([], list(PollingStation.objects.filter(region=code) if code else []))
    length = len(regions[0].code)
    villages = dict(
        Region.objects.within(code)
        .filter(level=Level.VILLAGE)
        .values_list(Substr("code", 1, length))
        .annotate(n=Count("code"))
        .order_by()
    )
    stations = {
        prefix: (count, voters or 0)
        for prefix, count, voters in PollingStation.objects.within(code)
        .values_list(Substr("region", 1, length))
        .annotate(n=Count("id"), voters=Sum("voters"))
        .order_by()
    }
    children = []
    for region in regions:
        count, voters = stations.get(region.code, (0, 0))
        url = reverse("region", args=[region.code]) if region.level < Level.VILLAGE or count else ""
        children.append(Child(region, villages.get(region.code, 0), count, voters, url))
    return Overview(children, [])
