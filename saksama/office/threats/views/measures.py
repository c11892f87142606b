"""What is done about a threat, and how it stands afterwards."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.records.views.shared import say_problems
from saksama.office.threats import actions
from saksama.office.threats.forms import AssessmentForm, MeasureDoneForm, MeasureForm
from saksama.office.threats.models import Measure, Threat
from saksama.office.trail.record import record


@audience("threats.write")
@require_POST
def assess(request: OfficeRequest, pk: int) -> HttpResponse:
    """Likelihood and impact after the measures."""
    found = _threat(request, pk)
    form = AssessmentForm(request.POST, instance=found)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            details = {"likelihood": found.likelihood_after, "impact": found.impact_after}
            record(request.user, actions.THREAT_ASSESSED, found, details=details)
    else:
        say_problems(request, form)
    return redirect(found)


@audience("threats.write")
@require_POST
def plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """A measure to be taken."""
    found = _threat(request, pk)
    form = MeasureForm(request.POST, instance=Measure(threat=found, by=request.user))
    if form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, actions.MEASURE_PLANNED, found, details={"due": str(form.instance.due)})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#measures")


@audience("threats.write")
@require_POST
def done(request: OfficeRequest, pk: int, measure: int) -> HttpResponse:
    """A measure that has been taken, with its result."""
    found = _threat(request, pk)
    planned = get_object_or_404(Measure, threat=found, pk=measure, done=None)
    form = MeasureDoneForm(request.POST)
    if form.is_valid():
        with transaction.atomic():
            planned.done, planned.result = today(), form.cleaned_data["result"]
            planned.save()
            record(request.user, actions.MEASURE_DONE, found, details={"measure": planned.pk})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#measures")


@audience("threats.write")
@require_POST
def remove(request: OfficeRequest, pk: int, measure: int) -> HttpResponse:
    """Takes an open measure away; the trail keeps that it was planned."""
    found = _threat(request, pk)
    planned = get_object_or_404(Measure, threat=found, pk=measure, done=None)
    with transaction.atomic():
        planned.delete()
        record(request.user, actions.MEASURE_REMOVED, found, details={"due": str(planned.due)})
    return redirect(f"{found.get_absolute_url()}#measures")


def _threat(request: OfficeRequest, pk: int) -> Threat:
    found: Threat = get_object_or_404(Threat.objects.visible_to(request.user), pk=pk)
    return found
