"""Calendar by month and week, and the timeline by stage."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.posko.agenda import sheet
from saksama.office.posko.models import LogEntry, Planned, post_of
from saksama.office.posko.place_names import place_names

SHOWN = 5  # entries of a stage on the timeline, the latest


@audience("posko.read")
@require_safe
def calendar(request: OfficeRequest) -> HttpResponse:
    """`?view=week`, `?day=2024-09-26`, `?stage=7`; anything else is this month."""
    view = "week" if request.GET.get("view") == "week" else "month"
    number = request.GET.get("stage", "")
    stage = int(number) if number.isdecimal() and len(number) < 10 else None
    shown = sheet(request.user, view, given_day(request), today(), stage)
    stages = Stage.objects.filter(election=current_election(today()))
    context = {"sheet": shown, "stage": stage, "stages": stages, "post": post_of(request.user), "today": today()}
    return render(request, "posko/calendar.html", context)


@dataclass(frozen=True)
class StageLine:
    """One stage with what was done in it."""

    stage: Stage
    entries: int
    planned: int
    disturbed: int
    latest: list[Any]


@audience("posko.read")
@require_safe
def timeline(request: OfficeRequest) -> HttpResponse:
    """Every stage with its dates, counts and latest entries."""
    day = today()
    entries = LogEntry.objects.visible_to(request.user).filter(is_nil=False)
    counts: dict[Any, Any] = {
        row["stage"]: row
        for row in entries.order_by()
        .values("stage")
        .annotate(n=Count("pk"), bad=Count("pk", filter=~Q(situation="calm")))
    }
    plans = dict(Planned.objects.visible_to(request.user).order_by().values_list("stage").annotate(n=Count("pk")))
    latest: dict[Any, list[Any]] = {}
    for entry in entries.exclude(stage=None).order_by("-day", "-starts", "-id")[:400]:
        latest.setdefault(entry.stage_id, []).append(entry)
    lines = [
        StageLine(
            stage,
            counts.get(stage.pk, {}).get("n", 0),
            plans.get(stage.pk, 0),
            counts.get(stage.pk, {}).get("bad", 0),
            latest.get(stage.pk, [])[:SHOWN],
        )
        for stage in Stage.objects.filter(election=current_election(day))
    ]
    shown = {entry.region for line in lines for entry in line.latest}
    return render(request, "posko/timeline.html", {"lines": lines, "today": day, "names": place_names(shown)})


def given_day(request: OfficeRequest, name: str = "day") -> date:
    """The day an address asks for; today if it asks for none or for nonsense."""
    try:
        asked = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return today()
    return asked if 2000 <= asked.year <= 2100 else today()
