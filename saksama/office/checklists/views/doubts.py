"""The second look at what is odd."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.checklists.models import Doubt, Sheet
from saksama.office.checklists.oddities import REASONS
from saksama.office.listing import listing

WORDS = {Doubt.Word.RIGHT.value, Doubt.Word.WRONG.value, Doubt.Word.AGAIN.value}


@audience("checklists.decide")
@require_safe
def second_look(request: OfficeRequest) -> HttpResponse:
    """What waits, the oldest first, with the reason; everything that one may see."""
    seen = Sheet.objects.visible_to(request.user)
    rows = Doubt.objects.filter(word=Doubt.Word.OPEN, sheet__in=seen).exclude(sheet__by=request.user)
    reason = request.GET.get("reason", "")
    if reason in REASONS:
        rows = rows.filter(reason=reason)
    rows = rows.select_related("sheet__checklist", "sheet__by")
    context = {"listing": listing(request, rows), "reasons": REASONS, "reason": reason}
    return render(request, "checklists/second_look.html", context)


@audience("checklists.decide")
@require_POST
def decide_doubt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Right, wrong, or ask again."""
    seen = Sheet.objects.visible_to(request.user)
    doubt: Doubt = get_object_or_404(Doubt.objects.filter(sheet__in=seen), pk=pk)
    word = request.POST.get("word", "")
    try:
        if word not in WORDS:
            raise ValidationError(_("Right, wrong, or ask again?"))
        doubt.decide(word, request.user, request.POST.get("note", "").strip())
        messages.success(request, _("Decided."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("sheet", pk=doubt.sheet_id) if request.POST.get("back") == "sheet" else redirect("second_look")
