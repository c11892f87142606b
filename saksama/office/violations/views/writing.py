"""Opening a file and taking its steps."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import now
from saksama.office.records.states import hold, move
from saksama.office.records.views.shared import say_problems
from saksama.office.trail.record import record
from saksama.office.violations import actions
from saksama.office.violations.forms import (
    DEFAULT_RECIPIENT,
    DecisionForm,
    EventForm,
    FileForm,
    HandOverForm,
    PersonForm,
    ReportedForm,
    ReporterForm,
    new_report,
)
from saksama.office.violations.models import Part, Person, ViolationFile
from saksama.office.violations.room import STEPS
from saksama.office.violations.views.reading import file_of


@audience("violations.write")
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_report(request: OfficeRequest) -> HttpResponse:
    """What a voter, monitor or participant reports, with the formal fields of the form."""
    data = request.POST or None
    form = FileForm(data, instance=new_report(), viewer=request.user)
    reporter, reported = ReporterForm(data, prefix="reporter"), ReportedForm(data, prefix="reported")
    if all([form.is_valid(), reporter.is_valid(), reported.is_valid()]):
        with transaction.atomic():
            form.instance.by = request.user
            file: ViolationFile = form.save()
            for person, part in ((reporter, Part.REPORTER), (reported, Part.REPORTED)):
                person.instance.file, person.instance.part = file, part
                person.save()
            record(request.user, actions.OPENED, file, details={"source": file.source})
        messages.success(request, _("The report is kept. Register it when nothing formal is missing."))
        return redirect(file)
    context = {"form": form, "reporter": reporter, "reported": reported}
    return render(request, "violations/citizen_report.html", context)


@audience("violations.write")
@require_http_methods(["GET", "HEAD", "POST"])
def change_violation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Corrects a file that is not over."""
    file = _editable(request, pk)
    form = FileForm(request.POST or None, instance=file, viewer=request.user)
    if form.is_valid():
        with transaction.atomic():
            hold(file, file.status)
            form.save()
            record(request.user, actions.CHANGED, file, details={"fields": form.changed_data})
        return redirect(file)
    return render(request, "violations/step.html", {"file": file, "form": form, "title": _("Correct the file")})


@audience("violations.write")
@require_POST
def add_person(request: OfficeRequest, pk: int) -> HttpResponse:
    """A reporter, reported party or witness."""
    file = _editable(request, pk)
    form = PersonForm(request.POST, instance=Person(file=file))
    if form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, actions.CHANGED, file, details={"part": form.instance.part})
    else:
        say_problems(request, form)
    return redirect(f"{file.get_absolute_url()}#people")


@audience("violations.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def decide_violation(request: OfficeRequest, pk: int) -> HttpResponse:
    """The plenary's decision that it is a violation."""
    file = file_of(request, pk)
    first = {"kind": file.kind, "article": file.article, "at": now()}
    form = DecisionForm(request.POST or None, initial=first)
    if form.is_valid():
        told = form.cleaned_data
        if _take(request, file, "decide", told, ("plenary_number", "kind", "article"), "decided"):
            return redirect(file)
    return render(request, "violations/step.html", {"file": file, "form": form, "title": STEPS["decide"].label})


@audience("violations.write")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_violation(request: OfficeRequest, pk: int) -> HttpResponse:
    """To KPU, DKPP, Gakkumdu, BKN or PPK."""
    file = file_of(request, pk)
    form = HandOverForm(
        request.POST or None,
        initial={"recipient": DEFAULT_RECIPIENT.get(file.kind), "at": now()},  # type: ignore[call-overload]
    )
    if form.is_valid() and _take(
        request, file, "hand_over", form.cleaned_data, ("recipient", "letter_number"), "handed_over"
    ):
        return redirect(file)
    return render(request, "violations/step.html", {"file": file, "form": form, "title": STEPS["hand_over"].label})


@audience("violations.write")
@require_POST
def note_event(request: OfficeRequest, pk: int) -> HttpResponse:
    """A step of Gakkumdu, police, prosecutor or court, from which deadlines count."""
    file = _editable(request, pk)
    form = EventForm(request.POST)
    if form.is_valid():
        with transaction.atomic():
            file.note(form.cleaned_data["event"], request.user, form.cleaned_data["at"])
            details = {"event": form.cleaned_data["event"], "at": form.cleaned_data["at"].isoformat()}
            record(request.user, actions.EVENT_NOTED, file, details=details)
    else:
        say_problems(request, form)
    return redirect(f"{file.get_absolute_url()}#deadlines")


def _take(
    request: OfficeRequest, file: ViolationFile, key: str, told: dict[str, Any], fields: tuple[str, ...], event: str
) -> bool:
    """A step that brings more than a note; True if it was taken."""
    try:
        with transaction.atomic():
            values = {name: told[name] for name in fields}
            ViolationFile.objects.filter(pk=file.pk, status__in=STEPS[key].sources).update(**values)
            moved = move(file, STEPS[key], request.user, details={name: str(told[name]) for name in fields})
            moved.note(event, request.user, told["at"])
        messages.success(request, _("Done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True


def _editable(request: OfficeRequest, pk: int) -> ViolationFile:
    file = file_of(request, pk)
    if not file.is_editable_by(request.user):
        raise Http404
    return file
