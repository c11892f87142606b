"""The audit trail to read, and the day's last hash to print."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.trail.actions import ACTIONS, declare
from saksama.office.trail.models import Entry
from saksama.office.trail.record import record

SEAL_PRINTED = declare("trail.seal_shown", _("Day's last hash shown"))


class EntryFilter(forms.Form):
    """Which entries to list."""

    actor = forms.CharField(label=_("Account name"), required=False, max_length=60)
    action = forms.ChoiceField(label=_("Action"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted((action.code, action.label) for action in ACTIONS.values())
        action: Any = self.fields["action"]
        action.choices = [("", _("All actions")), *known]


@audience("trail.read")
@require_safe
def trail(request: OfficeRequest) -> HttpResponse:
    """Entries of the own region, newest first."""
    rows = Entry.objects.visible_to(request.user)
    form = EntryFilter(request.GET)
    if form.is_valid():
        chosen = form.cleaned_data
        if chosen["actor"]:
            rows = rows.filter(actor=chosen["actor"].strip().lower())
        if chosen["action"]:
            rows = rows.filter(action=chosen["action"])
        if chosen["since"]:
            rows = rows.filter(at__gte=_midnight(chosen["since"]))
        if chosen["until"]:
            rows = rows.filter(at__lt=_midnight(chosen["until"] + timedelta(days=1)))
    # The day of the entries, which a demonstration's pretended day does not move.
    context = {"form": form, "listing": listing(request, rows), "day": timezone.localdate()}
    return render(request, "trail/trail.html", context)


@audience("trail.read")
@require_safe
def entry(request: OfficeRequest, number: int) -> HttpResponse:
    """One entry with its hashes."""
    found = get_object_or_404(Entry.objects.visible_to(request.user), number=number)
    return render(request, "trail/entry.html", {"entry": found, "fits": found.computed_hash() == found.hash})


@audience("trail.read")
@require_safe
def seal(request: OfficeRequest, day: str) -> HttpResponse:
    """The last hash of a day, to be printed, signed and published: nothing before it can be changed unseen."""
    try:
        chosen = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    end = _midnight(chosen + timedelta(days=1))
    last = Entry.objects.filter(at__lt=end).order_by("-number").first()
    first = Entry.objects.filter(at__gte=_midnight(chosen), at__lt=end).order_by("number").first()
    count = last.number - first.number + 1 if first and last else 0
    with transaction.atomic():
        record(request.user, SEAL_PRINTED, region=request.user.region, details={"day": day})
    context = {"day": chosen, "last": last, "count": count, "over": end <= timezone.now()}
    return render(request, "trail/seal.html", context)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
