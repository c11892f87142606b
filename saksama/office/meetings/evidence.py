"""What meetings know for the vulnerability index: a promise that is late is a sign."""

from collections.abc import Iterator
from datetime import date

from saksama.office.meetings.models import ActionItem
from saksama.office.records.evidence import Event


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """One event `meetings.late_item` for each action item whose day has passed without a report."""
    for item in ActionItem.objects.within(region).filter(day__gte=since).late(until).select_related("meeting"):
        yield Event(
            kind="meetings.late_item",
            region=item.region,
            day=item.day,
            title=item.text,
            url=item.get_absolute_url(),
            source=f"meetings.actionitem:{item.pk}",
        )
