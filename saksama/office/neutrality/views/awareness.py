"""Awareness meetings: the list with what nobody has covered yet, one meeting, writing one down."""

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.neutrality import actions
from saksama.office.neutrality.coverage import coverage
from saksama.office.neutrality.forms import AwarenessForm
from saksama.office.neutrality.models import Awareness
from saksama.office.neutrality.room import AWARENESS
from saksama.office.neutrality.views.reading import tabs
from saksama.office.records.listing import record_list
from saksama.office.records.models import attach
from saksama.office.trail.record import record


@audience("neutrality.awareness")
@require_safe
def awareness(request: OfficeRequest) -> HttpResponse:
    """What was held, where, and for which agencies nothing was."""
    records = record_list(request, AWARENESS)
    rows = records.listing.rows
    prefetch_related_objects(rows, "agencies")
    covered = coverage(request.user)
    context = {
        "records": records,
        "rows": rows,
        "coverage": covered,
        "uncovered": sum(not each.number for each in covered),
        "tabs": tabs(request),
    }
    return render(request, "neutrality/awareness.html", context)


@audience("neutrality.awareness")
@require_safe
def awareness_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """One meeting with its files."""
    rows = Awareness.objects.visible_to(request.user).select_related("by", "stage").prefetch_related("agencies")
    found: Awareness = get_object_or_404(rows, pk=pk)
    context = {"meeting": found, "may_write": found.is_editable_by(request.user)}
    return render(request, "neutrality/awareness_meeting.html", context)


@audience("neutrality.hold_awareness")
@require_http_methods(["GET", "HEAD", "POST"])
def new_awareness(request: OfficeRequest) -> HttpResponse:
    """Writes a meeting down."""
    return _write(request, Awareness(by=request.user), is_new=True)


@audience("neutrality.hold_awareness")
@require_http_methods(["GET", "HEAD", "POST"])
def change_awareness(request: OfficeRequest, pk: int) -> HttpResponse:
    """Corrects a meeting."""
    return _write(request, get_object_or_404(Awareness.objects.visible_to(request.user), pk=pk), is_new=False)


def _write(request: OfficeRequest, subject: Awareness, *, is_new: bool) -> HttpResponse:
    form = AwarenessForm(request.POST or None, request.FILES or None, instance=subject, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            written: Awareness = form.save()
            action = actions.AWARENESS_WRITTEN if is_new else actions.AWARENESS_CHANGED
            record(request.user, action, written, details={"participants": written.participants})
        for upload in form.cleaned_data["uploads"]:
            attach(written, upload, request.user)
        return redirect(written)
    return render(request, "neutrality/awareness_form.html", {"form": form, "meeting": None if is_new else subject})
