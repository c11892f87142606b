"""The head approves, staff sends: what comes between a draft and KPU."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.recommendations.compose import next_number, recalled
from saksama.office.recommendations.documents import keep
from saksama.office.recommendations.forms import ApproveForm, NoteForm, SendForm
from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.models import DocumentKind, OfficeData, Recommendation
from saksama.office.recommendations.states import State
from saksama.office.recommendations.views.common import letter_or_404, say_problems, saying


@audience("recommendations.approve")
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: OfficeRequest, pk: int) -> HttpResponse:
    """Number, date, and every recalled legal basis confirmed one by one."""
    letter = letter_or_404(request, pk)
    office = OfficeData.of(letter.region)
    if not letter.is_draft or not office.is_complete:
        return redirect("recommendation", pk=pk)
    bases = recalled(letter)
    following = next_number(office, letter.region, today())
    first = {"running": letter.running or following.running, "dated": today()}
    form = ApproveForm(request.POST or None, initial=first, recalled=bases)
    if form.is_valid():
        day = form.cleaned_data["dated"]
        number = LetterNumber(
            form.cleaned_data["running"], office.classification, office.office_code, day.month, day.year
        )
        with saying(request, _("Approved. The letter is being made.")):
            letter.approve(
                request.user, number, day, whole_numbers=form.cleaned_data["whole_numbers"], confirmed=len(bases)
            )
            return redirect("recommendation", pk=pk)
    context = {"letter": letter, "form": form, "following": following}
    return render(request, "recommendations/approve.html", context)


@audience("recommendations.write")
@require_POST
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """An approved letter becomes a draft again."""
    letter = letter_or_404(request, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        with saying(request, _("It is a draft again.")):
            letter.take_back(request.user, form.cleaned_data["note"])
    else:
        say_problems(request, form)
    return redirect("recommendation", pk=pk)


@audience("recommendations.write")
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: OfficeRequest, pk: int) -> HttpResponse:
    """The day it was handed over, with the signed letter and the receipt."""
    letter = letter_or_404(request, pk)
    if letter.state != State.APPROVED:
        return redirect("recommendation", pk=pk)
    form = SendForm(request.POST or None, request.FILES or None, initial={"sent_on": today()})
    if form.is_valid():
        with saying(request, _("Sent. KPU sees it from now on.")):
            _send(request, letter, form)
            return redirect("recommendation", pk=pk)
    return render(request, "recommendations/send.html", {"letter": letter, "form": form})


def _send(request: OfficeRequest, letter: Recommendation, form: SendForm) -> None:
    with transaction.atomic():
        letter.send(request.user, form.cleaned_data["sent_on"])
        for kind in (DocumentKind.SIGNED, DocumentKind.RECEIPT):
            if upload := form.cleaned_data[kind.value]:
                keep(letter, kind, upload, request.user)


@audience("recommendations.write")
@require_POST
def not_carried_out(request: OfficeRequest, pk: int) -> HttpResponse:
    """Marks a letter whose deadline is over; a temuan may follow from it."""
    letter = letter_or_404(request, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        with saying(request, _("Marked as not carried out.")):
            letter.give_up(request.user, form.cleaned_data["note"])
    else:
        say_problems(request, form)
    return redirect("recommendation", pk=pk)
