"""What is mine today, and saying that it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.dutyplan.forms import TickForm
from saksama.office.dutyplan.models import Assignment, State
from saksama.office.dutyplan.room import ROOM
from saksama.office.records.listing import record_list
from saksama.office.records.models import attach
from saksama.office.records.registry import find
from saksama.office.records.views.shared import say_problems

MOST_SHOWN = 200


@audience("dutyplan.read")
@require_safe
def my_duties(request: OfficeRequest) -> HttpResponse:
    """Late first, then today's, then what comes; what is done stands below. Three queries."""
    rows = Assignment.objects.visible_to(request.user).of(request.user).with_state(today())
    shown = list(rows.select_related("duty__stage", "assignee")[:MOST_SHOWN])
    groups = {state.value: [row for row in shown if row.status == state] for state in State}
    context = {"groups": groups, "day": today(), "nothing": not shown, "may_plan": request.user.may("dutyplan.write")}
    return render(request, "dutyplan/mine.html", context)


@audience("dutyplan.read")
@require_safe
def assignments(request: OfficeRequest) -> HttpResponse:
    """All that one may see, with filters, map and export."""
    return render(request, "dutyplan/list.html", {"records": record_list(request, ROOM)})


@audience("dutyplan.read")
@require_safe
def assignment(request: OfficeRequest, pk: int) -> HttpResponse:
    """One duty at one place."""
    found: Assignment = find(ROOM, pk, request.user)
    context = {
        "assignment": found,
        "done": found.done,
        "day": today(),
        "form": TickForm(),
        "may_tick": found.is_tickable_by(request.user),
        "may_plan": request.user.may("dutyplan.write"),
    }
    return render(request, "dutyplan/assignment.html", context)


@audience("dutyplan.tick")
@require_POST
def tick(request: OfficeRequest, pk: int) -> HttpResponse:
    """Done, with a note and photos if there are some."""
    found: Assignment = find(ROOM, pk, request.user)
    form = TickForm(request.POST, request.FILES)
    if not form.is_valid():
        say_problems(request, form)
        return redirect(found.get_absolute_url())
    try:
        with transaction.atomic():
            for upload in form.cleaned_data["photos"]:
                attach(found, upload, request.user)
            found.tick(request.user, form.cleaned_data["note"])
        messages.success(request, _("Marked as done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("my_duties" if request.POST.get("back") == "mine" else found.get_absolute_url())


@audience("dutyplan.tick")
@require_POST
def reopen(request: OfficeRequest, pk: int) -> HttpResponse:
    """Not done after all, with a reason."""
    found: Assignment = find(ROOM, pk, request.user)
    try:
        found.reopen(request.user, request.POST.get("note", ""))
        messages.success(request, _("Marked as not done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(found.get_absolute_url())
