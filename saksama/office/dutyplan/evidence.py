"""What the duty plan knows for the index: villages and TPS that were to be supervised and that nobody supervised."""

from collections.abc import Iterator
from datetime import date

from saksama.office.clock import today
from saksama.office.dutyplan.models import Assignment
from saksama.office.records.evidence import Event


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """One event a village or TPS whose time ran out with no supervisor; once a place, whatever the activities."""
    rows = Assignment.objects.filter(region__within=region, until__range=(since, min(until, today())))
    rows = rows.with_state(today()).filter(is_manned=False, is_done=False).select_related("duty")
    seen: set[tuple[str, str]] = set()
    for row in rows.order_by("until", "pk"):
        if (row.region, row.tps) not in seen:
            seen.add((row.region, row.tps))
            yield Event(
                kind="dutyplan.station_without_supervisor" if row.tps else "dutyplan.village_without_supervisor",
                region=row.region,
                day=row.until,
                title=str(row),
                url=row.get_absolute_url(),
                source=f"dutyplan.assignment:{row.pk}",
            )
