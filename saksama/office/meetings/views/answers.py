"""Answering an invitation, logged in or by the link of the letter; the calendar."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.meetings import actions
from saksama.office.meetings.forms import AnswerForm
from saksama.office.meetings.invitations import calendar
from saksama.office.meetings.models import Answer, Invitee, Meeting
from saksama.office.meetings.models.invitee import by_link
from saksama.office.records.views.shared import say_problems
from saksama.office.trail.record import record


@audience("meetings.read")
@require_POST
def answer(request: OfficeRequest, pk: int, invitee: int) -> HttpResponse:
    """Answers for oneself, one's agency, or, as the office, what somebody said on the telephone."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    invited = Invitee.objects.filter(meeting=meeting)
    if not request.user.may("meetings.write"):
        invited = invited.filter(account=request.user) | invited.filter(agency__liaisons=request.user)
    found = get_object_or_404(invited.distinct(), pk=invitee)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            _take(found, form, request.user)
            messages.success(request, _("Thank you, your answer is written down."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        say_problems(request, form)
    return redirect(f"{meeting.get_absolute_url()}#invitees")


@audience(PUBLIC)
@require_http_methods(["GET", "POST"])
def answer_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Without an account: whoever holds the letter may answer."""
    found: Invitee | None = by_link(code)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"answer": found.answer, "note": found.answer_note})
    if request.method == "POST" and form.is_valid():
        try:
            _take(found, form, "invitee")
            return render(request, "meetings/answered.html", {"invitee": found})
        except ValidationError as error:
            form.add_error(None, error)
    sessions = found.meeting.sessions.all()
    return render(request, "meetings/answer.html", {"invitee": found, "form": form, "sessions": sessions})


@audience("meetings.read")
@require_safe
def meeting_calendar(request: OfficeRequest, pk: int) -> HttpResponse:
    """The sessions for one's own calendar."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    url = request.build_absolute_uri(meeting.get_absolute_url())
    given = HttpResponse(calendar(meeting, url), content_type="text/calendar; charset=utf-8")
    given["Content-Disposition"] = f'attachment; filename="rapat-{meeting.pk}.ics"'
    return given


@transaction.atomic
def _take(found: Invitee, form: AnswerForm, by: object) -> None:
    found.reply(Answer(form.cleaned_data["answer"]), form.cleaned_data["note"])
    record(by, actions.INVITATION_ANSWERED, found.meeting, details={"invitee": found.pk, "answer": found.answer})
