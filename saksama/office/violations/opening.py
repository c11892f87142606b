"""Opening a file: by one click from a signed field report, or from another record, such as what a citizen reports."""

import datetime as dt
from typing import Any

from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.clock import now, today
from saksama.office.fieldwork.models import FieldReport, ViolationKind
from saksama.office.fieldwork.models import Part as ReportPart
from saksama.office.records.starting import begun_before, taken_over
from saksama.office.trail.record import record
from saksama.office.violations import actions
from saksama.office.violations.models import Part, Person, Source, ViolationFile

PARTS = {ReportPart.SUSPECT: Part.REPORTED, ReportPart.WITNESS: Part.WITNESS}


def open_finding(report: FieldReport, by: Account) -> list[ViolationFile]:
    """The file of what a signed report suspects; the same one if it was opened before. Known since the supervision."""
    first = report
    while first.replaces is not None:  # a newer version of a report has no second file
        first = first.replaces
    for version in (report, first):
        if hasattr(version, "violation_file"):
            return [version.violation_file]
    file: ViolationFile = ViolationFile.objects.create(
        **{**taken_over(report), "place": report.violation_place or report.place},
        source=Source.FINDING,
        report=report,
        by=by,
        day=today(),
        kind=report.violation_kind,
        event=report.violation_event,
        occurred=report.violation_day or report.day,
        known=report.day,
        received=now(),
        article=report.violation_article,
        account=report.violation_account,
        evidence_list="\n".join(f"{each.position}. {each.name}" for each in report.evidence.all()),
    )
    Person.objects.bulk_create(
        Person(
            file=file,
            part=PARTS[ReportPart(each.part)],
            name=each.name,
            occupation=each.occupation,
            address=each.address,
            phone=each.phone,
        )
        for each in report.people.all()
    )
    record(by, actions.OPENED, file, details={"source": file.source, "report": report.number})
    return [file]


def open_report(citizens: Any, by: Account) -> list[ViolationFile]:
    """A report (laporan) with what a citizen says; the same one if it was opened before: its deadlines run already.

    Who reported is asked anew, and what is lacking is said.
    """
    if before := begun_before(citizens, ViolationFile, by):
        return before
    file: ViolationFile = ViolationFile.objects.create(
        **taken_over(citizens),
        source=Source.REPORT,
        by=by,
        day=today(),
        kind=citizens.suspected_kind or ViolationKind.ADMINISTRATIVE,
        event=str(citizens)[:300],
        occurred=citizens.occurred or citizens.day,
        known=citizens.day,
        received=now(),
        account=citizens.what_happened(),
    )
    source = f"{citizens._meta.label_lower}:{citizens.pk}"
    record(by, actions.OPENED, file, details={"source": file.source, "from": source})
    return [file]


def at_local(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment of the office's clock."""
    return dt.datetime.combine(day, time, timezone.get_current_timezone())
