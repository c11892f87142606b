"""The log: its list, writing an entry, and one entry."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.posko import actions
from saksama.office.posko.forms import EntryForm, defaults
from saksama.office.posko.models import EntryStatus, LogEntry, Situation, post_of
from saksama.office.posko.place_names import place_names
from saksama.office.posko.room import LOG
from saksama.office.posko.unlogged import unlogged
from saksama.office.records.listing import record_list
from saksama.office.records.models import attach
from saksama.office.records.states import hold
from saksama.office.trail.record import record

OFFERED = 4  # of yesterday's entries, to be copied
LOOK_BACK = 7  # days within which a planned activity without an entry is reminded of


@audience("posko.read")
@require_safe
def log(request: OfficeRequest) -> HttpResponse:
    """The entries one may see, what was planned and is not written down, and what to do next."""
    records = record_list(request, LOG)
    rows = records.listing.rows
    day = today()
    context = {
        "records": records,
        "rows": rows,
        "names": place_names({row.region for row in rows}),
        "post": post_of(request.user),
        "unlogged": unlogged(request.user, day - timedelta(days=LOOK_BACK), day),
        "today": day,
        "may_write": request.user.may("posko.write"),
        "is_nil_said": LogEntry.objects.filter(
            post=post_of(request.user), region=request.user.region, day=day, is_nil=True
        ).exists(),
    }
    return render(request, "posko/log.html", context)


@audience("posko.write")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: OfficeRequest) -> HttpResponse:
    """A new entry; `?copy=` is an entry whose words are taken over for today."""
    mine = LogEntry.objects.visible_to(request.user).filter(is_nil=False, post=post_of(request.user))
    number = request.GET.get("copy", "")
    like = get_object_or_404(mine, pk=number) if number.isdecimal() else None
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        viewer=request.user,
        initial=defaults(request.user, like),
    )
    if form.is_valid():
        return redirect(_kept(request, form))
    yesterday = mine.filter(day=today() - timedelta(days=1))[:OFFERED]
    return render(request, "posko/write.html", {"form": form, "yesterday": yesterday, "entry": None})


@audience("posko.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """An entry that is not published yet."""
    found = _entry(request.user, pk)
    if not found.is_editable_by(request.user):
        raise PermissionDenied
    form = EntryForm(request.POST or None, request.FILES or None, viewer=request.user, instance=found)
    if form.is_valid():
        return redirect(_kept(request, form))
    return render(request, "posko/write.html", {"form": form, "entry": found})


@audience("posko.write")
@require_POST
def nothing(request: OfficeRequest) -> HttpResponse:
    """Says openly that there was nothing today in one's own region."""
    day = today()
    with transaction.atomic():
        made, is_new = LogEntry.objects.get_or_create(
            post=post_of(request.user),
            region=request.user.region,
            day=day,
            is_nil=True,
            defaults={
                "title": "Nihil",
                "by": request.user,
                "status": EntryStatus.RECORDED,
                "situation": Situation.CALM,
                "key": f"nihil {request.user.region} {day.isoformat()}",
            },
        )
        if is_new:
            record(request.user, actions.ENTRY_WRITTEN, made)
    messages.success(request, _("Written down: nothing to report today."))
    return redirect("posko")


@audience("posko.read")
@require_safe
def entry(request: OfficeRequest, pk: int) -> HttpResponse:
    """One entry with its files, links, discussion and history."""
    found = _entry(request.user, pk)
    context = {
        "entry": found,
        "place": place_names({found.region}).get(found.region, found.region),
        "is_own": found.is_of(request.user),
        "may_edit": found.is_editable_by(request.user),
        "may_copy": request.user.may("posko.write") and found.is_of(request.user) and not found.is_nil,
        "public_photos": list(found.public_photos.all()),
    }
    return render(request, "posko/entry.html", context)


def _entry(viewer: Account, pk: int) -> Any:
    rows = LogEntry.objects.visible_to(viewer).select_related("stage", "by", "published_by", "planned")
    return get_object_or_404(rows, pk=pk)


def _kept(request: OfficeRequest, form: EntryForm) -> LogEntry:
    """Saves the entry of a valid form with its photos. The same form sent twice is one entry."""
    key = form.cleaned_data.get("key") or ""
    sent_before = LogEntry.objects.filter(by=request.user, key=key).first() if key else None
    if sent_before is not None:
        return sent_before
    found: LogEntry = form.save(commit=False)
    is_new, status_before = found.pk is None, found.status
    if is_new:
        found.by, found.post, found.key = request.user, post_of(request.user), key or defaults(request.user)["key"]
    if found.status == EntryStatus.DRAFT and "draft" not in request.POST:
        found.status = EntryStatus.RECORDED
    try:
        with transaction.atomic():
            if not is_new:
                hold(found, status_before)
            found.save()
            record(request.user, actions.ENTRY_WRITTEN if is_new else actions.ENTRY_CHANGED, found)
    except IntegrityError:
        # Two sendings of the same form at the same moment: the other one was first.
        return LogEntry.objects.get(by=request.user, key=key)
    for upload in form.cleaned_data["photos"]:
        try:
            attach(found, upload, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    messages.success(
        request, _("Kept as a draft.") if found.status == EntryStatus.DRAFT else _("Written into the log.")
    )
    return found
