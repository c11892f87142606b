"""Putting activities on the plan, and taking them off."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.dutyplan import actions
from saksama.office.dutyplan.forms import CopyForm, CsvForm, PlanForm, plannable
from saksama.office.dutyplan.models import Assignment
from saksama.office.dutyplan.planning import Outcome, given_to, like, own_duty, plan, read_csv, spots_of
from saksama.office.dutyplan.room import ROOM
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Duty
from saksama.office.records.registry import find
from saksama.office.trail.record import record


@audience("dutyplan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def plan_duties(request: OfficeRequest) -> HttpResponse:
    """One activity at all places of a region."""
    form = PlanForm(request.POST or None, viewer=request.user, initial={"duty": request.GET.get("duty", "")})
    if form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            duty = (
                get_object_or_404(plannable(), pk=given["duty"])
                if given["duty"]
                else own_duty(given["stage"], given["text"], given["level"], given["until"])
            )
            begins, until = given["begins"] or duty.stage.begins, given["until"] or duty.due
            spots = spots_of(given["place"], given["level"], min(begins, until), until, current_election(today()))
            spots = given_to(spots, given["who"], given["account"])
            outcome = plan(duty, spots, request.user, replacing=given["replacing"])
        if spots:
            _say(request, outcome)
            return redirect(f"{reverse('coverage')}?stage={duty.stage_id}")
        form.add_error("level", _("No TPS is known there yet."))
    return render(request, "dutyplan/plan.html", {"form": form})


@audience("dutyplan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def copy_plan(request: OfficeRequest) -> HttpResponse:
    """One activity like another."""
    form = CopyForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        duty: Duty = get_object_or_404(plannable(), pk=given["duty"])
        source: Duty = get_object_or_404(plannable(), pk=given["source"])
        begins, until = given["begins"] or duty.stage.begins, given["until"] or duty.due
        spots = like(source, request.user.region, min(begins, until), until)
        if spots:
            _say(request, plan(duty, spots, request.user))
            return redirect("coverage")
        form.add_error("source", _("Nothing is planned for this activity yet."))
    return render(request, "dutyplan/copy.html", {"form": form})


@audience("dutyplan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_plan(request: OfficeRequest) -> HttpResponse:
    """A plan from a csv: whole or not at all."""
    form = CsvForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = read_csv(file.read(), str(file.name), request.user, current_election(today()))
        except InputError as error:
            context["problem"] = error
        else:
            whole = Outcome(0, 0, 0)
            with transaction.atomic():
                for duty in {duty.pk: duty for duty, _spot in rows}.values():
                    spots = [spot for each, spot in rows if each.pk == duty.pk]
                    one = plan(duty, spots, request.user, replacing=form.cleaned_data["replacing"])
                    whole = Outcome(whole.made + one.made, whole.changed + one.changed, whole.kept + one.kept)
            _say(request, whole)
            return redirect("coverage")
    return render(request, "dutyplan/upload.html", context)


@audience("dutyplan.write")
@require_POST
def drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes one off the plan; what has been done stays done."""
    found: Assignment = find(ROOM, pk, request.user)
    with transaction.atomic():
        record(request.user, actions.DROPPED, found)
        found.delete()
    messages.success(request, _("Taken off the plan."))
    return redirect("assignments")


def _say(request: OfficeRequest, outcome: Outcome) -> None:
    said = _("Planned: %(made)d new, %(changed)d changed, %(kept)d left as they were.")
    messages.success(request, said % {"made": outcome.made, "changed": outcome.changed, "kept": outcome.kept})
