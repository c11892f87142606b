"""Opening cases: by the report form, or from a record of another room, one case a suspected person.

Place, day, account and class are taken over; the kind of conduct is named by whoever handles the case.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction

from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.fieldwork.models import FieldReport
from saksama.office.fieldwork.models import Part as ReportPart
from saksama.office.neutrality import actions
from saksama.office.neutrality.models import NeutralityCase, Source
from saksama.office.neutrality.telling import tell
from saksama.office.posko.models import Complaint
from saksama.office.records.starting import taken_over
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


def opener(drafts: Callable[[Any], Drafts]) -> Callable[[Any, Account], list[NeutralityCase]]:
    """What opens a case for each draft that a record of another room gives; those opened before stay the same."""

    def open_cases(source: Any, by: Account) -> list[NeutralityCase]:
        cases = []
        for origin, values in drafts(source):
            before = NeutralityCase.objects.filter(origin=origin).first()
            cases.append(before or begin(NeutralityCase(origin=origin, **{**taken_over(source), **values}), by))
        return cases

    return open_cases


def from_report(report: FieldReport) -> Drafts:
    """Each suspect of a signed field report."""
    first = report
    while first.replaces is not None:  # a newer version of a report has no second case
        first = first.replaces
    values = {
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


def from_violation(file: ViolationFile) -> Drafts:
    """Each person who was reported."""
    values = {
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


def from_complaint(complaint: Complaint) -> Drafts:
    """What was told at the desk; whom it is about is named by whoever handles the case."""
    values = {"source": Source.COMPLAINT, "occurred": complaint.day, "account": complaint.story}
    yield f"posko.complaint:{complaint.pk}", values


def from_threat(threat: Threat) -> Drafts:
    """A threat of which somebody in public service is a part."""
    values = {"source": Source.THREAT, "occurred": threat.day, "account": threat.description}
    yield f"threats.threat:{threat.pk}", values


def from_citizen(report: Any) -> Drafts:
    """What a citizen says on the public page; the citizen's own name and contact stay there."""
    occurred = min(report.occurred or report.day, today())
    values = {"source": Source.CITIZEN, "occurred": occurred, "account": report.what_happened()}
    yield f"publicsite.citizenreport:{report.pk}", values
