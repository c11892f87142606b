"""People reported as missing: entered singly or from a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.election.models import Region
from saksama.office.listing import listing
from saksama.office.residue.forms import ReportFileForm, ReportForm
from saksama.office.residue.models import MissingReport
from saksama.office.residue.report_file import keep_reports, key_of, read_reports

MOST_SHOWN = 200  # problems on the page


@audience("residue.report")
@require_safe
def missing_reports(request: OfficeRequest) -> HttpResponse:
    """All reports of one's region, newest first; names masked."""
    page = listing(request, MissingReport.objects.visible_to(request.user).select_related("by"))
    names = dict(Region.objects.filter(code__in={each.region for each in page.rows}).values_list("code", "name"))
    context = {"listing": page, "reports": [(each, names.get(each.region, each.region)) for each in page.rows]}
    return render(request, "residue/reports.html", context)


@audience("residue.report")
@require_http_methods(["GET", "HEAD", "POST"])
def new_missing_report(request: OfficeRequest) -> HttpResponse:
    """One person."""
    form = ReportForm(request.POST or None, account=request.user)
    if form.is_valid():
        report: MissingReport = form.save(commit=False)
        report.by, report.key = request.user, key_of(report)
        if MissingReport.objects.filter(key=report.key).exists():
            form.add_error("name", _("Somebody of this name and birth is reported in this village already."))
        else:
            keep_reports([report], request.user)
            messages.success(request, _("The report is kept. The next search looks for this person."))
            return redirect("missing_reports")
    return render(request, "residue/new_report.html", {"form": form})


@audience("residue.report")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_missing_reports(request: OfficeRequest) -> HttpResponse:
    """Every row is checked before one is kept."""
    form = ReportFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        said = form.cleaned_data
        try:
            reading = read_reports(said["file"].read(), said["file"].name, request.user, said["channel"], said["day"])
            problems = reading.problems
        except InputError as error:
            problems = [error]
        if not problems and not reading.reports and not reading.again:
            form.add_error("file", _("There is nobody in this file."))
        elif not problems:
            if reading.reports:
                keep_reports(reading.reports, request.user, sha256=reading.sha256)
            kept = len(reading.reports)
            text = ngettext("%(count)d person kept.", "%(count)d people kept.", kept) % {"count": kept}
            if reading.again:
                text += " " + _("%(count)d were reported before.") % {"count": reading.again}
            messages.success(request, text)
            return redirect("missing_reports")
        context |= {"problems": problems[:MOST_SHOWN], "count": len(problems)}
    return render(request, "residue/upload_reports.html", context)
