"""The searches: all of them, a new one, and what one found, by place."""

import csv
import io
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import level_of
from saksama.office.accounts.request import OfficeRequest
from saksama.office.election.models import Region
from saksama.office.jobs.kinds import start
from saksama.office.listing import listing
from saksama.office.residue import actions
from saksama.office.residue.forms import ResidueForm
from saksama.office.residue.models import (
    AreaChoice,
    MissingReport,
    PersonStatus,
    Residue,
    ResidueArea,
    ResiduePerson,
    ResiduePlace,
    SoughtChoice,
)
from saksama.office.residue.places import parts_of, residue_map, seen_place, statement
from saksama.office.trail.record import record
from saksama.writing import safe_cell

MOST_AREAS = 40  # on the page, the gravest first; the rest are counted


@audience("residue.read")
@require_safe
def residues(request: OfficeRequest) -> HttpResponse:
    """All searches, newest first."""
    rows = Residue.objects.visible_to(request.user).select_related("version", "dpk", "by", "job")
    page = listing(request, rows)
    context = {
        "listing": page,
        "reports": MissingReport.objects.visible_to(request.user).count(),
        "may_search": request.user.may("residue.search"),
        "may_report": request.user.may("residue.report"),
    }
    return render(request, "residue/residues.html", context)


@audience("residue.search")
@require_http_methods(["GET", "HEAD", "POST"])
def new_residue(request: OfficeRequest) -> HttpResponse:
    """Puts the search in the queue."""
    form = ResidueForm(request.POST or None, account=request.user)
    if form.is_valid():
        residue: Residue = form.save(commit=False)
        with transaction.atomic():
            residue.region, residue.by = residue.version.region, request.user
            residue.save()
            residue.job = start("residue.search", request.user, residue.region, residue=residue.pk)
            residue.save(update_fields=["job"])
            record(request.user, actions.RESIDUE_STARTED, residue, details={"list": residue.version_id})
        return redirect("residue", pk=residue.pk)
    return render(request, "residue/new.html", {"form": form})


@audience("residue.read")
@require_safe
def residue(request: OfficeRequest, pk: int) -> HttpResponse:
    """What KPU says against what is measured, here and in the places below; the areas nobody enumerated on top."""
    rows = Residue.objects.visible_to(request.user).select_related(
        "version", "dpk", "deaths", "police_army", "by", "job"
    )
    found: Residue = get_object_or_404(rows, pk=pk)
    context: dict[str, Any] = {"residue": found, "may_see_people": request.user.may("residue.people")}
    if found.done_at is not None:
        place = seen_place(request.user, found, request.GET.get("place", ""))
        context |= _figures(found, place, request.GET.get("source", ""))
        people = ResiduePerson.objects.filter(residue=found, region__within=place)
        counts = dict(people.order_by().values_list("status").annotate(Count("id")))
        context["checked"] = [(label, counts.get(value, 0)) for value, label in PersonStatus.choices]
    return render(request, "residue/residue.html", context)


@audience("residue.read")
@require_safe
def residue_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """The counts of every place one sees, as csv: no people."""
    found: Residue = get_object_or_404(Residue.objects.visible_to(request.user), pk=pk)
    if found.done_at is None:
        raise Http404
    rows = list(ResiduePlace.objects.visible_to(request.user).filter(residue=found))
    names = dict(Region.objects.filter(code__in={row.region for row in rows}).values_list("code", "name"))
    text = io.StringIO()
    writer = csv.writer(text)
    columns = (
        "source",
        "region",
        "tps",
        "people",
        "in_list",
        "not_in_list",
        "cannot_tell",
        "not_eligible",
        "low",
        "high",
    )
    writer.writerow(["name", *columns])
    for row in rows:
        writer.writerow([safe_cell(names.get(row.region, "")), *(getattr(row, column) for column in columns)])
    with transaction.atomic():
        record(request.user, actions.RESIDUE_EXPORTED, found, details={"rows": len(rows)})
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="belum-terdaftar-{found.pk}.csv"'
    return answer


def _figures(found: Residue, place: str, asked: str) -> dict[str, Any]:
    counts = {count.source: count for count in ResiduePlace.objects.filter(residue=found, region=place, tps="")}
    known = [value for value in SoughtChoice.values if value in found.facts.get("states", {})]
    source = asked if asked in known else next(iter(known), "")
    count = counts.get(source)
    parts = parts_of(found, source, place) if source else []
    areas: QuerySet[ResidueArea] = ResidueArea.objects.filter(residue=found, region__within=place)
    return {
        "place": place,
        "above": _above(place, found.region),
        "source": source,
        "sources": [(value, SoughtChoice(value).label) for value in known],
        "count": count,
        "statement": statement(count) if count else None,
        "parts": parts,
        "figure": residue_map(parts, f"source={source}&"),
        **_areas(areas),
    }


def _areas(areas: "QuerySet[ResidueArea]") -> dict[str, Any]:
    """The gravest kinds by name, the others as numbers."""
    totals = dict(areas.order_by().values_list("kind").annotate(Count("id")))
    grave = list(
        areas.filter(kind__in=[AreaChoice.NEVER, AreaChoice.SILENT_RT]).order_by("kind", "region", "tps", "rt")
    )
    names = dict(Region.objects.filter(code__in={area.region for area in grave}).values_list("code", "name"))
    return {
        "areas": [(area, names.get(area.region, area.region)) for area in grave[:MOST_AREAS]],
        "area_totals": [(label, totals[value]) for value, label in AreaChoice.choices if value in totals],
    }


def _above(place: str, top: str) -> list[Region]:
    """From the regency down to the place."""
    parts = place.split(".")
    codes = [".".join(parts[:depth]) for depth in range(level_of(top), len(parts) + 1)]
    return list(Region.objects.filter(code__in=codes))
