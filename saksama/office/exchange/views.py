"""Handing a table over, seeing what it will do, doing it; the templates."""

import os
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.exchange import actions, sheets
from saksama.office.exchange.columns import columns_of, explanation
from saksama.office.exchange.forms import TableForm
from saksama.office.exchange.models import Does, State, Table, folder
from saksama.office.exchange.writing import carry_out, check
from saksama.office.jobs.kinds import start
from saksama.office.listing import listing
from saksama.office.records.intake import INTAKES, Intake
from saksama.office.records.registry import ROOMS
from saksama.office.trail.record import record
from saksama.rolls.engine import no_progress

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 60_000  # bytes of a file that is checked while one waits; a larger one is the worker's
ROWS_AT_ONCE = 200
KEPT_FOR = timedelta(days=7)  # a table that was checked and neither done nor put aside


@audience("records.use")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: OfficeRequest, key: str) -> HttpResponse:
    """The templates, what may stand in each column, and the file."""
    intake = _intake(request, key)
    form = TableForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect("table", pk=_kept(request, intake, form).pk)
    context = {
        "form": form,
        "intake": intake,
        "columns": [(each, explanation(each)) for each in columns_of(intake, request.user)],
        "may_take_out": _may_take_out(request, intake),
        "tables": Table.objects.visible_to(request.user).filter(intake_key=key)[:10],
    }
    return render(request, "exchange/hand_over.html", context)


@audience("records.use")
@require_safe
def template(request: OfficeRequest, key: str, kind: str) -> HttpResponse:
    """An empty table with its headings, an example, and an explanation."""
    intake = _intake(request, key)
    if kind == "csv":
        answer = HttpResponse(sheets.template_csv(intake, request.user), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(sheets.template_xlsx(intake, request.user), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{key}.{kind}"'
    return answer


@audience("records.use")
@require_safe
def take_out(request: OfficeRequest, key: str, kind: str) -> HttpResponseBase:
    """The records in the layout of the template, to be corrected and brought back; an export like any other."""
    intake = _intake(request, key)
    if not _may_take_out(request, intake):
        raise PermissionDenied
    rows = intake.model.objects.visible_to(request.user).order_by("pk")
    with transaction.atomic():
        details = {"of": key, "rows": rows.count(), "as": kind}
        record(request.user, actions.TAKEN_OUT, region=request.user.region, details=details, label=str(intake.label))
    if kind == "csv":
        lines = sheets.rows_csv(intake, rows, request.user)
        answer: HttpResponseBase = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(sheets.rows_xlsx(intake, rows, request.user), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{key}-rows.{kind}"'
    return answer


@audience("records.use")
@require_safe
def table(request: OfficeRequest, pk: int) -> HttpResponse:
    """What each row will do; the wrong ones first while there are any."""
    found = _table(request, pk)
    rows = found.rows.all()
    wrong = rows.filter(does=Does.WRONG)
    has_wrong = wrong.exists()
    shown = rows.filter(does=request.GET["does"]) if request.GET.get("does") in Does.values else rows
    if has_wrong and "does" not in request.GET:
        shown = wrong
    labels = {column.name: column.label for column in columns_of(found.intake, request.user)}
    page = listing(request, shown)
    context = {
        "table": found,
        "intake": found.intake,
        "counts": [(kind, kind.label, rows.filter(does=kind).count()) for kind in Does],
        "has_wrong": has_wrong,
        "can_be_done": found.state == State.CHECKED
        and not has_wrong
        and rows.filter(does__in=[Does.NEW, Does.CHANGE]).exists(),
        "listing": page,
        "rows": [(row, [labels.get(name, name) for name in row.fields], _address(found, row)) for row in page.rows],
        "is_at_work": found.state in (State.CHECKING, State.WRITING),
    }
    return render(request, "exchange/table.html", context)


@audience("records.use")
@require_POST
def do_table(request: OfficeRequest, pk: int) -> HttpResponse:
    """All of it, in one transaction, or nothing."""
    found = _table(request, pk)
    if found.rows.filter(does=Does.WRONG).exists():
        messages.error(request, _("Nothing is written while a row is wrong."))
        return redirect("table", pk=pk)
    # The condition of the UPDATE makes of two presses of the button one lose.
    if not Table.objects.filter(pk=pk, state=State.CHECKED).update(state=State.WRITING):
        return redirect("table", pk=pk)
    if found.rows.count() > ROWS_AT_ONCE:
        _to_worker(request, found, "exchange.write")
        return redirect("table", pk=pk)
    try:
        carry_out(found, no_progress)
        messages.success(request, _("The table is imported."))
    except InputError as problem:
        Table.objects.filter(pk=pk, state=State.WRITING).update(state=State.CHECKED)
        messages.error(request, problem.say("en" if get_language() == "en" else "id"))
    return redirect("table", pk=pk)


@audience("records.use")
@require_POST
def put_aside(request: OfficeRequest, pk: int) -> HttpResponse:
    """Away with the table and its file; what it has written stays."""
    found = _table(request, pk)
    key = found.intake_key
    if found.state != State.WRITING:
        found.forget()
        found.delete()
    return redirect("import", key=key)


def _sweep() -> None:
    """Tables that nobody has come back to hold names for nothing."""
    for old in Table.objects.filter(created__lt=timezone.now() - KEPT_FOR).exclude(file=""):
        old.forget()
        old.delete()


def _kept(request: OfficeRequest, intake: Intake, form: TableForm) -> Table:
    _sweep()
    upload = form.cleaned_data["file"]
    name = PurePosixPath(str(upload.name)).name[-200:]
    file = f"{uuid4().hex}{PurePosixPath(name).suffix.lower()}"
    handle = os.open(folder() / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
    found: Table = Table.objects.create(
        intake_key=intake.key,
        name=name,
        file=file,
        updates=form.cleaned_data["updates"] == "yes",
        region=request.user.region,
        by=request.user,
    )
    if upload.size > AT_ONCE:
        _to_worker(request, found, "exchange.check")
    else:
        check(found, no_progress)
    return found


def _to_worker(request: OfficeRequest, found: Table, kind: str) -> None:
    with transaction.atomic():
        language = get_language() or "id"
        found.job = start(kind, request.user, request.user.region, table=found.pk, language=language)
        found.save(update_fields=["job"])


def _intake(request: OfficeRequest, key: str) -> Intake:
    if key not in INTAKES or not INTAKES[key].by_table:
        raise Http404
    if not request.user.may(INTAKES[key].permission):
        raise PermissionDenied
    return INTAKES[key]


def _table(request: OfficeRequest, pk: int) -> Table:
    found: Table = get_object_or_404(Table.objects.visible_to(request.user).select_related("job", "by"), pk=pk)
    _intake(request, found.intake_key)
    return found


def _may_take_out(request: OfficeRequest, intake: Intake) -> bool:
    room = ROOMS.get(intake.key)
    return intake.goes_out and (room is None or bool(room.export and request.user.may(room.export)))


def _address(found: Table, row: Any) -> str:
    room = ROOMS.get(found.intake_key)
    if row.object_id is None or room is None or (row.does == Does.NEW and found.state != State.DONE):
        return ""
    return reverse(room.detail_route, args=[row.object_id])
