"""The complaints desk: taking one, finding the voter in the list, following it up."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.posko import actions
from saksama.office.posko.complaint_form import NOT_LISTED, ComplaintForm
from saksama.office.posko.follow_up import follow_up
from saksama.office.posko.models import Complaint
from saksama.office.posko.place_names import place_names
from saksama.office.posko.room import COMPLAINTS
from saksama.office.posko.voter_search import Search, current_list, search, voter_in_reach
from saksama.office.records.listing import record_list
from saksama.office.records.models import link
from saksama.office.records.starting import begun_from
from saksama.office.trail.record import record

STORY = 2000  # characters of another record that are taken over


@audience("complaints.read")
@require_safe
def complaints(request: OfficeRequest) -> HttpResponse:
    """All one may see, without names."""
    records = record_list(request, COMPLAINTS)
    rows = records.listing.rows
    context = {
        "records": records,
        "rows": rows,
        "names": place_names({row.region for row in rows}),
        "may_write": request.user.may("complaints.write"),
    }
    return render(request, "posko/complaints.html", context)


@audience("complaints.write")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: OfficeRequest) -> HttpResponse:
    """The form; its button “Search the list” works without script, with script the list answers while one types."""
    is_search = "search" in request.POST
    origin = begun_from(request, COMPLAINTS)
    first = {"region": origin.region, "story": origin.what_happened()[:STORY]} if origin else {}
    form = ComplaintForm(request.POST or None, initial=first, viewer=request.user)
    found: Search | None = None
    if request.method == "POST" and is_search:
        form = ComplaintForm(initial=request.POST.dict(), viewer=request.user)
        found = search_typed(request)
    elif form.is_valid():
        chosen = form.cleaned_data["choice"]
        version = current_list(request.user)
        if chosen == "" and version is not None:
            form.add_error("choice", _("Choose the voter's row, or “not in the list”."))
            found = search_typed(request)
        else:
            made = _take(request.user, form, chosen, version, origin)
            if made is not None:
                messages.success(request, _("The complaint is taken. Give the complainant the receipt."))
                return redirect(made)
            form.add_error("choice", _("This row is not in your region. Choose again."))
    elif request.method == "POST":
        found = search_typed(request)
    context = {
        "form": form,
        "found": found,
        "choice": request.POST.get("choice", ""),
        "version": current_list(request.user),
    }
    return render(request, "posko/take.html", context)


@audience("voters.search")
@require_POST
def voters(request: OfficeRequest) -> HttpResponse:
    """What the list has so far for what is typed; a part of a page. By POST: a name does not belong in an address."""
    return render(
        request, "posko/voters.html", {"found": search_typed(request), "choice": request.POST.get("choice", "")}
    )


@audience("complaints.read")
@require_safe
def complaint(request: OfficeRequest, pk: int) -> HttpResponse:
    """One complaint, names masked, with what became of it."""
    return render(request, "posko/complaint.html", _context(request, complaint_or_404(request.user, pk)))


@audience("complaints.write")
@require_POST
def names(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same page with names and contact; the look is written down."""
    found = complaint_or_404(request.user, pk)
    with transaction.atomic():
        record(request.user, actions.COMPLAINT_LOOKED_AT, found)
    return render(request, "posko/complaint.html", {**_context(request, found), "shown": True})


@audience("complaints.write")
@require_safe
def receipt(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the complainant takes home."""
    found = complaint_or_404(request.user, pk)
    context = {"complaint": found, "place": place_names({found.region}).get(found.region, found.region)}
    return render(request, "posko/receipt.html", context)


def complaint_or_404(viewer: Account, pk: int) -> Any:
    """One that the viewer sees."""
    rows = Complaint.objects.visible_to(viewer).select_related("finding", "version", "by")
    return get_object_or_404(rows, pk=pk)


def _context(request: OfficeRequest, found: Complaint) -> dict[str, Any]:
    return {
        "complaint": found,
        "place": place_names({found.region}).get(found.region, found.region),
        "steps": follow_up(found),
        "may_write": request.user.may("complaints.write"),
        "may_correct": request.user.may("complaints.write") and found.is_correctable_by(request.user),
        "shown": False,
    }


def search_typed(request: OfficeRequest) -> Search:
    """The current list searched for what stands in the form so far."""
    try:
        birthdate = date.fromisoformat(request.POST.get("birthdate", ""))
    except ValueError:
        birthdate = None
    return search(request.user, request.POST.get("voter", "")[:100], birthdate)


def put_row(complaint: Complaint, chosen: str, viewer: Account) -> str | None:
    """Writes the chosen row of its list into a complaint, not yet saved. Gives the TPS, None if it is not in reach."""
    complaint.record = None
    if chosen in ("", NOT_LISTED):
        return ""
    voter = voter_in_reach(viewer, complaint.version, int(chosen)) if complaint.version is not None else None
    if voter is None:
        return None
    complaint.record, complaint.region = voter.record, voter.village or complaint.region
    return voter.tps


@transaction.atomic
def _take(viewer: Account, form: ComplaintForm, chosen: str, version: Any, origin: Any) -> Complaint | None:
    """Keeps the complaint and makes it a finding of the current list; None if the row is none of the viewer's."""
    made: Complaint = form.save(commit=False)
    made.by, made.version = viewer, version
    if origin is not None:
        made.classification = origin.classification
    tps = put_row(made, chosen, viewer)
    if tps is None:
        return None
    made.save()
    record(viewer, actions.COMPLAINT_TAKEN, made, details={"kind": made.kind})
    if origin is not None:
        link(origin, made, viewer)
    if version is not None:
        made.become_finding(viewer, tps)
    return made
