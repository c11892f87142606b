"""The official schedule: what is planned, its import, and one tap from plan to entry."""

import io
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.files.base import File
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import covers
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.listing import listing
from saksama.office.posko import actions
from saksama.office.posko.models import EntryStatus, LogEntry, Planned, post_of
from saksama.office.posko.place_names import place_names
from saksama.office.posko.schedule_file import KINDS, ReadSchedule, read_schedule
from saksama.office.posko.unlogged import with_log
from saksama.office.stored_files import store, stored_path
from saksama.office.trail.record import record

LIMIT = 5 * 1024 * 1024  # bytes
SALT = "posko.schedule"
VALID = 3600  # seconds between check and storing


class ScheduleForm(forms.Form):
    """The file to check."""

    file = forms.FileField(
        label=gettext_lazy("Schedule"),
        help_text=gettext_lazy("csv, xlsx or iCalendar (.ics). It is checked row by row before anything is stored."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
    )

    def clean_file(self) -> Any:
        """Of a kind that can be read, and no larger than a schedule is."""
        given = self.cleaned_data["file"]
        if PurePosixPath(given.name).suffix.lower() not in KINDS:
            raise forms.ValidationError(_("Send csv, xlsx or ics."))
        if given.size > LIMIT:
            raise forms.ValidationError(_("This file is larger than a schedule can be (5 MB)."))
        return given


@audience("posko.read")
@require_safe
def schedule(request: OfficeRequest) -> HttpResponse:
    """From a week ago on; `?all=1` everything. What has passed and is not in the log is marked."""
    day = today()
    since = day - timedelta(days=7)
    rows = with_log(request.user, since, day + timedelta(days=400)) if "all" not in request.GET else None
    if rows is None:
        rows = with_log(request.user, day - timedelta(days=4000), day + timedelta(days=4000))
    page = listing(request, rows.order_by("day", "starts", "pk"))
    context = {
        "listing": page,
        "names": place_names({row.region for row in page.rows}),
        "today": day,
        "all": "all" in request.GET,
        "may_import": request.user.may("posko.schedule"),
        "may_write": request.user.may("posko.write"),
    }
    return render(request, "posko/schedule.html", context)


@audience("posko.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: OfficeRequest) -> HttpResponse:
    """First shows what would be stored and what is wrong; then stores it."""
    if "checked" in request.POST:
        return _store(request)
    form = ScheduleForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        suffix = PurePosixPath(upload.name).suffix.lower()
        try:
            read = read_schedule(content, upload.name, request.user.region, current_election(today()))
            kept = store(File(io.BytesIO(content)), suffix)
            token = signing.dumps([kept.stem, suffix, upload.name[:200], request.user.pk], salt=SALT)
            context |= {"read": read, "checked": token, "names": place_names({each.region for each in read.planned})}
            context["problems"] = [_said(problem) for problem in read.problems]
        except InputError as problem:
            form.add_error("file", problem.say("en" if get_language() == "en" else "id"))
    return render(request, "posko/import.html", context)


@audience("posko.write")
@require_POST
def log_it(request: OfficeRequest, pk: int) -> HttpResponse:
    """A planned activity becomes a draft of one's own post, to be completed."""
    planned: Planned = get_object_or_404(Planned.objects.visible_to(request.user), pk=pk)
    post = post_of(request.user)
    with transaction.atomic():
        # The row of the plan is the lock: of two taps one makes the entry.
        Planned.objects.select_for_update().get(pk=pk)
        made = LogEntry.objects.filter(planned=planned, post=post).first()
        if made is None:
            region = planned.region if covers(request.user.region, planned.region) else request.user.region
            made = LogEntry.objects.create(
                planned=planned, post=post, by=request.user, key=str(uuid4()), status=EntryStatus.DRAFT,
                title=planned.title, organiser=planned.organiser, stage=planned.stage, region=region,
                place=planned.place, day=min(max(planned.day, today()), planned.until), starts=planned.starts,
                ends=planned.ends,
            )  # fmt: skip
            record(request.user, actions.ENTRY_WRITTEN, made, details={"planned": planned.pk})
    if LogEntry.objects.visible_to(request.user).filter(pk=made.pk).exists():
        return redirect("edit_log_entry", pk=made.pk)
    messages.info(request, _("A colleague has written it down already."))
    return redirect("posko_schedule")


def _store(request: OfficeRequest) -> HttpResponse:
    try:
        sha256, suffix, name, owner = signing.loads(request.POST["checked"], salt=SALT, max_age=VALID)
    except signing.BadSignature:
        owner = None
    if owner != request.user.pk:
        messages.error(request, _("The check is too old. Hand over the file again."))
        return redirect("import_schedule")
    content = stored_path(sha256, suffix).read_bytes()
    read = read_schedule(content, name, request.user.region, current_election(today()))
    new = store_schedule(read, request)
    said = ngettext("%(count)d activity stored.", "%(count)d activities stored.", new)
    messages.success(request, said % {"count": new})
    return redirect("posko_schedule")


@transaction.atomic
def store_schedule(read: ReadSchedule, request: OfficeRequest) -> int:
    """Adds what is new; what is there already stays. Gives the number of new rows."""
    there = set(Planned.objects.filter(key__in=[each.key for each in read.planned]).values_list("key", flat=True))
    fresh = [each for each in read.planned if each.key not in there]
    for each in fresh:
        each.by = request.user
    Planned.objects.bulk_create(fresh, ignore_conflicts=True)
    details = {"new": len(fresh), "known": len(there), "problems": len(read.problems)}
    record(request.user, actions.SCHEDULE_IMPORTED, region=request.user.region, details=details)
    return len(fresh)


def _said(problem: InputError) -> dict[str, str]:
    language = "en" if get_language() == "en" else "id"
    return {
        "where": problem.where(),
        "what": problem.what.id if language == "id" else problem.what.en,
        "remedy": problem.remedy.id if language == "id" else problem.remedy.en,
    }
