"""How far the plan covers the stage: table, map, share over time, and a word to those who are late."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import covers, level_of
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.dutyplan import actions, coverage
from saksama.office.dutyplan.forms import plannable
from saksama.office.dutyplan.notices import remind_late
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Duty, Level, Region, Stage
from saksama.office.records.export import csv_lines
from saksama.office.records.registry import Column
from saksama.office.trail.record import record


def _chosen(request: OfficeRequest) -> dict[str, Any]:
    """Stage, place and view of the address."""
    stages = list(Stage.objects.filter(election=current_election(today()), duties__in=plannable()).distinct())
    asked = request.GET.get("stage", "")
    stage = next((each for each in stages if str(each.pk) == asked), None)
    if stage is None:  # the one whose activities are due about now
        near = sorted(plannable(), key=lambda duty: (duty.stage.begins > today(), abs((duty.due - today()).days)))
        stage = near[0].stage if near else None
    place = request.GET.get("place", "")
    if not place or not covers(request.user.region, place) or level_of(place) > Level.VILLAGE:
        place = request.user.region
    view = request.GET.get("view", "")
    duties: list[Duty] = list(plannable().filter(stage=stage)) if stage else []
    return {
        "stages": stages,
        "stage": stage,
        "place": place,
        "view": view if view in coverage.VIEWS else "nobody",
        "duties": duties,
    }


@audience("dutyplan.write")
@require_safe
def coverage_page(request: OfficeRequest) -> HttpResponse:
    """Where nobody goes stands first. About ten queries, whatever the number of villages."""
    chosen = _chosen(request)
    table = coverage.coverage(chosen["duties"], chosen["place"], today())
    query = f"stage={chosen['stage'].pk}&" if chosen["stage"] else ""
    parts = chosen["place"].split(".") if chosen["place"] else []
    above = [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    context = {
        **chosen,
        "table": table,
        "figure": coverage.coverage_map(table, chosen["view"], f"{query}view={chosen['view']}&"),
        "progress": coverage.progress(chosen["duties"], table, chosen["place"], today()),
        "views": coverage.VIEWS,
        "query": query,
        "above": Region.objects.filter(code__in=[c for c in above if covers(request.user.region, c)]),
        "day": today(),
    }
    return render(request, "dutyplan/coverage.html", context)


@audience("dutyplan.write")
@require_safe
def coverage_file(request: OfficeRequest) -> StreamingHttpResponse:
    """The table as csv: one row for each place and activity."""
    chosen = _chosen(request)
    table = coverage.coverage(chosen["duties"], chosen["place"], today())
    rows = [(row.region, duty, cell) for row in table.rows for duty, cell in zip(table.duties, row.cells, strict=True)]
    columns = [
        Column("code", _("Region code"), lambda row: row[0].code),
        Column("region", _("Place"), lambda row: row[0].name),
        Column("duty", _("Activity"), lambda row: row[1].text),
        *(Column(key, label, _counted(key)) for key, label in coverage.VIEWS.items()),
    ]
    with transaction.atomic():
        details = {"stage": str(chosen["stage"]), "rows": len(rows)}
        record(request.user, actions.COVERAGE_EXPORTED, region=chosen["place"], details=details)
    answer = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="cakupan.csv"'
    return answer


def _counted(view: str) -> Callable[[Any], object]:
    return lambda row: row[2].count(view)


@audience("dutyplan.write")
@require_POST
def remind(request: OfficeRequest) -> HttpResponse:
    """A notice to everybody who is late, once a day."""
    told = remind_late(request.user.region, request.user)
    said = ngettext("%(n)d account has late duties and is told.", "%(n)d accounts have late duties and are told.", told)
    messages.success(request, said % {"n": told})
    return redirect("coverage")
