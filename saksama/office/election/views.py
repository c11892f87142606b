"""Ticking a duty, and the regions with their maps."""

import json
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import covers
from saksama.office.accounts.request import OfficeRequest
from saksama.office.election import actions
from saksama.office.election.agenda import own_duties
from saksama.office.election.map_figure import map_figure
from saksama.office.election.models import Boundary, Duty, DutyDone, Region
from saksama.office.election.overview import children_of
from saksama.office.jobs.kinds import start as start_job
from saksama.office.stored_files import store
from saksama.office.trail.record import record


@audience("duties.mark")
@require_POST
def mark_duty(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ticks a duty of one's own region, or takes the tick away."""
    duty = get_object_or_404(Duty.objects.select_related("stage"), pk=pk, level=own_duties(request.user) or 0)
    with transaction.atomic():
        row, created = DutyDone.objects.get_or_create(
            duty=duty, region=request.user.region, tps="", defaults={"by": request.user}
        )
        if created:
            record(request.user, actions.DUTY_DONE, duty, region=request.user.region, label=duty.text_id)
        else:
            row.delete()
            record(request.user, actions.DUTY_REOPENED, duty, region=request.user.region, label=duty.text_id)
    messages.success(request, _("Marked as done.") if created else _("Marked as not done."))
    return redirect("start")


class RegionFileForm(forms.Form):
    """A csv of codes or a GeoJSON of outlines."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Regions: csv with the columns code and name. Boundaries: GeoJSON with properties.code."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.geojson,.json"}),
    )


@audience("regions.read")
@require_safe
def regions(request: OfficeRequest) -> HttpResponse:
    """The own region, or the provinces for who sees all."""
    return _region_page(request, request.user.region)


@audience("regions.read")
@require_safe
def region(request: OfficeRequest, code: str) -> HttpResponse:
    """A region: its map and the regions in it."""
    get_object_or_404(Region.objects.visible_to(request.user), code=code)
    return _region_page(request, code)


@audience("regions.load")
@require_http_methods(["GET", "POST"])
def load_regions(request: OfficeRequest) -> HttpResponse:
    """Takes a file and starts the job that loads it."""
    form = RegionFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        is_map = upload.name.lower().endswith((".geojson", ".json"))
        path = store(upload, ".geojson" if is_map else ".csv")
        code = "election.load_boundaries" if is_map else "election.load_regions"
        with transaction.atomic():
            job = start_job(code, request.user, request.user.region, path=str(path))
            record(request.user, actions.REGIONS_UPLOADED, job, details={"sha256": path.stem, "kind": code})
        return redirect("job", pk=job.pk)
    return render(request, "election/load_regions.html", {"form": form})


def _boundaries_tag(request: HttpRequest, code: str) -> str:
    versions = Boundary.objects.filter(region__parent=code).values_list("version", flat=True).distinct()
    return f'"{"-".join(sorted(versions)) or "none"}"'


@audience("regions.read")
@require_safe
@condition(etag_func=_boundaries_tag)
def boundaries(request: OfficeRequest, code: str) -> HttpResponse:
    """Outlines of the regions directly below, as GeoJSON; the browser keeps them until they change."""
    get_object_or_404(Region.objects.visible_to(request.user), code=code)
    rows = Boundary.objects.filter(region__parent=code).select_related("region").order_by("region_id")
    features = ",".join(
        f'{{"type":"Feature","id":{json.dumps(row.region_id)},'
        f'"properties":{json.dumps({"code": row.region_id, "name": row.region.name})},"geometry":{row.geometry}}}'
        for row in rows
    )
    answer = HttpResponse(
        f'{{"type":"FeatureCollection","features":[{features}]}}', content_type="application/geo+json"
    )
    answer["Cache-Control"] = f"private, max-age={int(timedelta(hours=1).total_seconds())}"
    return answer


def _region_page(request: OfficeRequest, code: str) -> HttpResponse:
    here = Region.objects.filter(code=code).first()
    above = []
    if here is not None:
        codes = [other for other in here.path[:-1] if covers(request.user.region, other)]
        above = list(Region.objects.filter(code__in=codes))
    overview = children_of(code)
    context = {
        "region": here,
        "above": above,
        "children": overview.children,
        "stations": overview.stations,
        "figure": map_figure(
            [child.region for child in overview.children],
            hrefs={child.region.code: child.url for child in overview.children if child.url},
        ),
        "may_load": request.user.may("regions.load"),
    }
    return render(request, "election/regions.html", context)
