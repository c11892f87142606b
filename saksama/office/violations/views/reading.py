"""The list with what is late, one file with its deadlines, and its names when asked for."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import now
from saksama.office.records.listing import record_list
from saksama.office.trail.record import record
from saksama.office.violations import actions
from saksama.office.violations.deadlines import Deadline
from saksama.office.violations.forms import EventForm, PersonForm
from saksama.office.violations.models import ViolationFile
from saksama.office.violations.models.parts import ALL_EVENTS
from saksama.office.violations.reminding import OVER
from saksama.office.violations.room import ROOM

URGENT_SHOWN = 20


@audience("violations.read")
@require_safe
def violations(request: OfficeRequest) -> HttpResponse:
    """All files one may see; first what is late or ends soon."""
    records = record_list(request, ROOM)
    open_files = ViolationFile.objects.visible_to(request.user).exclude(status__in=OVER)
    moment = now()
    urgent = [
        {**_told(each, moment), "file": file}
        for file in open_files.prefetch_related("milestones")[:500]
        for each in file.deadlines()
        if each.is_open() and (each.is_late(moment) or each.is_soon(moment))
    ]
    urgent.sort(key=lambda row: row["deadline"].due)
    return render(request, "violations/violations.html", {"records": records, "urgent": urgent[:URGENT_SHOWN]})


@audience("violations.read")
@require_safe
def violation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One file; people as initials."""
    return _page(request, file_of(request, pk), names=False)


@audience("violations.names")
@require_POST
def violation_names(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same page with the names, which is written down."""
    file = file_of(request, pk)
    with transaction.atomic():
        record(request.user, actions.NAMES_SEEN, file, details={"people": file.people.count()})
    return _page(request, file, names=True)


def file_of(request: OfficeRequest, pk: int) -> ViolationFile:
    """A file one may see, else 404."""
    rows = ViolationFile.objects.visible_to(request.user).select_related("by", "stage", "report")
    found: ViolationFile = get_object_or_404(rows.prefetch_related("milestones", "people"), pk=pk)
    return found


def _page(request: OfficeRequest, file: ViolationFile, *, names: bool) -> HttpResponse:
    moment = now()
    may_write = file.is_editable_by(request.user)
    return render(
        request,
        "violations/violation.html",
        {
            "file": file,
            "deadlines": [_told(each, moment) for each in file.deadlines()],
            "people": list(file.people.all()),
            "names": names,
            "may_see_names": file.may_show_names_to(request.user),
            "may_write": may_write,
            "formal_gaps": file.formal_gaps() if file.source == "report" and file.status == "studied" else [],
            "event_form": EventForm(initial={"at": moment}) if may_write and file.kind == "crime" else None,
            "person_form": PersonForm() if may_write else None,
            "events": ALL_EVENTS,
            "report_is_seen": file.report is not None
            and type(file.report).objects.visible_to(request.user).filter(pk=file.report.pk).exists(),
        },
    )


def _told(deadline: Deadline, moment: Any) -> dict[str, Any]:
    rule = deadline.rule
    state = ""
    if deadline.due is None:
        state = "ahead"
    elif deadline.is_late(moment):
        state = "met_late" if deadline.met else "late"
    elif deadline.met:
        state = "met"
    elif deadline.is_soon(moment):
        state = "soon"
    else:
        state = "running"
    return {"deadline": deadline, "rule": rule, "state": state, "begins": ALL_EVENTS[rule.begins]}
