"""What can be done with a record of any room: attach, discuss, link, move on, take along."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.records import actions
from saksama.office.records.export import csv_lines, xlsx_bytes
from saksama.office.records.forms import AttachForm, CommentForm, MoveForm
from saksama.office.records.models import Approval, Attachment, attach, link, unlink
from saksama.office.records.models.comment import comment
from saksama.office.records.models.link import seen_link
from saksama.office.records.registry import ROOMS, Room, find, find_named, find_to_change, room_of
from saksama.office.records.starting import begin, way_to
from saksama.office.records.states import move
from saksama.office.trail.record import record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@audience("records.use")
@require_POST
def add_files(request: OfficeRequest, room: str, pk: int) -> HttpResponse:
    """Attaches files to a record one may change."""
    target = find_to_change(_room(room), pk, request.user)
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        for upload in form.cleaned_data["uploads"]:
            attach(target, upload, request.user, form.cleaned_data["caption"])
        messages.success(request, _("Attached."))
    else:
        say_problems(request, form)
    return redirect(f"{target.get_absolute_url()}#files")


@audience("records.use")
@require_safe
def attachment(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The file itself, for whoever sees the record it belongs to."""
    found: Attachment = get_object_or_404(Attachment, pk=pk)
    model: Any = found.content_type.model_class()
    try:
        target = find(room_of(model), found.object_id, request.user)
    except LookupError as error:
        raise Http404 from error
    if not found.path.is_file():
        raise Http404
    if not found.is_picture:
        with transaction.atomic():
            record(request.user, actions.FILE_SEEN, target, details={"file": found.name})
    # Only pictures are shown in the page; everything else is handed over, so that nothing of it runs here.
    answer = FileResponse(
        found.path.open("rb"), content_type=found.mime, filename=found.name, as_attachment=not found.is_picture
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@audience("records.use")
@require_POST
def add_comment(request: OfficeRequest, room: str, pk: int) -> HttpResponse:
    """Adds a word to the discussion."""
    kept = _room(room)
    target = find(kept, pk, request.user)
    if not request.user.may(kept.comment or kept.read):
        raise PermissionDenied
    form = CommentForm(request.POST)
    if form.is_valid():
        comment(target, form.cleaned_data["text"], request.user)
    else:
        say_problems(request, form)
    return redirect(f"{target.get_absolute_url()}#discussion")


@audience("records.use")
@require_POST
def add_link(request: OfficeRequest, room: str, pk: int) -> HttpResponse:
    """Links a record one may change with another one may see: `other` is "room:pk"."""
    target = find_to_change(_room(room), pk, request.user)
    other = find_named(request.POST.get("other", ""), request.user)
    if other is None:
        raise Http404
    try:
        link(target, other, request.user)
        messages.success(request, _("Linked."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{target.get_absolute_url()}#links")


@audience("records.use")
@require_POST
def remove_link(request: OfficeRequest, room: str, pk: int, link: int) -> HttpResponse:
    """Takes a link away from a record one may change."""
    target = find_to_change(_room(room), pk, request.user)
    unlink(seen_link(target, link, request.user), target, request.user)
    return redirect(f"{target.get_absolute_url()}#links")


@audience("records.use")
@require_POST
def begin_record(request: OfficeRequest, room: str, pk: int, other: str) -> HttpResponse:
    """Begins what another room makes of this record."""
    source = find(_room(room), pk, request.user)
    try:
        way = way_to(other, source, request.user)
        made = begin(source, other, request.user)
    except LookupError as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(source)
    told = ngettext(
        "%(count)d record made from the other one and linked to it. Look through it.",
        "%(count)d records made from the other one and linked to it; this is the first. Look through them.",
        len(made),
    )
    messages.success(request, told % {"count": len(made)})
    return redirect(way.then, pk=made[0].pk) if way.then else redirect(made[0])


@audience("records.use")
@require_POST
def make_move(request: OfficeRequest, room: str, pk: int) -> HttpResponse:
    """Makes a step of the states that needs no more than a reason."""
    kept = _room(room)
    target = find(kept, pk, request.user)
    form = MoveForm(request.POST)
    step = next((each for each in kept.moves if each.key == request.POST.get("move") and not each.own_page), None)
    if step is None:
        raise Http404
    try:
        if not form.is_valid():
            raise ValidationError([str(each) for problems in form.errors.values() for each in problems])
        move(target, step, request.user, form.cleaned_data["note"])
        messages.success(request, _("A second person has to approve now.") if step.second else _("Done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(target.get_absolute_url())


@audience("records.use")
@require_POST
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The second person's word."""
    waiting: Approval = get_object_or_404(Approval.objects.select_related("content_type"), pk=pk)
    model: Any = waiting.content_type.model_class()
    target = find(room_of(model), waiting.object_id, request.user)
    try:
        waiting.decide(
            request.user, approved=request.POST.get("word") == "yes", note=request.POST.get("note", "")[:500]
        )
        messages.success(request, _("Done."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(target.get_absolute_url())


@audience("records.use")
@require_safe
def export(request: OfficeRequest, room: str, kind: str) -> HttpResponseBase:
    """The rows under the filters of the address, as csv or xlsx."""
    kept = _room(room)
    if not kept.export or not request.user.may(kept.export):
        raise PermissionDenied
    form = kept.filter_form(request.GET, viewer=request.user)
    rows = form.apply(kept.model.objects.visible_to(request.user)).select_related("by", "stage", *kept.related)
    used = sorted(name for name, value in request.GET.items() if value)  # not what was typed: it may be a name
    with transaction.atomic():
        details = {
            "room": kept.key,
            "rows": rows.count(),
            "filters": used,
            "as": kind,
        }
        record(request.user, actions.EXPORTED, region=request.user.region, details=details, label=str(kept.label))
    if kind == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(csv_lines(kept.columns, rows), content_type="text/csv")
    else:
        answer = HttpResponse(xlsx_bytes(kept.columns, rows, str(kept.label)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{kept.key}.{kind}"'
    return answer


def say_problems(request: OfficeRequest, form: Any) -> None:
    """A form's problems as messages, for forms that stand on another page."""
    for problems in form.errors.values():
        messages.error(request, " ".join(str(problem) for problem in problems))


def _room(key: str) -> Room:
    if key not in ROOMS:
        raise Http404
    return ROOMS[key]
