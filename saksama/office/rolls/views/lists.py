"""The lists, and following one: its reading, what it asks, its counts."""

from itertools import islice

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksama.language import Text
from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import covers
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.records.export import csv_lines, xlsx_bytes
from saksama.office.rolls import actions
from saksama.office.rolls import rejects as left_out
from saksama.office.rolls.answer import AnswerForm, begin_anew
from saksama.office.rolls.export import MOST
from saksama.office.rolls.models import AUDITED_KINDS, ListVersion
from saksama.office.trail.record import record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@audience("lists.read")
@require_safe
def lists(request: OfficeRequest) -> HttpResponse:
    """All lists, newest first."""
    rows = ListVersion.objects.visible_to(request.user).select_related("job", "by")
    context = {"listing": listing(request, rows), "may_load": request.user.may("lists.load")}
    return render(request, "rolls/lists.html", context)


@audience("lists.read")
@require_safe
def list_version(request: OfficeRequest, pk: int) -> HttpResponse:
    """One list: progress while it is worked on, then what was read."""
    rows = ListVersion.objects.visible_to(request.user).select_related("job", "by", "previous", "withdrawn_by")
    version: ListVersion = get_object_or_404(rows, pk=pk)
    registers = list(version.registers.all())
    used = [version.previous, *registers] if version.previous else registers
    context = {
        "version": version,
        "registers": registers,
        "withdrawn_since": [each for each in used if each.is_withdrawn] if version.is_audited else [],
        "may_withdraw": request.user.may("lists.withdraw") and covers(request.user.region, version.region),
        "files": version.files.all()[:50],
        "warnings": [Text(**each) for each in version.warnings[:20]],
        "is_audited_kind": version.kind in AUDITED_KINDS,
        "may_export": request.user.may("lists.export"),
        "may_load": request.user.may("lists.load"),
        "answer_form": _answer_form(request, version),
    }
    return render(request, "rolls/list.html", context)


@audience("lists.load")
@require_POST
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the reading could not place is answered, and the work begins anew."""
    rows = ListVersion.objects.visible_to(request.user).select_related("job")
    version: ListVersion = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST, version=version)
    if not version.has_failed or version.is_withdrawn or not covers(request.user.region, version.region):
        messages.error(request, _("This list is not waiting for an answer."))
    elif not form.is_valid():
        messages.error(request, _("Say for each heading what it means."))
    elif begin_anew(version, request.user, form.mapping, skips_bad_files=form.cleaned_data["skips_bad_files"]):
        messages.success(request, _("Thank you. The list is being read again."))
    return redirect("list", pk=pk)


def _answer_form(request: OfficeRequest, version: ListVersion) -> AnswerForm | None:
    may = request.user.may("lists.load") and covers(request.user.region, version.region)
    return AnswerForm(version=version) if may and version.has_failed and not version.is_withdrawn else None


@audience("lists.export")
@require_safe
def rejects(request: OfficeRequest, pk: int, suffix: str) -> HttpResponseBase:
    """The rows that could not be kept, and the files left out, as csv or xlsx."""
    if suffix not in ("csv", "xlsx"):
        raise Http404
    version: ListVersion = get_object_or_404(ListVersion.objects.visible_to(request.user), pk=pk)
    if version.read_at is None or not version.rejects.is_file():
        raise Http404
    with transaction.atomic():
        record(
            request.user, actions.REJECTS_EXPORTED, version, details={"rows": version.rows_rejected, "format": suffix}
        )
    rows = left_out.rejects(version.rejects)
    answer: HttpResponse | StreamingHttpResponse
    if suffix == "csv":
        lines = csv_lines(left_out.columns(), rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        rows = islice(rows, MOST)
        answer = HttpResponse(xlsx_bytes(left_out.columns(), rows, _("Rejected rows")), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="baris-ditolak-{version.pk}.{suffix}"'
    return answer
