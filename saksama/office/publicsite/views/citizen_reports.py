"""Citizens' reports in the office: the list, one report, its steps with a word to the citizen, its contact."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.publicsite import actions, answering
from saksama.office.publicsite.models import CitizenReport
from saksama.office.publicsite.office_forms import FinishForm, PlaceForm, StepForm
from saksama.office.publicsite.room import REPORTS, STEPS
from saksama.office.records.listing import record_list
from saksama.office.records.views.shared import say_problems
from saksama.office.trail.record import record


@audience("citizens.read")
@require_safe
def citizen_reports(request: OfficeRequest) -> HttpResponse:
    """All one may see."""
    return render(request, "publicsite/citizen_reports.html", {"records": record_list(request, REPORTS)})


@audience("citizens.read")
@require_safe
def citizen_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """One report; name and contact hidden."""
    return _page(request, _report(request, pk), shown=False)


@audience("citizens.contact")
@require_POST
def contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same page with name and contact; the look is written down."""
    report = _report(request, pk)
    with transaction.atomic():
        record(request.user, actions.CONTACT_SEEN, report)
    return _page(request, report, shown=True)


@audience("citizens.write")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: OfficeRequest, pk: int, key: str) -> HttpResponse:
    """A step of the states, with what the citizen reads about it."""
    report, move = _report(request, pk), STEPS[key]
    if report.status not in move.sources:
        raise Http404
    kind = FinishForm if key == "finish" else StepForm
    form = kind(request.POST or None, initial={"text": _first_words(key)})
    if form.is_valid():
        confirmed = form.confirmed if isinstance(form, FinishForm) else None
        try:
            answering.take_step(report, move, request.user, form.cleaned_data["text"], confirmed)
            messages.success(request, _("Done. The citizen reads it under the number of the report."))
            return redirect(report)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return render(request, "publicsite/step.html", {"form": form, "report": report, "title": move.label})


@audience("citizens.write")
@require_POST
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """A word to the citizen."""
    report = _report(request, pk)
    form = StepForm(request.POST)
    if form.is_valid():
        answering.answer(report, request.user, form.cleaned_data["text"])
    else:
        say_problems(request, form)
    return redirect(f"{report.get_absolute_url()}#messages")


@audience("citizens.write")
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Corrects place and kind; the supervisors of the new place see it from then on."""
    report = _report(request, pk)
    if not report.is_open:
        raise PermissionDenied
    first = {"region": report.region, "kind": report.kind}
    form = PlaceForm(request.POST or None, initial=first, around=request.user.region)
    if form.is_valid():
        try:
            answering.place(report, request.user, form.cleaned_data["region"], form.cleaned_data["kind"])
            return redirect(report)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return render(
        request, "publicsite/step.html", {"form": form, "report": report, "title": _("Correct place or kind")}
    )


def _report(request: OfficeRequest, pk: int) -> CitizenReport:
    found: CitizenReport = get_object_or_404(
        CitizenReport.objects.visible_to(request.user).select_related("by", "stage"), pk=pk
    )
    return found


def _page(request: OfficeRequest, report: CitizenReport, *, shown: bool) -> HttpResponse:
    may_write = report.is_editable_by(request.user)
    context = {
        "report": report,
        "messages_of_report": report.messages.select_related("by"),
        "may_write": may_write,
        "may_see_contact": report.has_contact and request.user.may("citizens.contact"),
        "shown": shown,
        "answer_form": StepForm() if may_write else None,
    }
    return render(request, "publicsite/citizen_report.html", context)


def _first_words(key: str) -> str:
    """In Indonesian, as citizens are written to; to be changed."""
    return {
        "check": "Laporan Anda kami terima dan sedang kami periksa.",
        "forward": "Laporan Anda kami teruskan kepada ",
        "finish": "Laporan Anda sudah kami tindak lanjuti: ",
        "decline": "Laporan Anda tidak dapat kami tindak lanjuti karena ",
    }[key]
