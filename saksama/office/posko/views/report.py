"""The report page: what will be in it, the words around it, and one click to PDF or Word."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.posko import actions
from saksama.office.posko.forms import NarrativeForm
from saksama.office.posko.models import Narrative, post_of
from saksama.office.posko.report import report_of, to_docx, to_pdf
from saksama.office.posko.report.content import period_of
from saksama.office.posko.views.calendar import given_day
from saksama.office.trail.record import record

TYPES = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
}


@audience("posko.read")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: OfficeRequest) -> HttpResponse:
    """`?period=week&day=2024-09-26`; the words are kept for the day or week they are about."""
    period, first, last = period_of(request.GET.get("period", ""), given_day(request))
    about: dict[str, Any] = {
        "post": post_of(request.user),
        "region": request.user.region,
        "period": period,
        "day": first,
    }
    words = Narrative.objects.filter(**about).first()
    may_write = request.user.may("posko.write")
    form = NarrativeForm(request.POST or None, instance=words) if may_write else None
    if form is not None and form.is_valid():
        with transaction.atomic():  # two colleagues write at the same time: the later words stay
            kept, _is_new = Narrative.objects.update_or_create(
                **about, defaults={**form.cleaned_data, "by": request.user}
            )
            record(request.user, actions.NARRATIVE_CHANGED, kept)
        messages.success(request, _("Kept."))
        return redirect(request.get_full_path())
    context = {
        "report": report_of(request.user, period, first, last, today()),
        "period": period,
        "first": first,
        "last": last,
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1),
        "form": form,
        "words": words,
    }
    return render(request, "posko/report.html", context)


@audience("posko.read")
@require_safe
def download(request: OfficeRequest, kind: str) -> HttpResponse:
    """The paper itself."""
    period, first, last = period_of(request.GET.get("period", ""), given_day(request))
    content_type, make = TYPES[kind]
    content = make(report_of(request.user, period, first, last, today()))
    with transaction.atomic():
        details = {"period": period, "day": first.isoformat(), "as": kind}
        record(request.user, actions.REPORT_MADE, region=request.user.region, details=details)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="laporan-posko-{period}-{first.isoformat()}.{kind}"'
    return answer
