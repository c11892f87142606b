"""What the checklists know for the index: answers that are an incident, by the kind that the question names."""

from collections.abc import Iterator
from datetime import date

from saksama.office.checklists.models import Sheet
from saksama.office.records.evidence import Event


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """One event a sheet and incident, of sheets that count."""
    rows = Sheet.objects.counted().filter(region__within=region, day__range=(since, until)).exclude(incidents=[])
    for sheet in rows.select_related("checklist").order_by("day", "pk").iterator(chunk_size=500):
        for _question, kind in sheet.incidents:
            yield Event(
                kind=f"checklists.{kind}",
                region=sheet.region,
                day=sheet.day,
                title=f"{sheet}: {kind}",
                url=sheet.get_absolute_url(),
                source=f"checklists.sheet:{sheet.pk}",
            )
