"""Which agencies were told in an awareness meeting, and which never were."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max

from saksama.office.agencies.models import Agency
from saksama.office.neutrality.models import Awareness


@dataclass(frozen=True)
class Covered:
    """One agency."""

    agency: Agency
    number: int
    last: date | None


def coverage(viewer: Any) -> list[Covered]:
    """The agencies of the viewer's regency, those without any meeting first, then the longest ago. Two queries."""
    regency = ".".join(viewer.region.split(".")[:2])
    held = {
        row["agencies"]: row
        for row in Awareness.objects.visible_to(viewer)
        .order_by()
        .values("agencies")
        .annotate(number=Count("pk"), last=Max("day"))
    }
    rows = []
    for agency in Agency.objects.within(regency):
        found = held.get(agency.pk)
        rows.append(Covered(agency, found["number"] if found else 0, found["last"] if found else None))
    return sorted(rows, key=lambda row: (row.last or date.min, row.agency.name))
