"""The list of reports, one report, its versions and its PDF."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.fieldwork import actions
from saksama.office.fieldwork.completeness import SECTION_NAMES, gaps
from saksama.office.fieldwork.content import content_of, place_names
from saksama.office.fieldwork.models import FieldReport, Part, Status
from saksama.office.fieldwork.pdf import report_pdf
from saksama.office.fieldwork.room import ROOM
from saksama.office.fieldwork.versions import differences
from saksama.office.records.listing import record_list
from saksama.office.trail.record import record


@audience("fieldwork.read")
@require_safe
def field_reports(request: OfficeRequest) -> HttpResponse:
    """All reports one may see: filter, map, export."""
    records = record_list(request, ROOM)
    own = FieldReport.objects.filter(by=request.user, status=Status.DRAFT)[:10]
    waiting = [each for each in _waiting(request) if each.is_superior(request.user)]
    return render(request, "fieldwork/reports.html", {"records": records, "drafts": own, "waiting": waiting})


def _waiting(request: OfficeRequest) -> Any:
    if not request.user.may("fieldwork.sign"):
        return []
    rows = FieldReport.objects.visible_to(request.user).filter(status=Status.SUBMITTED)
    return rows.select_related("by").order_by("day", "pk")[:50]


@audience("fieldwork.read")
@require_safe
def field_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """One report as Form A has it; names of people as initials."""
    report = _report(request, pk)
    return render(request, "fieldwork/report.html", _page(report, request, names=report.by_id == request.user.pk))


@audience("fieldwork.read")
@require_POST
def report_names(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same page with the names of people, which is written down."""
    report = _report(request, pk)
    with transaction.atomic():
        record(request.user, actions.NAMES_SEEN, report, details={"people": report.people.count()})
    return render(request, "fieldwork/report.html", _page(report, request, names=True))


@audience("fieldwork.read")
@require_safe
def field_report_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """Form A as PDF; what is signed is printed from its seal, the rest is marked as a draft."""
    report = _report(request, pk)
    seal = getattr(report, "seal", None)
    content = seal.content if seal else content_of(report)
    address = request.build_absolute_uri(seal.verify_path) if seal else ""
    with transaction.atomic():
        record(request.user, actions.PDF_MADE, report, details={"sealed": seal is not None})
    made = report_pdf(content, seal, address)
    answer = HttpResponse(made, content_type="application/pdf")
    name = str(report).replace("/", "-").replace(" ", "-").replace('"', "")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@audience("fieldwork.write")
@require_POST
def new_report_version(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begins a new version of a signed report."""
    report = _report(request, pk)
    try:
        new = report.new_version(request.user, request.POST.get("note", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(report)
    return redirect("write_report", pk=new.pk)


@audience("fieldwork.read")
@require_safe
def report_differences(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a version tells otherwise than the one before; the names of people only to its author."""
    report = _report(request, pk)
    if report.replaces is None or not hasattr(report.replaces, "seal"):
        raise Http404
    seal = getattr(report, "seal", None)
    found = differences(report.replaces.seal.content, seal.content if seal else content_of(report))
    context = {
        "report": report,
        "differences": found,
        "names": report.by_id == request.user.pk,
        "section_names": SECTION_NAMES,
    }
    return render(request, "fieldwork/differences.html", context)


def _report(request: OfficeRequest, pk: int) -> FieldReport:
    rows = FieldReport.objects.visible_to(request.user)
    found: FieldReport = get_object_or_404(
        rows.select_related("by", "stage", "signed_by", "seal", "replaces__seal", "followed_by"), pk=pk
    )
    return found


def _page(report: FieldReport, request: OfficeRequest, *, names: bool) -> dict[str, Any]:
    people = list(report.people.all())
    missing = gaps(report) if report.status in (Status.DRAFT, Status.SUBMITTED) else []
    follower = getattr(report, "followed_by", None)
    if follower is not None and not FieldReport.objects.visible_to(request.user).filter(pk=follower.pk).exists():
        follower = None
    return {
        "report": report,
        "region_names": place_names(report.region),
        "facts": list(report.facts.all()),
        "suspects": [person for person in people if person.part == Part.SUSPECT],
        "witnesses": [person for person in people if person.part == Part.WITNESS],
        "evidence": list(report.evidence.select_related("attachment")),
        "names": names,
        "gaps": missing,
        "must": any(gap.must for gap in missing),
        "seal": getattr(report, "seal", None),
        "follower": follower,
        "may_edit": report.is_editable_by(request.user),
        "may_version": follower is None and report.can_be_versioned_by(request.user),
    }
