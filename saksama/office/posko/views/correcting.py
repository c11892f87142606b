"""A received complaint is corrected: what was mistyped, and which row of the list is meant."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.posko import actions
from saksama.office.posko.complaint_form import CorrectionForm
from saksama.office.posko.models import Complaint
from saksama.office.posko.views.complaints import complaint_or_404, put_row, search_typed
from saksama.office.posko.voter_search import Search, current_list
from saksama.office.records.states import hold
from saksama.office.trail.record import record


@audience("complaints.write")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """The complaint as it was typed; with a row chosen it becomes a finding, as at the desk."""
    complaint: Complaint = complaint_or_404(request.user, pk)
    if not complaint.is_correctable_by(request.user):
        raise Http404
    found: Search | None = None
    is_search = "search" in request.POST
    if is_search:
        form = CorrectionForm(initial=request.POST.dict(), instance=complaint, viewer=request.user)
        found = search_typed(request)
    else:
        form = CorrectionForm(request.POST or None, instance=complaint, viewer=request.user)
        if form.is_valid():
            if _keep(request.user, form, complaint.status):
                messages.success(request, _("The correction is kept."))
                return redirect(complaint)
            form.add_error("choice", _("This row is not in your region. Choose again."))
        if request.method == "POST":
            found = search_typed(request)
    with transaction.atomic():  # each page of this form shows what the complaint says
        record(request.user, actions.COMPLAINT_LOOKED_AT, complaint)
    context: dict[str, Any] = {
        "complaint": complaint,
        "form": form,
        "found": found,
        "choice": request.POST.get("choice", ""),
        "version": current_list(request.user),
    }
    return render(request, "posko/correct.html", context)


@transaction.atomic
def _keep(viewer: Account, form: CorrectionForm, status: str) -> bool:
    """Keeps what was changed, and makes it a finding if a row, or “not in the list”, is chosen. False: not in reach."""
    chosen = form.cleaned_data["choice"]
    complaint: Complaint = form.instance
    hold(complaint, status)
    changed = [name for name in form.changed_data if name != "choice"]
    if chosen:
        complaint.version = current_list(viewer)
        tps = put_row(complaint, chosen, viewer)
        if tps is None:
            return False
    complaint.save()
    if changed or chosen:
        details = {"changed": sorted(changed), "row": bool(chosen)}
        record(viewer, actions.COMPLAINT_CHANGED, complaint, details=details)
    if chosen and complaint.version is not None:
        complaint.become_finding(viewer, tps or "")
    return True
