"""What the election post knows for the index: activities that went wrong, and what voters complain about."""

from collections.abc import Iterator
from datetime import date

from saksama.office.posko.models import Complaint, ComplaintStatus, LogEntry, Situation
from saksama.office.records.evidence import Event
from saksama.office.records.models.record import Classification

LEVELS = {Situation.WATCH: 1, Situation.DISTURBED: 2}


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """posko.watch, posko.disturbed; posko.complaint_unlisted, posko.complaint_wrong, posko.complaint_tms."""
    entries = LogEntry.objects.within(region).counted().filter(day__range=(since, until))
    for row in entries.exclude(situation=Situation.CALM).order_by("day", "pk"):
        yield Event(
            f"posko.{row.situation}",
            row.region,
            row.day,
            row.title,
            row.get_absolute_url(),
            level=LEVELS[Situation(row.situation)],
            restricted=row.classification != Classification.OPEN,
            source=f"posko.logentry:{row.pk}",
        )
    # One that became a finding of a list counts there, once it is confirmed, and not twice. One that was closed without
    # a finding was looked into and is none: as a report of a violation that was declined, or a finding not confirmed.
    complaints = Complaint.objects.within(region).filter(day__range=(since, until), finding=None)
    complaints = complaints.exclude(status=ComplaintStatus.CLOSED)
    for found in complaints.order_by("day", "pk"):
        # The number and no name: what is counted is read by many.
        yield Event(
            f"posko.complaint_{found.kind}",
            found.region,
            found.day,
            found.number,
            found.get_absolute_url(),
            source=f"posko.complaint:{found.pk}",
        )
