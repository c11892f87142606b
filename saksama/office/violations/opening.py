"""Opening a file: by one click from a signed field report, or from another record, such as what a citizen reports."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.clock import now, today
from saksama.office.fieldwork.models import FieldReport, Status, ViolationKind
from saksama.office.fieldwork.models import Part as ReportPart
from saksama.office.records.models import link
from saksama.office.trail.record import record
from saksama.office.violations import actions
from saksama.office.violations.models import Part, Person, Source, ViolationFile

PARTS = {ReportPart.SUSPECT: Part.REPORTED, ReportPart.WITNESS: Part.WITNESS}


@transaction.atomic
def open_finding(report: FieldReport, by: Account) -> ViolationFile:
    """The file of what a signed report suspects; the same one if it was opened before. Known since the supervision.

    Raises:
        ValidationError: the report is not signed, or suspects nothing.
    """
    locked = FieldReport.objects.select_for_update().get(pk=report.pk)
    first = locked
    while first.replaces is not None:  # a newer version of a report has no second file
        first = first.replaces
    for version in (locked, first):
        if hasattr(version, "violation_file"):
            found: ViolationFile = version.violation_file
            return found
    if locked.status != Status.SIGNED or not locked.has_violation:
        raise ValidationError(_("Only a signed report with a suspected violation becomes a finding."))
    file: ViolationFile = ViolationFile.objects.create(
        source=Source.FINDING,
        report=locked,
        by=by,
        region=locked.region,
        place=locked.violation_place or locked.place,
        latitude=locked.latitude,
        longitude=locked.longitude,
        stage=locked.stage,
        day=today(),
        kind=locked.violation_kind,
        event=locked.violation_event,
        occurred=locked.violation_day or locked.day,
        known=locked.day,
        received=now(),
        article=locked.violation_article,
        account=locked.violation_account,
        evidence_list="\n".join(f"{each.position}. {each.name}" for each in locked.evidence.all()),
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
        for each in locked.people.all()
    )
    link(file, locked, by)
    record(by, actions.OPENED, file, details={"source": file.source, "report": locked.number})
    return file


@transaction.atomic
def begin_from(record_of_another_room: Any, by: Account) -> ViolationFile:
    """A report (laporan) with what the other record says; who reported is asked anew, and what is lacking is said."""
    other = record_of_another_room
    file: ViolationFile = ViolationFile.objects.create(
        source=Source.REPORT,
        by=by,
        region=other.region,
        place=other.place,
        latitude=other.latitude,
        longitude=other.longitude,
        stage=other.stage,
        day=today(),
        kind=getattr(other, "suspected_kind", "") or ViolationKind.ADMINISTRATIVE,
        event=str(other)[:300],
        occurred=getattr(other, "occurred", None) or other.day,
        known=other.day,
        received=now(),
        account=other.what_happened(),
    )
    record(by, actions.OPENED, file, details={"source": file.source, "from": f"{other._meta.label_lower}:{other.pk}"})
    return file


def at_local(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment of the office's clock."""
    return dt.datetime.combine(day, time, timezone.get_current_timezone())
