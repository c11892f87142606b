"""Statistics on the page and to take along."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.neutrality import actions
from saksama.office.neutrality.statistics import Statistics, statistics
from saksama.office.neutrality.views.reading import tabs
from saksama.office.records.export import csv_lines, xlsx_bytes
from saksama.office.records.registry import Column
from saksama.office.records.views.shared import XLSX
from saksama.office.small_counts import SMALLEST_SHOWN
from saksama.office.trail.record import record


@audience("neutrality.statistics")
@require_safe
def statistics_page(request: OfficeRequest) -> HttpResponse:
    """By agency, conduct, class, status and outcome. One query over the cases, or two."""
    context = {"statistics": statistics(request.user), "least": SMALLEST_SHOWN, "tabs": tabs(request)}
    return render(request, "neutrality/statistics.html", context)


@audience("neutrality.statistics")
@require_safe
def statistics_file(request: OfficeRequest, kind: str) -> HttpResponseBase:
    """The same numbers as the page, as csv or xlsx."""
    rows = _rows(statistics(request.user))
    columns = (
        Column("table", _("Table"), lambda row: row[0]),
        Column("group", _("Group"), lambda row: row[1]),
        Column("cases", _("Cases"), lambda row: row[2]),
    )
    with transaction.atomic():
        details = {"as": kind, "rows": len(rows)}
        record(request.user, actions.STATISTICS_TAKEN, region=request.user.region, details=details)
    if kind == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv")
    else:
        answer = HttpResponse(xlsx_bytes(columns, rows, _("Statistics")), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="netralitas.{kind}"'
    return answer


def _rows(found: Statistics) -> list[tuple[str, str, int]]:
    rows = [(str(table.title), name, number) for table in found.tables for name, number in table.rows]
    title = _("Agency and outcome")
    rows += [(title, f"{agency}: {outcome}", n) for agency, numbers in found.cross for outcome, n in numbers]
    return rows
