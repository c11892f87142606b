"""What the next list shows, as a workbook too, and the letter about the rest."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.jobs.kinds import start as start_job
from saksama.office.recommendations import actions
from saksama.office.recommendations.drafting import follow_up
from saksama.office.recommendations.making import file_name
from saksama.office.recommendations.models import Item
from saksama.office.recommendations.next_list import later_lists
from saksama.office.recommendations.records import shown
from saksama.office.recommendations.results_workbook import results_xlsx
from saksama.office.recommendations.views.common import letter_or_404, saying
from saksama.office.trail.record import record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@audience("recommendations.write")
@require_POST
def look_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Looks the letter's records up in a list that was audited before the letter was sent, or once more."""
    letter = letter_or_404(request, pk)
    if not letter.is_sent:
        return redirect("recommendation", pk=pk)
    wanted = request.POST.get("list", "")
    version = get_object_or_404(later_lists(letter), pk=int(wanted) if wanted.isdecimal() else 0)
    with transaction.atomic():
        job = start_job(
            "recommendations.look_up", request.user, letter.region, version=version.pk, recommendations=[letter.pk]
        )
        letter.job = job
        letter.save(update_fields=["job"])
    messages.success(request, _("The records are being looked up."))
    return redirect("recommendation", pk=pk)


@audience("recommendations.write")
@require_POST
def follow_up_letter(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft of what is left, citing this letter."""
    letter = letter_or_404(request, pk)
    with saying(request, _("The draft of the follow-up letter is there.")):
        return redirect("recommendation", pk=follow_up(letter, request.user).pk)
    return redirect("recommendation", pk=pk)


@audience("recommendations.download")
@require_safe
def results(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every record with KPU's answer and what the list shows, NIK masked."""
    letter = letter_or_404(request, pk)
    items = Item.objects.visible_to(request.user).filter(recommendation=letter).select_related("finding", "previous")
    rows = shown(letter, list(items))
    with transaction.atomic():
        details = {"kind": "results", "records": len(rows), "masked": True}
        record(request.user, actions.DOWNLOADED, letter, details=details)
    answer = HttpResponse(results_xlsx(rows, str(letter)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="hasil-{file_name(letter)}.xlsx"'
    return answer
