"""Putting right what was planned: sessions, the order of the agenda, the list of invitees, action items."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.meetings import actions
from saksama.office.meetings.agenda import rearrange
from saksama.office.meetings.forms import ItemForm, SessionForm
from saksama.office.meetings.models import ActionItem, AgendaItem, Decision, Invitee, ItemStatus, Meeting, Session
from saksama.office.trail.record import record


@audience("meetings.write")
@require_http_methods(["GET", "POST"])
def change_session(request: OfficeRequest, pk: int, session: int) -> HttpResponse:
    """Time, subject and speaker of a session."""
    meeting = _meeting(request, pk)
    found = get_object_or_404(Session.objects.select_related("meeting"), meeting=meeting, pk=session)
    form = SessionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            # Only these: minutes that somebody saves at this moment must not be undone.
            found.save(update_fields=form.Meta.fields)
            meeting.found_anew()
            record(request.user, actions.SESSION_WRITTEN, meeting, details={"session": found.title})
        return redirect(f"{meeting.get_absolute_url()}#programme")
    return render(request, "meetings/change.html", {"form": form, "meeting": meeting, "heading": found.title})


@audience("meetings.write")
@require_POST
def remove_session(request: OfficeRequest, pk: int, session: int) -> HttpResponse:
    """A session that nobody attended and of which nothing was written."""
    meeting = _meeting(request, pk)
    with transaction.atomic():
        found = get_object_or_404(Session.objects.select_for_update(), meeting=meeting, pk=session)
        if found.minutes or found.attendances.exists():
            messages.error(request, _("It has minutes or people present, and stays."))
        else:
            found.delete()
            record(request.user, actions.SESSION_REMOVED, meeting, details={"session": found.title})
    return redirect(f"{meeting.get_absolute_url()}#programme")


@audience("meetings.write")
@require_POST
def change_agenda(request: OfficeRequest, pk: int, point: int) -> HttpResponse:
    """A point up, or off the agenda: `do` is up or remove."""
    meeting = _meeting(request, pk)
    found = get_object_or_404(AgendaItem, meeting=meeting, pk=point)
    rearrange(meeting, found, request.user, up=request.POST.get("do") == "up")
    return redirect(f"{meeting.get_absolute_url()}#agenda")


@audience("meetings.write")
@require_POST
def remove_invitee(request: OfficeRequest, pk: int, invitee: int) -> HttpResponse:
    """Somebody off the list who has neither answered nor come."""
    meeting = _meeting(request, pk)
    with transaction.atomic():
        found = get_object_or_404(Invitee.objects.select_for_update(), meeting=meeting, pk=invitee)
        if found.answer or found.attendances.exists():
            messages.error(request, _("Who has answered or come stays on the list."))
        else:
            found.delete()
            record(request.user, actions.INVITEE_REMOVED, meeting, details={"invitee": found.title})
    return redirect(f"{meeting.get_absolute_url()}#invitees")


@audience("meetings.write")
@require_POST
def remove_decision(request: OfficeRequest, pk: int, decision: int) -> HttpResponse:
    """A decision that was written down wrongly; the trail keeps that it was there."""
    meeting = _meeting(request, pk)
    found = get_object_or_404(Decision, meeting=meeting, pk=decision)
    with transaction.atomic():
        record(request.user, actions.DECISION_REMOVED, meeting, details={"decision": found.pk})
        found.delete()
    return redirect(f"{meeting.get_absolute_url()}#decisions")


@audience("meetings.write")
@require_http_methods(["GET", "POST"])
def change_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """What, who and until when, while it is not reported."""
    unreported = ActionItem.objects.visible_to(request.user).filter(status__in=[ItemStatus.OPEN, ItemStatus.STARTED])
    found = get_object_or_404(unreported.select_related("meeting"), pk=pk)
    form = ItemForm(request.POST or None, instance=found, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            found.save(update_fields=form.Meta.fields)  # not its status, which somebody may be changing
            record(request.user, actions.ITEM_CHANGED, found, details={"changed": form.changed_data})
        return redirect(found)
    return render(request, "meetings/change.html", {"form": form, "meeting": found.meeting, "heading": found.text})


def _meeting(request: OfficeRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    return found
