"""A session: minutes written together, attendance by QR code or by hand, the list to sign."""

import io

import segno
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.meetings import actions
from saksama.office.meetings.forms import AttendanceForm, MinutesForm
from saksama.office.meetings.models import Attendance, Meeting, Session
from saksama.office.records.views.shared import say_problems
from saksama.office.trail.record import record

MOST_BY_CODE = 500  # of one session: a code that has leaked does not fill the database


@audience("meetings.read")
@require_http_methods(["GET", "POST"])
def session(request: OfficeRequest, pk: int, session: int) -> HttpResponse:
    """Minutes and who is there. Whoever writes upon an older text is shown the newer one, nothing is overwritten."""
    found = _session(request, pk, session)
    writes = request.user.may("meetings.write")
    form = MinutesForm(request.POST or None, initial={"minutes": found.minutes, "version": found.minutes_version})
    newer = ""
    if request.method == "POST" and writes and form.is_valid():
        if _write_minutes(request, found, form.cleaned_data["minutes"], form.cleaned_data["version"]):
            messages.success(request, _("Minutes saved."))
            return redirect("session", pk=pk, session=session)
        found.refresh_from_db()
        newer = found.minutes
        form.data = {**form.data.dict(), "version": str(found.minutes_version)}  # type: ignore[attr-defined]
    url = request.build_absolute_uri(reverse("attend", args=[found.code]))
    context = {
        "meeting": found.meeting,
        "session": found,
        "writes": writes,
        "form": form if writes else None,
        "newer": newer,
        "attendances": found.attendances.select_related("invitee"),
        "attendance_form": AttendanceForm(meeting=found.meeting) if writes else None,
        "qr": _qr(url) if writes else "",
        "url": url,
        "is_open": found.takes_attendance_on(today()),
    }
    return render(request, "meetings/session.html", context)


@audience("meetings.write")
@require_POST
def add_attendance(request: OfficeRequest, pk: int, session: int) -> HttpResponse:
    """Writes down who signed the list."""
    found = _session(request, pk, session)
    form = AttendanceForm(request.POST, instance=Attendance(session=found), meeting=found.meeting)
    if form.is_valid():
        _attend(form, found, request.user.username)
    else:
        say_problems(request, form)
    return redirect("session", pk=pk, session=session)


@audience(PUBLIC)
@require_http_methods(["GET", "POST"])
def attend(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR code on the wall, on the day of the session only."""
    found = Session.objects.select_related("meeting").filter(code=code).first()
    if found is None:
        raise Http404
    is_open = found.takes_attendance_on(today()) and found.attendances.filter(by_code=True).count() < MOST_BY_CODE
    form = AttendanceForm(request.POST or None, instance=Attendance(session=found, by_code=True), meeting=found.meeting)
    is_done = request.method == "POST" and is_open and form.is_valid() and _attend(form, found, "attendee")
    context = {"session": found, "form": form, "is_open": is_open, "is_done": is_done}
    return render(request, "meetings/attend.html", context)


@audience("meetings.write")
@require_safe
def signatures(request: OfficeRequest, pk: int) -> HttpResponse:
    """The list to print and sign, a column a day."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    days = list(dict.fromkeys(meeting.sessions.values_list("day", flat=True)))
    return render(
        request, "meetings/signatures.html", {"meeting": meeting, "days": days, "invitees": meeting.invitees.all()}
    )


def _write_minutes(request: OfficeRequest, found: Session, text: str, version: int) -> bool:
    with transaction.atomic():
        written = Session.objects.filter(pk=found.pk, minutes_version=version)
        if not written.update(minutes=text, minutes_version=version + 1):
            return False
        found.meeting.found_anew()
        record(
            request.user, actions.MINUTES_WRITTEN, found.meeting, details={"session": found.pk, "letters": len(text)}
        )
    return True


def _attend(form: AttendanceForm, found: Session, by: str) -> bool:
    try:
        with transaction.atomic():
            form.save()
            record(by, actions.ATTENDED, found.meeting, details={"session": found.pk, "by_code": form.instance.by_code})
    except IntegrityError:
        pass  # the same name twice: they are there, and that is written down already
    return True


def _session(request: OfficeRequest, pk: int, session: int) -> Session:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    found: Session = get_object_or_404(Session.objects.select_related("meeting"), meeting=meeting, pk=session)
    return found


def _qr(url: str) -> SafeString:
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", border=1, xmldecl=False, svgclass=None, lineclass=None
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn by us from an address of ours
