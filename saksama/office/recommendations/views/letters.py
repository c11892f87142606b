"""All letters, and one of them with its records."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import Role, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.listing import listing
from saksama.office.recommendations.forms import AnswerForm, DocumentForm, ItemFilter, LetterFilter, NoteForm
from saksama.office.recommendations.models import DocumentKind, Item, OfficeData, Recommendation
from saksama.office.recommendations.next_list import later_lists
from saksama.office.recommendations.records import claim_table, filtered, places_of, shown
from saksama.office.recommendations.states import State
from saksama.office.recommendations.views.common import letter_or_404


@audience("recommendations.read")
@require_safe
def recommendations(request: OfficeRequest) -> HttpResponse:
    """State, deadline, days late, answered and fixed of each letter; the newest first."""
    rows = Recommendation.objects.visible_to(request.user)
    late = rows.late(today()).order_by("deadline")[:20]
    form = LetterFilter(request.GET, drafts=request.user.may("recommendations.write"))
    form.is_valid()  # what is no choice is said at its field
    if state := form.cleaned_data.get("state"):
        rows = rows.filter(state=state)
    if form.cleaned_data.get("late"):
        rows = rows.late(today())
    context = {
        "form": form,
        "late": late,
        "listing": listing(request, rows.select_related("version").counted(request.user).order_by("-id")),
        "may_write": request.user.may("recommendations.write"),
        "may_set": request.user.may("recommendations.office"),
        "is_kpu": request.user.role == Role.KPU,
    }
    return render(request, "recommendations/recommendations.html", context)


@audience("recommendations.read")
@require_safe
def recommendation(request: OfficeRequest, pk: int) -> HttpResponse:
    """What it is, what can be done with it, what KPU says beside what the list shows, and its records."""
    letter = letter_or_404(request, pk)
    user = request.user
    items = Item.objects.visible_to(user).filter(recommendation=letter)
    kinds = list(items.order_by("kind").values_list("kind", flat=True).distinct())
    form = ItemFilter(request.GET, places=places_of(items), kinds=kinds)
    form.is_valid()  # what is no choice is said at its field
    rows = filtered(items, form.cleaned_data).select_related("finding", "previous", "claimed_by")
    page = listing(request, rows)
    may_write, is_kpu = user.may("recommendations.write"), user.role == Role.KPU
    look_ups = list(letter.look_ups.select_related("version"))
    table = claim_table(items)
    stands = not letter.version.is_withdrawn
    context = {
        "letter": letter,
        "form": form,
        "listing": page,
        "rows": shown(letter, page.rows),
        "kinds": kinds,
        "table": table,
        "look_ups": look_ups,
        "documents": _documents(request, letter),
        "follower": Recommendation.objects.visible_to(user).filter(follows=letter).first(),
        "is_kpu": is_kpu,
        "may_write": may_write,
        "may_remove": may_write and letter.is_draft,
        "may_approve": user.may("recommendations.approve") and letter.is_draft and stands,
        "may_send": may_write and letter.state == State.APPROVED and stands,
        "may_take_back": may_write and letter.state == State.APPROVED,
        "may_answer": is_kpu and letter.takes_answers,
        "may_upload_answers": user.may("recommendations.answer") and letter.takes_answers,
        "may_hand_in": user.may("recommendations.answer") and letter.takes_answers and not table.unanswered,
        "may_follow_up": may_write and look_ups and table.shown_open and stands,
        "may_give_up": may_write and letter.is_sent and letter.given_up_on is None and letter.days_late,
        "may_see_finding": user.may("findings.read"),
        "later_lists": later_lists(letter) if may_write and letter.is_sent else [],
        "answer_form": AnswerForm(),
        "document_form": DocumentForm() if may_write and letter.is_sent else None,
        "note_form": NoteForm(),
        "office_incomplete": may_write and letter.is_draft and not OfficeData.of(letter.region).is_complete,
    }
    return render(request, "recommendations/recommendation.html", context)


def _documents(request: OfficeRequest, letter: Recommendation) -> list[object]:
    if not request.user.may("recommendations.download"):
        return []
    hidden = set()
    if request.user.role == Role.KPU:
        hidden.add(DocumentKind.LETTER_DOCX.value)
    if not request.user.may("recommendations.numbers"):
        hidden.add(DocumentKind.ATTACHMENT_WHOLE.value)
    return list(letter.documents.exclude(kind__in=hidden).select_related("by"))
