"""KPU answers: the ticked records, all under a filter, or the workbook that was sent back."""

import io

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from saksama.errors import InputError
from saksama.office.accounts.access import Role, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.recommendations.answering import answer, upload
from saksama.office.recommendations.documents import keep
from saksama.office.recommendations.forms import AnswerForm, ItemFilter, WorkbookForm
from saksama.office.recommendations.letter import WrongAnswers
from saksama.office.recommendations.models import Claim, DocumentKind, Item
from saksama.office.recommendations.records import filtered, places_of
from saksama.office.recommendations.states import Refused
from saksama.office.recommendations.views.common import language, letter_or_404, say_problems, saying, ticked

MOST_SHOWN = 50  # problems of a workbook; who has more has filled in another one


@audience("recommendations.answer")
@require_POST
def answer_records(request: OfficeRequest, pk: int) -> HttpResponse:
    """The ticked records of a page, or all that fit its filter."""
    letter = letter_or_404(request, pk)
    query = request.POST.get("query", "")
    form = AnswerForm(request.POST)
    if request.user.role != Role.KPU:
        messages.error(request, _("In the browser only KPU answers. Take over its workbook instead."))
    elif form.is_valid():
        items: QuerySet[Item] = Item.objects.visible_to(request.user).filter(recommendation=letter)
        if "everything" in request.POST:
            kinds = list(items.order_by("kind").values_list("kind", flat=True).distinct())
            chosen = ItemFilter(QueryDict(query), places=places_of(items), kinds=kinds)
            chosen.is_valid()
            items = filtered(items, chosen.cleaned_data)
        else:
            items = items.filter(pk__in=ticked(request, "item"))
        with saying(request):
            count = answer(letter, items, request.user, Claim(form.cleaned_data["claim"]), form.cleaned_data["reason"])
            said = ngettext("%(count)d record answered.", "%(count)d records answered.", count)
            messages.success(request, said % {"count": count})
    else:
        say_problems(request, form)
    return redirect(f"{reverse('recommendation', args=[pk])}?{query}#records")


@audience("recommendations.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_workbook(request: OfficeRequest, pk: int) -> HttpResponse:
    """The attachment with its answer columns filled in: all of it is taken over, or nothing."""
    letter = letter_or_404(request, pk)
    if not letter.takes_answers:
        return redirect("recommendation", pk=pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data["workbook"]
        content = given.read()
        try:
            count = upload(letter, content, given.name[:100], request.user)
        except InputError as problem:
            problems = problem.problems if isinstance(problem, WrongAnswers) else [problem]
            form.add_error("workbook", forms.ValidationError([each.say(language()) for each in problems[:MOST_SHOWN]]))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)d answer taken over.", "%(count)d answers taken over.", count)
            messages.success(request, said % {"count": count})
            given.file = io.BytesIO(content)
            given.suffix = ".xlsx"
            keep(letter, DocumentKind.ANSWER_XLSX, given, request.user)
            return redirect("recommendation", pk=pk)
    return render(request, "recommendations/workbook.html", {"letter": letter, "form": form})


@audience("recommendations.answer")
@require_POST
def hand_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """The answer is complete; from now on it stands."""
    letter = letter_or_404(request, pk)
    with saying(request, _("The answer is handed in. Thank you.")):
        letter.hand_in(request.user)
    return redirect("recommendation", pk=pk)
