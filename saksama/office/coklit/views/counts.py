"""What was counted: by place, and as a file."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import level_of
from saksama.office.accounts.request import OfficeRequest
from saksama.office.coklit import actions
from saksama.office.coklit.engine_file import counts_csv
from saksama.office.coklit.models import CoklitCount
from saksama.office.coklit.oddities import oddities
from saksama.office.coklit.period import coklit_ends, current_election
from saksama.office.coklit.places import chosen_place, coklit_map, parts_of
from saksama.office.election.models import Level, PollingStation, Region
from saksama.office.trail.record import record

MOST_NAMED = 30  # areas never enumerated on the page; beyond that the numbers speak


@audience("coklit.read")
@require_safe
def coklit(request: OfficeRequest) -> HttpResponse:
    """Areas never enumerated on top, then the counts by place with a map; in a village TPS by TPS."""
    place = chosen_place(request.user, request.GET.get("place", ""))
    election = current_election()
    rows: QuerySet[CoklitCount] = CoklitCount.objects.visible_to(request.user).within(place).filter(election=election)
    context: dict[str, Any] = {"place": place, "above": _above(place, request.user.region)}
    if level_of(place) == Level.VILLAGE:
        context |= _village(rows, place, election)
    else:
        parts = parts_of(place, rows, election)
        context |= {"parts": parts, "figure": coklit_map(parts), "total": _total([part.sums for part in parts])}
        context["silent"] = [part.region for part in parts if not part.reported]
        never = rows.never_visited()  # type: ignore[attr-defined]
        names = dict(Region.objects.filter(code__within=place, level=Level.VILLAGE).values_list("code", "name"))
        context["never"] = [(count, names.get(count.region, count.region)) for count in never[:MOST_NAMED]]
    context["may_enter"] = request.user.may("coklit.enter")
    context["may_upload"] = request.user.may("coklit.upload")
    return render(request, "coklit/coklit.html", context)


@audience("coklit.read")
@require_safe
def counts_file(request: OfficeRequest) -> HttpResponse:
    """The counts of one's region as csv, in the headings that the audit reads."""
    rows = CoklitCount.objects.visible_to(request.user).filter(election=current_election())
    content = counts_csv(rows)
    with transaction.atomic():
        record(request.user, actions.COUNTS_EXPORTED, region=request.user.region, details={"rows": rows.count()})
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="coklit.csv"'
    return answer


def _village(rows: "QuerySet[CoklitCount]", place: str, election: str) -> dict[str, Any]:
    """Every TPS that is known or was counted, with what is odd about it."""
    counts = {count.tps: count for count in rows.select_related("by")}
    stations = {
        station.number: station.voters for station in PollingStation.objects.filter(region=place, election=election)
    }
    ends = coklit_ends(election)
    lines = [
        (tps, count, oddities(count, voters=stations.get(tps), ends=ends) if count else [])
        for tps, count in ((tps, counts.get(tps)) for tps in sorted(counts.keys() | stations.keys()))
    ]
    return {"stations": lines, "village": Region.objects.filter(code=place).first()}


def _total(sums: list[dict[str, Any]]) -> dict[str, int]:
    names = {name for each in sums for name in each if name != "place"}
    return {name: sum(each.get(name) or 0 for each in sums) for name in names}


def _above(place: str, own: str) -> list[Region]:
    """From one's own region down to the place."""
    parts = place.split(".")
    codes = [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    return list(Region.objects.filter(code__in=[code for code in codes if level_of(code) >= max(level_of(own), 2)]))
