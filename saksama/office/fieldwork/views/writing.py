"""The form of a draft, kept at every step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.fieldwork.completeness import SECTION_NAMES, gaps
from saksama.office.fieldwork.forms import EvidenceRows, FactRows, PersonRows, PhotosForm, ReportForm
from saksama.office.fieldwork.models import FieldReport, Part
from saksama.office.fieldwork.writing import begin_report, write
from saksama.office.kept_forms import not_taken

SECTIONS = list(SECTION_NAMES)


@audience("fieldwork.write")
@require_POST
def begin(request: OfficeRequest) -> HttpResponse:
    """A new draft, or the one that was begun and not touched."""
    return redirect("write_report", pk=begin_report(request.user).pk)


@audience("fieldwork.write")
@require_http_methods(["GET", "HEAD", "POST"])
def write_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """All sections on one page: whoever loses the signal in the field has the whole form already."""
    report: FieldReport = get_object_or_404(
        FieldReport.objects.visible_to(request.user).select_related("by", "stage", "replaces"), pk=pk
    )
    if not report.is_editable_by(request.user):
        if request.method == "POST":
            messages.error(request, _("This report is no draft of yours any more; what you typed was not kept."))
        return not_taken(redirect(report))
    forms = _forms(request, report)
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        write(
            forms["form"],
            [row.cleaned_data for row in forms["facts"]],
            {part: [row.cleaned_data for row in forms[part]] for part in Part.values},
            [row.cleaned_data for row in forms["evidence"]],
            forms["photos"].cleaned_data,
            request.user,
        )
        return _onwards(request, report)
    files = {file.pk: file for file in report.attachments()}
    missing = gaps(report)
    context = {
        "report": report,
        **forms,
        "pieces": [(row, files.get(row["attachment"].value() or 0)) for row in forms["evidence"]],
        "sections": [
            (key, name, [gap for gap in missing if gap.section == key]) for key, name in SECTION_NAMES.items()
        ],
        "missing": sum(gap.must for gap in missing),
        "is_touched": bool(report.subject or report.seen),
        "base": report.changed.isoformat(),
    }
    return render(request, "fieldwork/write.html", context)


def _onwards(request: OfficeRequest, report: FieldReport) -> HttpResponse:
    asked = request.POST.get("save", "")
    page = reverse("write_report", args=[report.pk])
    if asked == "done":
        target = report.get_absolute_url()
    elif asked in SECTIONS and asked != SECTIONS[-1]:
        following = SECTIONS[SECTIONS.index(asked) + 1]
        target = f"{page}?kept={report.changed:%H%M%S%f}#{following}"
    else:
        target = f"{page}?kept={report.changed:%H%M%S%f}#{asked if asked in SECTIONS else SECTIONS[0]}"
    return redirect(target)


def _forms(request: OfficeRequest, report: FieldReport) -> dict[str, Any]:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    people: dict[str, list[dict[str, Any]]] = {part: [] for part in Part.values}
    for person in report.people.all():
        row = {name: getattr(person, name) for name in ("name", "occupation", "address", "phone")}
        people[person.part].append(row)
    facts = [{"at": fact.at, "text": fact.text} for fact in report.facts.all()]
    evidence = [
        {"attachment": row.attachment_id, "kind": row.kind, "name": row.name, "fact": row.fact}
        for row in report.evidence.all()
    ]
    # A row equal to its initial one counts as untouched and would be lost when a form is sent twice: so none.
    if data is not None:
        people, facts, evidence = {part: [] for part in Part.values}, [], []
    try:
        return {
            "form": ReportForm(data, instance=report, viewer=request.user),
            "facts": FactRows(data, initial=facts, prefix="facts"),
            **{part: PersonRows(data, initial=people[part], prefix=part) for part in Part.values},
            "evidence": EvidenceRows(data, initial=evidence, prefix="evidence"),
            "photos": PhotosForm(data, files, prefix="photos"),
        }
    except ValueError as error:  # a management form that no page of ours has sent
        raise Http404 from error
