"""The answer of the competent body: logged in, or by the link of the letter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.accounts.throttle import attempt, client_address
from saksama.office.neutrality.answering import LinkHolder, take_answer
from saksama.office.neutrality.forms import AnswerForm
from saksama.office.neutrality.models import Handover
from saksama.office.neutrality.models.handover import by_link
from saksama.office.neutrality.views.reading import case_of


@audience("neutrality.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Staff for what came on paper, the liaison for the own agency."""
    case = case_of(request, pk)
    letters = case.handovers.filter(issued__isnull=False, answered=None).order_by("-issued")
    if not request.user.may("neutrality.handle"):
        letters = letters.filter(agency__liaisons=request.user)
    letter: Handover | None = letters.distinct().first()
    if letter is None or not letter.is_answerable:
        raise Http404
    first = {"answered_by": "" if request.user.may("neutrality.handle") else request.user.name}
    form = AnswerForm(request.POST or None, request.FILES or None, initial=first, group=case.group)
    if form.is_valid():
        try:
            take_answer(letter, form.cleaned_data, request.user)
            messages.success(request, _("The answer is written down."))
            return redirect(case)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "neutrality/answer.html", {"case": case, "letter": letter, "form": form})


@audience(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Without an account: whoever holds the letter. Codes cannot be guessed; who tries has to wait all the same."""
    trying = attempt(request, f"letter {client_address(request)}")
    letter = None if trying.is_blocked() else by_link(code)
    if letter is None:
        if not trying.is_blocked():
            trying.note_failure()
        raise Http404
    form = AnswerForm(request.POST or None, request.FILES or None, group=letter.case.group)
    if letter.is_answerable and form.is_valid():
        try:
            letter = take_answer(letter, form.cleaned_data, LinkHolder.of(letter))
            return render(request, "neutrality/answered.html", {"letter": letter, "is_thanks": True})
        except ValidationError as error:
            form.add_error(None, error)
    if not letter.is_answerable:
        return render(request, "neutrality/answered.html", {"letter": letter})
    return render(request, "neutrality/answer_by_link.html", {"letter": letter, "form": form})
