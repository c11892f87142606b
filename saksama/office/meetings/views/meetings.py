"""The list of meetings, one meeting, and preparing it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.mail.transport import is_on
from saksama.office.meetings import actions
from saksama.office.meetings.agenda import proposals, source_of, take
from saksama.office.meetings.forms import (
    AgendaForm,
    AnswerForm,
    DecisionForm,
    InviteForm,
    ItemForm,
    MeetingForm,
    SessionForm,
)
from saksama.office.meetings.invitations import add_invitees
from saksama.office.meetings.models import ActionItem, AgendaItem, Decision, Invitee, Meeting, MeetingStatus, Session
from saksama.office.meetings.promising import tell_owners
from saksama.office.meetings.room import MEETINGS
from saksama.office.records.listing import record_list
from saksama.office.records.views.shared import say_problems
from saksama.office.trail.record import record


@audience("meetings.read")
@require_safe
def meetings(request: OfficeRequest) -> HttpResponse:
    """Those of the region, and those one is invited to."""
    return render(request, "meetings/meetings.html", {"records": record_list(request, MEETINGS)})


@audience("meetings.write")
@require_http_methods(["GET", "POST"])
def new_meeting(request: OfficeRequest) -> HttpResponse:
    """Plans a meeting."""
    return _write(request, Meeting(by=request.user), is_new=True)


@audience("meetings.write")
@require_http_methods(["GET", "POST"])
def change_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Changes a meeting."""
    return _write(request, _meeting(request, pk), is_new=False)


@audience("meetings.read")
@require_safe
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Programme, agenda, invitees with their answers, decisions, action items."""
    found = _meeting(request, pk)
    writes = request.user.may("meetings.write")
    invitees = list(found.invitees.select_related("agency", "account").prefetch_related("attendances"))
    mine = [each for each in invitees if _is_for(each, request)]
    context = {
        "meeting": found,
        "writes": writes,
        "may_have_summary": writes or found.status == MeetingStatus.CLOSED,
        "can_mail": writes and is_on() and found.status == MeetingStatus.INVITED,
        "sessions": found.sessions.prefetch_related("attendances"),
        "agenda": [(item, source_of(item, request.user)) for item in found.agenda.all()],
        "proposals": proposals(found, request.user, today()) if writes and found.is_open else [],
        "invitees": invitees if writes else mine,
        "mine": [each for each in mine if found.status == "invited"],
        "answer_form": AnswerForm(),
        "decisions": found.decisions.all(),
        "items": ActionItem.objects.visible_to(request.user).filter(meeting=found).select_related("agency", "account"),
        "day": today(),
        "forms": {
            "session": SessionForm(instance=Session(meeting=found), initial={"day": found.day}),
            "agenda": AgendaForm(),
            "invite": InviteForm(meeting=found),
            "decision": DecisionForm(),
            "item": ItemForm(instance=ActionItem(meeting=found, region=found.region), viewer=request.user),
        }
        if writes
        else {},
    }
    return render(request, "meetings/meeting.html", context)


@audience("meetings.write")
@require_POST
def add_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """A session of the programme."""
    found = _meeting(request, pk)
    form = SessionForm(request.POST, instance=Session(meeting=found))
    if form.is_valid():
        with transaction.atomic():
            form.save()
            found.found_anew()
            record(request.user, actions.SESSION_WRITTEN, found, details={"session": form.instance.title})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#programme")


@audience("meetings.write")
@require_POST
def add_agenda(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes proposals, or a point of one's own."""
    found = _meeting(request, pk)
    if sources := request.POST.getlist("source"):
        take(found, request.user, sources)
    elif (form := AgendaForm(request.POST)).is_valid():
        with transaction.atomic():
            AgendaItem.objects.create(meeting=found, text=form.cleaned_data["text"], position=found.agenda.count() + 1)
            found.found_anew()
            record(request.user, actions.AGENDA_CHANGED, found, details={"points": found.agenda.count()})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#agenda")


@audience("meetings.write")
@require_POST
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Puts people and agencies on the list."""
    found = _meeting(request, pk)
    form = InviteForm(request.POST, meeting=found)
    if form.is_valid():
        chosen = form.cleaned_data
        added = add_invitees(found, request.user, chosen["agencies"], chosen["all_districts"], chosen["title"])
        messages.success(request, _("%(count)d added.") % {"count": added})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#invitees")


@audience("meetings.write")
@require_POST
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """Writes a decision down."""
    found = _meeting(request, pk)
    form = DecisionForm(request.POST, instance=Decision(meeting=found, by=request.user))
    if form.is_valid():
        with transaction.atomic():
            form.save()
            found.found_anew()
            record(request.user, actions.DECIDED, found, details={"decision": form.instance.pk})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#decisions")


@audience("meetings.write")
@require_POST
def give_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """Gives an action item to an agency or a person, who are told."""
    found = _meeting(request, pk)
    form = ItemForm(
        request.POST, instance=ActionItem(meeting=found, region=found.region, by=request.user), viewer=request.user
    )
    if form.is_valid():
        with transaction.atomic():
            item: ActionItem = form.save()
            tell_owners(item)
            record(request.user, actions.ITEM_GIVEN, item, details={"meeting": found.pk, "until": str(item.day)})
    else:
        say_problems(request, form)
    return redirect(f"{found.get_absolute_url()}#items")


def _write(request: OfficeRequest, subject: Meeting, *, is_new: bool) -> HttpResponse:
    form = MeetingForm(request.POST or None, instance=subject, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            written: Meeting = form.save()
            action = actions.MEETING_WRITTEN if is_new else actions.MEETING_CHANGED
            if {"day", "last_day", "place"} & set(form.changed_data):
                written.tell_change()
            record(request.user, action, written, details={"changed": [] if is_new else form.changed_data})
        return redirect(written)
    return render(request, "meetings/meeting_form.html", {"form": form, "meeting": None if is_new else subject})


def _meeting(request: OfficeRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("by", "stage"), pk=pk)
    return found


def _is_for(invitee: Invitee, request: OfficeRequest) -> bool:
    if invitee.account_id is not None:
        return invitee.account_id == request.user.pk
    return invitee.agency is not None and invitee.agency.liaisons.filter(pk=request.user.pk).exists()
