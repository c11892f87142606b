"""Samples: all of them, a new one, and what one says."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.election.models import Region
from saksama.office.jobs.kinds import start
from saksama.office.listing import Listing, listing
from saksama.office.samples import actions
from saksama.office.samples.forms import SampleForm
from saksama.office.samples.models import OutcomeChoice, Sample, SampleStation
from saksama.office.samples.planning import people_in, plan
from saksama.office.samples.reading import meaning, read_sample
from saksama.office.trail.record import record
from saksama.rolls.sample import Direction


@dataclass(frozen=True)
class StationLine:
    """A TPS drawn, with the name of its village and how far the field is."""

    station: SampleStation
    village: str
    people: int
    done: int


@audience("samples.read")
@require_safe
def samples(request: OfficeRequest) -> HttpResponse:
    """All samples, newest first."""
    rows = Sample.objects.visible_to(request.user).select_related("version", "by", "job")
    page = listing(request, rows)
    names = dict(Region.objects.filter(code__in={each.region for each in page.rows}).values_list("code", "name"))
    context = {
        "listing": page,
        "samples": [(each, names.get(each.region, each.region)) for each in page.rows],
        "may_draw": request.user.may("samples.draw"),
    }
    return render(request, "samples/samples.html", context)


@audience("samples.draw")
@require_http_methods(["GET", "HEAD", "POST"])
def new_sample(request: OfficeRequest) -> HttpResponse:
    """First the size that the wish needs, then the draw."""
    form = SampleForm(request.POST or None, account=request.user)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        sample: Sample = form.save(commit=False)
        try:
            wanted = plan(sample, people_in(sample.version.roll, sample.region))
        except InputError as problem:
            context["problem"] = problem
        else:
            context |= {"plan": wanted, "houses": sample.houses if sample.kind is Direction.PEOPLE_TO_LIST else None}
            if "draw" in request.POST:
                sample.clusters, sample.design_effect = wanted.clusters, wanted.design_effect
                return redirect("sample", pk=_planned(sample, request).pk)
    return render(request, "samples/new.html", context)


@audience("samples.read")
@require_safe
def sample(request: OfficeRequest, pk: int) -> HttpResponse:
    """The estimate of the whole sample, and the TPS of one's own region with how far they are."""
    rows = Sample.objects.visible_to(request.user).select_related("version", "by", "job")
    found: Sample = get_object_or_404(rows, pk=pk)
    context: dict[str, Any] = {"sample": found}
    if found.drawn_at is not None:
        stations: QuerySet[SampleStation] = SampleStation.objects.visible_to(request.user).filter(sample=found)
        done = Count("entries", filter=~Q(entries__outcome=OutcomeChoice.NOT_VISITED))
        page = listing(request, stations.annotate(people=Count("entries"), done=done).order_by("place", "tps"))
        reading = read_sample(found)
        context |= {
            "listing": page,
            "stations": _lines(page),
            "reading": reading,
            "meaning": meaning(found, reading.errors) if reading.errors else "",
            "may_enter": request.user.may("samples.enter"),
            "may_print": request.user.may("samples.forms"),
        }
    return render(request, "samples/sample.html", context)


@transaction.atomic
def _planned(sample: Sample, request: OfficeRequest) -> Sample:
    sample.by = request.user
    sample.save()
    sample.job = start("samples.draw", request.user, sample.region, sample=sample.pk)
    sample.save(update_fields=["job"])
    record(request.user, actions.SAMPLE_PLANNED, sample, details={"seed": sample.seed, "list": sample.version_id})
    return sample


def _lines(page: Listing[Any]) -> list[StationLine]:
    rows = page.rows
    names = dict(Region.objects.filter(code__in={each.region for each in rows}).values_list("code", "name"))
    return [StationLine(each, names.get(each.place, each.place or "–"), each.people, each.done) for each in rows]
