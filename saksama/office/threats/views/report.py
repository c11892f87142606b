"""The AGHT report of a range of days, as PDF."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.records.views.shared import say_problems
from saksama.office.threats import actions
from saksama.office.threats.forms import ReportForm
from saksama.office.threats.models import Threat
from saksama.office.threats.report import report_pdf
from saksama.office.trail.record import record


@audience("threats.export")
@require_safe
def report(request: OfficeRequest) -> HttpResponse:
    """What the reader may see of the days, marked with the highest class in it."""
    form = ReportForm(request.GET)
    if not form.is_valid():
        say_problems(request, form)
        return redirect("threats")
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    rows = Threat.objects.visible_to(request.user).filter(day__range=(since, until))
    found = list(rows.select_related("stage", "owner").prefetch_related("measures").order_by("day", "pk"))
    with transaction.atomic():
        details = {"since": str(since), "until": str(until), "threats": len(found)}
        record(request.user, actions.REPORT_MADE, region=request.user.region, details=details)
    answer = HttpResponse(report_pdf(found, since, until, request.user.region), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="aght-{since}-{until}.pdf"'
    return answer
