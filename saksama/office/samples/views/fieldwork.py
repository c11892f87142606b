"""The field: the form of a TPS on the phone, the forms to print, and those that come back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.election.models import Region
from saksama.office.samples import actions
from saksama.office.samples.forms import LONG_NUMBER, PersonForm, SheetForm, outcomes_of
from saksama.office.samples.models import Sample, SampleStation
from saksama.office.samples.results import add_person, keep_forms, keep_outcomes
from saksama.office.samples.sheets import form_files, form_page, results_of
from saksama.office.trail.record import record
from saksama.rolls.sample import Direction

TYPES = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".zip": "application/zip"}
LONGEST_NOTE = 300


@audience("samples.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def sample_station(request: OfficeRequest, pk: int, station: int) -> HttpResponse:
    """The people drawn in one TPS, or the walk from door to door; each look at their names is in the trail."""
    rows = SampleStation.objects.visible_to(request.user).select_related("sample__version")
    found: SampleStation = get_object_or_404(rows, pk=station, sample_id=pk)
    sample: Sample = found.sample
    walks = sample.kind is Direction.PEOPLE_TO_LIST
    form = PersonForm(request.POST or None) if walks else None
    problems: list[str] = []
    if request.method == "POST":
        if form is None:
            problems = _keep_all(request, found)
            if not problems:
                return redirect("sample_station", pk=pk, station=station)
        elif form.is_valid():
            add_person(found, **form.cleaned_data, by=request.user)
            messages.success(request, _("The person is kept."))
            return redirect("sample_station", pk=pk, station=station)
    page = form_page(sample, found)
    with transaction.atomic():
        record(request.user, actions.STATION_SEEN, found, details={"sample": pk, "people": len(page.people)})
    entries = list(found.entries.all())
    context: dict[str, Any] = {
        "sample": sample,
        "station": found,
        "village": Region.objects.filter(code=found.place).first(),
        "instruction": page.instruction,
        "people": [] if walks else list(zip(entries, page.people, strict=True)),
        "entries": entries if walks else [],
        "outcomes": outcomes_of(sample.kind),
        "form": form,
        "problems": problems,
    }
    return render(request, "samples/station.html", context)


@audience("samples.forms")
@require_safe
def sample_forms(request: OfficeRequest, pk: int) -> HttpResponse:
    """The forms of one's region, ready for the printer: a page a TPS, NIK masked."""
    found: Sample = get_object_or_404(Sample.objects.visible_to(request.user).select_related("version"), pk=pk)
    rows = SampleStation.objects.visible_to(request.user).filter(sample=found).prefetch_related("entries")
    stations = list(rows)
    if not stations:
        raise Http404
    name, content = form_files(found, stations, today())
    with transaction.atomic():
        details = {"stations": len(stations)}
        record(request.user, actions.FORMS_PRINTED, found, region=request.user.region or found.region, details=details)
    answer = HttpResponse(content, content_type=TYPES[name[name.rindex(".") :]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@audience("samples.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_sample_results(request: OfficeRequest, pk: int) -> HttpResponse:
    """Filled-in forms: all of them are kept, or nothing and the place of the problem is named."""
    found: Sample = get_object_or_404(Sample.objects.visible_to(request.user).select_related("version"), pk=pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    problem: InputError | None = None
    if form.is_valid():
        files = form.cleaned_data["file"]
        try:
            read = [(file.name, results_of(file.read(), file.name, found)) for file in files]
            kept = keep_forms(found, read, request.user)
        except InputError as error:
            problem = error
        else:
            said = ngettext("%(count)d result kept.", "%(count)d results kept.", kept)
            messages.success(request, said % {"count": kept})
            return redirect("sample", pk=pk)
    return render(request, "samples/upload.html", {"sample": found, "form": form, "problem": problem})


def _keep_all(request: OfficeRequest, station: SampleStation) -> list[str]:
    """Outcome and note of every person of the form; the problems if there are any, and then nothing is kept."""
    known = {value for value, _label in outcomes_of(station.sample.kind)}
    said: dict[int, tuple[str, str]] = {}
    for number in station.entries.values_list("number", flat=True):
        outcome = request.POST.get(f"outcome-{number}", "")
        note = request.POST.get(f"note-{number}", "").strip()[:LONGEST_NOTE]
        if LONG_NUMBER.search(note):
            return [
                _("Number %(number)s: please write the note without NIK or other long numbers.") % {"number": number}
            ]
        if outcome in known:
            said[number] = (outcome, note)
    changed = keep_outcomes(station, said, request.user)
    text = ngettext("%(count)d result kept.", "%(count)d results kept.", changed)
    messages.success(request, text % {"count": changed})
    return []
