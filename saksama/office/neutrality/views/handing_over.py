"""Preparing a hand-over, asking the head for it, and its letter."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import now, today
from saksama.office.neutrality import actions
from saksama.office.neutrality.catalogue import Body
from saksama.office.neutrality.forms import HandoverForm, bodies_for
from saksama.office.neutrality.letter import addressee, letter_content, to_docx, to_pdf
from saksama.office.neutrality.models import Handover, NeutralityCase, Status
from saksama.office.neutrality.models.handover import LINK_LIVES
from saksama.office.neutrality.room import STEPS
from saksama.office.neutrality.views.reading import case_of
from saksama.office.records.states import hold, move
from saksama.office.trail.record import record

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@audience("neutrality.propose")
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Chooses the body (`?body=`), writes the letter's data, and asks the head."""
    case = case_of(request, pk)
    if case.status != Status.ESCALATED or not hasattr(case, "assessment"):
        raise Http404
    bodies = bodies_for(case.group, today())
    draft = case.handovers.filter(issued=None).first()
    chosen = next((each for each in bodies if each.key == request.GET.get("body")), None)
    body = chosen or (draft.body_of_law if draft else next(iter(bodies)))
    if draft is None or draft.body != body.key:
        draft = _proposal(case, body, request, draft.pk if draft else None)
    form = HandoverForm(request.POST or None, instance=draft, viewer=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                hold(case, case.status)
                form.save()
                record(request.user, actions.LETTER_DRAFTED, case, details={"body": draft.body, "letter": draft.number})
                move(case, STEPS["refer"], request.user, _("Letter %(number)s") % {"number": draft.number})
            messages.success(request, _("The head has been asked. The letter can be read as a draft until then."))
            return redirect(case)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"case": case, "form": form, "bodies": bodies, "body": body}
    return render(request, "neutrality/refer.html", context)


@audience("neutrality.names")
@require_safe
def letter(request: OfficeRequest, pk: int, kind: str) -> HttpResponse:
    """The letter; it names the person, so each taking is written down. A liaison gets the own agency's, once issued."""
    found = _letter(request, pk)
    content = found.content or letter_content(found)  # what was issued stays as it was
    link = _("(the link comes with the approval)")
    if found.issued:
        link = request.build_absolute_uri(reverse("answer_neutrality_by_link", args=[found.link_code()]))
    with transaction.atomic():
        record(request.user, actions.LETTER_TAKEN, found.case, details={"letter": found.number, "as": kind})
    name = f"surat-{found.case.number}-{found.pk}".replace("/", "-")
    if kind == "docx":
        answer = HttpResponse(to_docx(content, link), content_type=DOCX)
        answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
        return answer
    answer = HttpResponse(to_pdf(content, link, found.dated), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@audience("neutrality.handle")
@require_POST
def new_link(request: OfficeRequest, pk: int) -> HttpResponse:
    """The letter went astray: its link leads nowhere from now on, a new letter has a new one."""
    found = _letter(request, pk)
    with transaction.atomic():
        found.link_version += 1
        found.link_expires = now() + LINK_LIVES
        found.save(update_fields=["link_version", "link_expires"])
        record(request.user, actions.LINK_RENEWED, found.case, details={"letter": found.number})
    messages.success(request, _("The old link leads nowhere now. Make the letter anew and send it."))
    return redirect(found.case)


def _letter(request: OfficeRequest, pk: int) -> Handover:
    cases = NeutralityCase.objects.visible_to(request.user)
    rows = Handover.objects.filter(case__in=cases).select_related("case__agency", "case__assessment", "agency")
    if not request.user.may("neutrality.handle"):
        rows = rows.filter(issued__isnull=False, agency__liaisons=request.user)
    found: Handover = get_object_or_404(rows.distinct(), pk=pk)
    return found


def _proposal(case: NeutralityCase, body: Body, request: OfficeRequest, pk: int | None) -> Handover:
    """What the letter would say by the table; kept only when the form is sent."""
    return Handover(
        pk=pk,
        case=case,
        body=body.key,
        addressee=addressee(body, case.region),
        addressee_place=body.place,
        dated=today(),
        answer_by=today() + timedelta(days=body.days),
        prepared_by=request.user,
    )
