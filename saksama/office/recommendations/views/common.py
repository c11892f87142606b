"""What several pages need: the letter of the address, and refusals said in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from saksama.errors import InputError
from saksama.language import Language
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import PER_PAGE
from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.states import Refused


def letter_or_404(request: OfficeRequest, pk: int) -> Recommendation:
    """The letter with its list, if the account sees it."""
    rows = Recommendation.objects.visible_to(request.user).select_related(
        "version__previous", "job", "follows", "by", "approved_by", "sent_by", "answered_by"
    )
    letter: Recommendation = get_object_or_404(rows, pk=pk)
    return letter


@contextmanager
def saying(request: OfficeRequest, done: str = "") -> Iterator[None]:
    """Says that it is done, or why it is not."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))
    except InputError as problem:
        messages.error(request, problem.say(language()))
    else:
        if done:
            messages.success(request, done)


def say_problems(request: OfficeRequest, form: forms.Form) -> None:
    """The errors of a form that has no page of its own."""
    for problems in form.errors.values():
        messages.error(request, " ".join(str(problem) for problem in problems))


def ticked(request: OfficeRequest, name: str) -> list[int]:
    """The keys of the ticked rows of one page."""
    values = request.POST.getlist(name)[:PER_PAGE]
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= 18]


def language() -> Language:
    """The reader's."""
    return "en" if get_language() == "en" else "id"
