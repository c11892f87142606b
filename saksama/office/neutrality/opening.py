"""Opening cases: by the report form, or by one click from a record of another room, one case a suspected person."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.fieldwork.models import FieldReport
from saksama.office.fieldwork.models import Part as ReportPart
from saksama.office.fieldwork.models import Status as ReportStatus
from saksama.office.neutrality import actions
from saksama.office.neutrality.models import NeutralityCase, Source
from saksama.office.neutrality.telling import tell
from saksama.office.posko.models import Complaint
from saksama.office.records.models import link
from saksama.office.threats.models import Threat
from saksama.office.trail.record import record
from saksama.office.violations.models import Part, ViolationFile

Values = dict[str, Any]
Drafts = Iterator[tuple[str, Values]]


@transaction.atomic
def begin(case: NeutralityCase, by: Account) -> NeutralityCase:
    """Saves a new case with its number, its first deadline, its entry in the trail and its notices."""
    case.by = by
    case.day = case.day or today()
    case.save()
    passage = case.enter(by)
    case.save(update_fields=["due"])
    tell(case, "report", f"neutrality {case.pk} report {passage.pk}")
    record(by, actions.REPORTED, case, details={"source": case.source})
    return case


def begin_from(record_of_another_room: Any, by: Account) -> NeutralityCase:
    """A case of what a citizen says; who it is about and the kind of conduct are named by whoever handles it."""
    other = record_of_another_room
    occurred = min(getattr(other, "occurred", None) or other.day, today())
    values = {"source": Source.CITIZEN, "occurred": occurred, "account": other.what_happened()}
    return begin(NeutralityCase(**_place(other), **values, classification=other.classification), by)


@transaction.atomic
def open_cases(other: Any, by: Account) -> list[NeutralityCase]:
    """A case for each person that a record of another room suspects, linked to it; those opened before stay the same.

    Place, day, account and classification are taken over; the kind of conduct is named by whoever handles it.

    Raises:
        ValidationError: the record cannot be a source yet.
        LookupError: no cases are opened from this kind of record.
    """
    if type(other) not in SOURCES:
        raise LookupError(f"no neutrality case is opened from {type(other).__name__}")
    locked = type(other).objects.select_for_update().get(pk=other.pk)  # of two clicks the second finds the cases
    cases = []
    for origin, values in SOURCES[type(other)](locked):
        case = NeutralityCase.objects.filter(origin=origin).first()
        if case is None:
            case = begin(NeutralityCase(origin=origin, classification=locked.classification, **values), by)
            link(case, locked, by)
        cases.append(case)
    return cases


def _place(other: Any) -> Values:
    return {
        "region": other.region,
        "place": other.place,
        "latitude": other.latitude,
        "longitude": other.longitude,
        "stage": other.stage,
    }


def _from_report(report: FieldReport) -> Drafts:
    if report.status != ReportStatus.SIGNED or not report.has_violation:
        raise ValidationError(_("Only a signed report with a suspected violation becomes a case."))
    first = report
    while first.replaces is not None:  # a newer version of a report has no second case
        first = first.replaces
    values = {
        **_place(report),
        "place": report.violation_place or report.place,
        "source": Source.FIELD,
        "occurred": report.violation_day or report.day,
        "account": report.violation_account or report.seen,
    }
    suspects = list(report.people.filter(part=ReportPart.SUSPECT))
    for person in suspects:
        told = {"name": person.name, "position": person.occupation}
        yield f"fieldwork.fieldreport:{first.pk}:{person.position}", {**values, **told}
    if not suspects:
        yield f"fieldwork.fieldreport:{first.pk}", values


def _from_violation(file: ViolationFile) -> Drafts:
    values = {
        **_place(file),
        "source": Source.VIOLATION,
        "occurred": file.occurred,
        "account": file.account,
    }
    reported = list(file.people.filter(part=Part.REPORTED))
    for person in reported:
        told = {"name": person.name, "position": person.occupation}
        yield f"violations.violationfile:{file.pk}:{person.pk}", {**values, **told}
    if not reported:
        yield f"violations.violationfile:{file.pk}", values


def _from_complaint(complaint: Complaint) -> Drafts:
    values = {"source": Source.COMPLAINT, "occurred": complaint.day, "account": complaint.story}
    yield f"posko.complaint:{complaint.pk}", {**_place(complaint), **values}


def _from_threat(threat: Threat) -> Drafts:
    values = {"source": Source.THREAT, "occurred": threat.day, "account": threat.description}
    yield f"threats.threat:{threat.pk}", {**_place(threat), **values}


SOURCES: dict[type[Any], Callable[[Any], Drafts]] = {
    FieldReport: _from_report,
    ViolationFile: _from_violation,
    Complaint: _from_complaint,
    Threat: _from_threat,
}
