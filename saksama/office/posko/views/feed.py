"""The private address for calendar programs, and what is read there."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar, Event

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.posko.models import LogEntry, Planned
from saksama.office.posko.models.feed import make_feed, reader_of, revoke_feed

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


@audience("posko.read")
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: OfficeRequest) -> HttpResponse:
    """Makes an address, shows it once, revokes it."""
    context: dict[str, object] = {}
    if request.method == "POST":
        if "revoke" in request.POST:
            revoke_feed(request.user)
            messages.success(request, _("The address leads nowhere from now on."))
            return redirect("calendar_address")
        token = make_feed(request.user)
        context["address"] = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    context["open"] = request.user.calendar_feeds.filter(revoked=None).first()
    return render(request, "posko/address.html", context)


@audience(PUBLIC)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the address may see, and nothing else: read with the owner's eyes at every call."""
    account = reader_of(token)
    if account is None:
        raise Http404
    with override("id"):
        content = _calendar(account, request)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="posko.ics"'
    return answer


def _calendar(account: object, request: HttpRequest) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Saksama//Posko Pemilu//ID")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Posko Pemilu")
    day = today()
    days = (day - BACK, day + AHEAD)
    for planned in Planned.objects.visible_to(account).filter(day__range=days).select_related("stage"):
        made.add_component(_event(f"planned-{planned.pk}", planned, planned.created, planned.until, ""))
    entries = LogEntry.objects.visible_to(account).filter(day__range=days, is_nil=False, planned=None)
    for entry in entries.select_related("stage"):
        url = request.build_absolute_uri(entry.get_absolute_url())
        made.add_component(_event(f"entry-{entry.pk}", entry, entry.changed, entry.day, url))
    return bytes(made.to_ical())


def _event(uid: str, row: Planned | LogEntry, changed: datetime, until: object, url: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@saksama")
    event.add("dtstamp", changed)
    event.add("summary", row.title)
    if row.place:
        event.add("location", row.place)
    if row.stage:
        event.add("categories", [row.stage.name_id])
    zone = timezone.get_current_timezone()
    if row.starts:
        begin = datetime.combine(row.day, row.starts, zone)
        event.add("dtstart", begin)
        event.add("dtend", datetime.combine(row.day, row.ends, zone) if row.ends else begin + timedelta(hours=1))
    else:
        event.add("dtstart", row.day)
        event.add("dtend", until + timedelta(days=1))  # type: ignore[operator]
    if url:
        event.add("url", url)
    return event
