"""The list with what is late, one case, and its name when asked for."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.neutrality import actions
from saksama.office.neutrality.catalogue import acts, terms
from saksama.office.neutrality.forms import EvidenceForm
from saksama.office.neutrality.models import NeutralityCase
from saksama.office.neutrality.room import ROOM
from saksama.office.records.listing import record_list
from saksama.office.trail.record import record

URGENT_SHOWN = 12


@audience("neutrality.read")
@require_safe
def neutrality(request: OfficeRequest) -> HttpResponse:
    """The cases one may see; first those whose next step is late or due within three days."""
    day = today()
    open_cases = NeutralityCase.objects.visible_to(request.user).filter(due__isnull=False)
    urgent = [each for each in open_cases.order_by("due", "pk")[:100] if each.is_late(day) or each.is_soon(day)]
    context = {
        "records": record_list(request, ROOM),
        "urgent": urgent[:URGENT_SHOWN] if request.user.may("neutrality.handle") else [],
        "day": day,
        "tabs": tabs(request),
    }
    return render(request, "neutrality/neutrality.html", context)


@audience("neutrality.read")
@require_safe
def case(request: OfficeRequest, pk: int) -> HttpResponse:
    """One case; the person as initials."""
    return _page(request, case_of(request, pk), name=False)


@audience("neutrality.read")
@require_POST
def case_name(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same page with the name, which is written down."""
    found = case_of(request, pk)
    if found.may_show_name_to(request.user):
        with transaction.atomic():
            record(request.user, actions.NAME_SEEN, found)
    return _page(request, found, name=found.may_show_name_to(request.user))


def case_of(request: OfficeRequest, pk: int) -> NeutralityCase:
    """A case one may see, else 404."""
    rows = NeutralityCase.objects.visible_to(request.user).select_related("by", "stage", "agency", "assessment__by")
    found: NeutralityCase = get_object_or_404(rows, pk=pk)
    return found


def tabs(request: OfficeRequest) -> list[str]:
    """The routes of this room that the viewer may open."""
    known = (
        ("neutrality", "neutrality.read"),
        ("neutrality_statistics", "neutrality.statistics"),
        ("awareness", "neutrality.awareness"),
    )
    return [route for route, permission in known if request.user.may(permission)]


def _page(request: OfficeRequest, found: NeutralityCase, *, name: bool) -> HttpResponse:
    viewer = request.user
    is_inside = viewer.may("neutrality.discuss")
    handles = viewer.may("neutrality.handle")
    letters = list(found.handovers.select_related("agency", "approved_by", "prepared_by", "decision_file"))
    if not is_inside:  # a liaison: what was sent to the own agency, and nothing before it
        letters = [each for each in letters if each.issued and each.agency and _answers_for(viewer, each)]
    for each in letters:
        each.case = found
    context: dict[str, Any] = {
        "case": found,
        "name": name,
        "may_see_name": bool(found.name) and found.may_show_name_to(viewer),
        "is_inside": is_inside,
        "assessment": getattr(found, "assessment", None) if handles else None,
        "letters": letters if handles or not is_inside else [],
        "may_letter": viewer.may("neutrality.names"),
        "waits_for": next((each for each in letters if each.is_answerable), None),
        "evidence": list(found.evidence.select_related("attachment")),
        "passages": list(found.passages.select_related("by")) if is_inside else [],
        "term": terms().get(found.status),
        "act": acts().get(found.conduct),
        "day": today(),
        "may_write": found.is_correctable_by(viewer),
        "may_assess": handles and found.status in ("verified", "reopened"),
        "evidence_form": EvidenceForm() if found.is_correctable_by(viewer) else None,
    }
    return render(request, "neutrality/case.html", context)


def _answers_for(viewer: Any, letter: Any) -> bool:
    return bool(letter.agency.liaisons.filter(pk=viewer.pk).exists())
