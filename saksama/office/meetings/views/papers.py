"""The papers of a meeting: letters to print or to mail, and the summary."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.mail.transport import is_on
from saksama.office.meetings import actions
from saksama.office.meetings.invitations import letters
from saksama.office.meetings.models import Invitee, Meeting, MeetingStatus
from saksama.office.meetings.posting import SIGNATORY, answer_link, mail_letters, region_name
from saksama.office.meetings.summary import summary_pdf
from saksama.office.trail.record import record


@audience("meetings.write")
@require_POST
def invitation_letter(request: OfficeRequest, pk: int, invitee: int) -> HttpResponse:
    """One letter as PDF; with `renew` under a new link, and the one of earlier letters is void."""
    meeting = _meeting(request, pk)
    found = get_object_or_404(Invitee.objects.select_related("meeting"), meeting=meeting, pk=invitee)
    with transaction.atomic():
        if request.POST.get("renew"):
            found.renew_link()
        made = letters([(found, answer_link(found))], region_name(meeting), SIGNATORY)
        record(request.user, actions.LETTER_TAKEN, meeting, details={"invitee": found.pk})
    return _pdf(made, f"undangan-{found.pk}.pdf")


@audience("meetings.write")
@require_POST
def all_letters(request: OfficeRequest, pk: int) -> HttpResponse:
    """All letters in one PDF, to print."""
    meeting = _meeting(request, pk)
    invitees = list(meeting.invitees.select_related("meeting"))
    if not invitees:
        messages.error(request, _("Nobody is on the list of invitees."))
        return redirect(f"{meeting.get_absolute_url()}#invitees")
    with transaction.atomic():
        made = letters([(each, answer_link(each)) for each in invitees], region_name(meeting), SIGNATORY)
        record(request.user, actions.LETTER_TAKEN, meeting, details={"letters": len(invitees)})
    return _pdf(made, f"undangan-rapat-{meeting.pk}.pdf")


@audience("meetings.write")
@require_POST
def mail_invitations(request: OfficeRequest, pk: int) -> HttpResponse:
    """The letters by e-mail once more, as after a change of day or venue."""
    meeting = _meeting(request, pk)
    if not is_on():
        messages.error(request, _("This office sends no e-mail yet."))
    elif meeting.status != MeetingStatus.INVITED:
        messages.error(request, _("Letters are mailed once the invitations are sent, until the meeting is held."))
    else:
        with transaction.atomic():
            number = mail_letters(meeting)
            record(request.user, actions.LETTERS_MAILED, meeting, details={"letters": number})
        messages.success(request, _("%(count)d letters are on their way by e-mail.") % {"count": number})
    return redirect(f"{meeting.get_absolute_url()}#invitees")


@audience("meetings.read")
@require_safe
def summary(request: OfficeRequest, pk: int) -> HttpResponse:
    """The summary as PDF: for the office at any time, for those invited once it is issued."""
    meeting = _meeting(request, pk)
    if not request.user.may("meetings.export") and meeting.status != MeetingStatus.CLOSED:
        raise Http404
    with transaction.atomic():
        record(request.user, actions.SUMMARY_TAKEN, meeting)
    return _pdf(summary_pdf(meeting, region_name(meeting), SIGNATORY), f"risalah-{meeting.pk}.pdf")


def _meeting(request: OfficeRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    return found


def _pdf(made: bytes, name: str) -> HttpResponse:
    given = HttpResponse(made, content_type="application/pdf")
    given["Content-Disposition"] = f'attachment; filename="{name}"'
    return given
