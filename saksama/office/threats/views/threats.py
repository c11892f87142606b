"""The register: matrix, map, trend and list; one threat; writing one."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.records.listing import record_list
from saksama.office.records.models import attach
from saksama.office.threats import actions
from saksama.office.threats.early_warning import warn_about
from saksama.office.threats.forms import AssessmentForm, MeasureDoneForm, MeasureForm, ReportForm, ThreatForm
from saksama.office.threats.matrix import matrix
from saksama.office.threats.models import Status, Threat
from saksama.office.threats.models.measure import pressing_measures
from saksama.office.threats.models.threat import OPEN
from saksama.office.threats.room import ROOM
from saksama.office.threats.trend import trend
from saksama.office.trail.record import record


@audience("threats.read")
@require_safe
def threats(request: OfficeRequest) -> HttpResponse:
    """What is in the register under the filter. The matrix counts what is open."""
    records = record_list(request, ROOM)
    form: Any = records.form
    around = form.apply_outside_of_square(Threat.objects.visible_to(request.user))
    after = bool(form.cleaned_data.get("after"))
    day = today()
    context = {
        "records": records,
        "matrix": matrix(around.filter(status__in=OPEN), after=after),
        "after": after,
        "square": (form.cleaned_data.get("likelihood"), form.cleaned_data.get("impact")),
        "without_square": _query(request, "likelihood", "impact", "page"),
        "without_after": _query(request, "after", "page"),
        "trend": trend(form.in_square(around), day),
        "pressing": pressing_measures(Threat.objects.visible_to(request.user), day),
        "day": day,
        "report_form": ReportForm(initial={"since": day.replace(day=1), "until": day}),
        "may_rule": request.user.may("threats.rules"),
    }
    return render(request, "threats/threats.html", context)


def _query(request: OfficeRequest, *left_out: str) -> str:
    """The filters of the address without some, to be followed by others."""
    kept = request.GET.copy()
    for name in left_out:
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


@audience("threats.read")
@require_safe
def threat(request: OfficeRequest, pk: int) -> HttpResponse:
    """One threat with its assessment, measures, files, links, discussion and history."""
    rows = Threat.objects.visible_to(request.user).select_related("by", "stage", "owner")
    found: Threat = get_object_or_404(rows, pk=pk)
    may_write = found.is_editable_by(request.user)
    context = {
        "threat": found,
        "measures": found.measures.select_related("by"),
        "day": today(),
        "may_write": may_write,
        "assessment_form": AssessmentForm(instance=found) if may_write else None,
        "measure_form": MeasureForm() if may_write else None,
        "done_form": MeasureDoneForm() if may_write else None,
    }
    return render(request, "threats/threat.html", context)


@audience("threats.write")
@require_http_methods(["GET", "POST"])
def new_threat(request: OfficeRequest) -> HttpResponse:
    """Writes a threat down and warns whom it concerns."""
    return _write(request, Threat(by=request.user, status=Status.REPORTED), is_new=True)


@audience("threats.write")
@require_http_methods(["GET", "POST"])
def change_threat(request: OfficeRequest, pk: int) -> HttpResponse:
    """Changes a threat one may see."""
    return _write(request, get_object_or_404(Threat.objects.visible_to(request.user), pk=pk), is_new=False)


def _write(request: OfficeRequest, subject: Threat, *, is_new: bool) -> HttpResponse:
    form = ThreatForm(request.POST or None, request.FILES or None, instance=subject, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            written: Threat = form.save()
            warn_about(written)
            action = actions.THREAT_WRITTEN if is_new else actions.THREAT_CHANGED
            record(request.user, action, written, details={"changed": [] if is_new else form.changed_data})
        for upload in form.cleaned_data["photos"]:
            attach(written, upload, request.user)
        messages.success(request, _("Written down."))
        return redirect(written)
    return render(request, "threats/threat_form.html", {"form": form, "threat": None if is_new else subject})
