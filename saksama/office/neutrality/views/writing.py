"""Reporting a case, correcting it, its evidence and its assessment."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import now
from saksama.office.neutrality import actions
from saksama.office.neutrality.adding_evidence import add_evidence as keep_piece
from saksama.office.neutrality.catalogue import acts
from saksama.office.neutrality.forms import AssessmentForm, CaseForm, EvidenceForm, FirstEvidenceForm
from saksama.office.neutrality.models import Assessment, CaseEvidence, EvidenceKind, NeutralityCase, Source
from saksama.office.neutrality.opening import begin
from saksama.office.neutrality.views.reading import case_of
from saksama.office.records.models import attach
from saksama.office.records.models.attachment import PICTURES
from saksama.office.records.states import hold
from saksama.office.records.views.shared import say_problems
from saksama.office.trail.record import record

ASSESSABLE = frozenset({"verified", "reopened"})


@audience("neutrality.report")
@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: OfficeRequest) -> HttpResponse:
    """What a supervisor has seen or heard, with something to look at."""
    form = CaseForm(
        request.POST or None, instance=NeutralityCase(source=Source.FIELD), viewer=request.user, prefix=None
    )
    proof = FirstEvidenceForm(request.POST or None, request.FILES or None, prefix="proof")
    if request.method == "POST" and all([form.is_valid(), proof.is_valid()]):
        with transaction.atomic():
            case = begin(form.save(commit=False), request.user)
        _keep(case, proof.cleaned_data, request.user)
        messages.success(request, _("Reported as %(number)s. Bawaslu has been told.") % {"number": case.number})
        return redirect(case)
    return render(request, "neutrality/case_form.html", {"form": form, "proof": proof, "case": None})


@audience("neutrality.report")
@require_http_methods(["GET", "HEAD", "POST"])
def change_case(request: OfficeRequest, pk: int) -> HttpResponse:
    """Corrects a case. Its form shows the name, so that opening it is a look like any other."""
    case = _editable(request, pk)
    form = CaseForm(request.POST or None, instance=case, viewer=request.user)
    if form.is_valid():
        with transaction.atomic():
            hold(case, case.status)
            form.save()
            record(request.user, actions.CHANGED, case, details={"fields": form.changed_data})
        return redirect(case)
    if case.name and request.method == "GET":
        with transaction.atomic():
            record(request.user, actions.NAME_SEEN, case)
    return render(request, "neutrality/case_form.html", {"form": form, "case": case})


@audience("neutrality.report")
@require_POST
def add_evidence(request: OfficeRequest, pk: int) -> HttpResponse:
    """One more piece: a file under its hash, or a link."""
    case = _editable(request, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        keep_piece(case, form, request.user)
    else:
        say_problems(request, form)
    return redirect(f"{case.get_absolute_url()}#evidence")


@audience("neutrality.handle")
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: OfficeRequest, pk: int) -> HttpResponse:
    """The kajian: facts, analysis, and the class with its reason."""
    case = case_of(request, pk)
    if case.status not in ASSESSABLE:
        raise Http404
    kept: Assessment | None = getattr(case, "assessment", None)
    form = AssessmentForm(request.POST or None, instance=kept or Assessment(case=case), case=case)
    upon, theirs = request.POST.get("upon", _mark(kept)), None
    if form.is_valid():
        theirs = _keep_assessment(case, form, upon, request.user)
        if theirs is None:
            messages.success(request, _("The assessment is kept. Put the case before the head when it is complete."))
            return redirect(case)
        said = _("%(name)s has kept an assessment of this case meanwhile. Compare both; keeping yours replaces it.")
        form.add_error(None, said % {"name": theirs.by.name})
        upon = _mark(theirs)
    evidence = case.evidence.select_related("attachment")
    context = {"case": case, "form": form, "act": acts().get(case.conduct), "evidence": evidence}
    return render(request, "neutrality/assess.html", context | {"upon": upon, "theirs": theirs})


def _keep_assessment(case: NeutralityCase, form: AssessmentForm, upon: str, by: Account) -> Assessment | None:
    """Keeps what was written upon the assessment marked `upon`; gives the one that somebody has kept since, if any.

    The lock on the case makes of two who begin at once, both upon nothing, the second see what the first has kept.
    """
    with transaction.atomic():
        hold(case, case.status)
        there: Assessment | None = Assessment.objects.filter(case=case).select_related("by").first()
        if _mark(there) != upon:
            return there
        written = form.instance
        written.by, written.at = by, now()
        form.save()
        record(by, actions.ASSESSED, case, details={"class": written.klass})
    return None


def _mark(assessment: Assessment | None) -> str:
    """By which it is known again, whoever has kept it."""
    return assessment.at.isoformat() if assessment else ""


def _keep(case: NeutralityCase, told: dict[str, Any], by: Account) -> None:
    url, seen = told["url"], told["seen"]
    for upload in told["photos"]:
        file = attach(case, upload, by)
        kind = EvidenceKind.SCREENSHOT if url else EvidenceKind.PHOTO
        if file.suffix not in PICTURES:
            kind = EvidenceKind.DOCUMENT
        CaseEvidence.objects.get_or_create(
            case=case,
            attachment=file,
            defaults={"kind": kind, "title": file.name, "url": url, "seen": seen, "by": by},
        )
    if url and not told["photos"]:
        CaseEvidence.objects.create(case=case, kind=EvidenceKind.LINK, title=url[:200], url=url, seen=seen, by=by)


def _editable(request: OfficeRequest, pk: int) -> NeutralityCase:
    case = case_of(request, pk)
    if not case.is_correctable_by(request.user):
        raise Http404
    return case
