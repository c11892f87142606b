"""Letters of recommendation and KPU's answers: KPU's own system can answer record by record."""

from datetime import date, datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.accounts.access import Role
from saksama.office.api import problems
from saksama.office.api.operation import Call, Id, Reply, Schema, operation
from saksama.office.api.shapes import Page
from saksama.office.api.taking_out import page_of
from saksama.office.recommendations.answering import answer
from saksama.office.recommendations.forms import AnswerForm
from saksama.office.recommendations.models import Claim, Item, Recommendation, Result
from saksama.office.recommendations.states import State
from saksama.office.rolls.masking import mask

LETTERS = gettext_lazy("Recommendations")
MOST_ITEMS = 500  # answered in one request


class Letter(Schema):
    """A letter; what it says is in its documents."""

    id: int
    number: str
    state: Literal[tuple(State.values)]  # type: ignore[valid-type]
    list: int
    region: str
    subject: str
    dated: date | None
    sent_on: date | None
    deadline: date | None
    answered_on: date | None
    records: int
    answered: int
    fixed: int = Field(description="as the next list shows")
    url: str


class Letters(Schema):
    """A page of them."""

    rows: list[Letter]
    next: int | None


class LetterQuery(Page):
    """Which letters."""

    changed_since: None = None
    state: Literal[tuple(State.values)] | None = None  # type: ignore[valid-type]


class ItemShown(Schema):
    """A recommended record: the finding, what KPU says, and what the next list shows."""

    id: int
    finding: int
    reference: str = Field(description="the code in the attachment of the letter")
    kind: str
    request: str
    region: str
    tps: str
    evidence: str = Field(description="numbers of people masked")
    claim: Literal["", *Claim.values]  # type: ignore[valid-type]
    claim_reason: str
    claimed_at: datetime | None
    result: Literal["", *Result.values]  # type: ignore[valid-type]


class Items(Schema):
    """A page of them."""

    rows: list[ItemShown]
    next: int | None


class ItemQuery(Page):
    """Which records of a letter."""

    changed_since: None = None
    claim: Literal["none", *Claim.values] | None = None  # type: ignore[valid-type]


class AnswerToGive(Schema):
    """One answer for one or more records of a letter."""

    items: list[Id] = Field(min_length=1, max_length=MOST_ITEMS, description="ids of the records")
    claim: Literal[tuple(Claim.values)]  # type: ignore[valid-type]
    reason: str = Field(default="", max_length=500, description="must be there where it is rejected")


class Answered(Schema):
    """How many records have the answer now."""

    records: int


@operation(
    "GET", "recommendations", "recommendations.read", gettext_lazy("Letters of recommendation"),
    gives=Letters, query=LetterQuery, tag=LETTERS,
)  # fmt: skip
def letters(call: Call) -> Reply:
    """Bawaslu its own, KPU those sent to it."""
    rows = Recommendation.objects.visible_to(call.viewer).counted(call.viewer)
    if call.query.state is not None:
        rows = rows.filter(state=call.query.state)
    return page_of(call, rows, lambda found: [_letter(row) for row in found], what="recommendations", export="")


@operation(
    "GET", "recommendations/<int:pk>", "recommendations.read", gettext_lazy("One letter"), gives=Letter, tag=LETTERS
)
def letter(call: Call) -> Reply:
    """With how far it is."""
    rows = Recommendation.objects.visible_to(call.viewer).counted(call.viewer)
    return Reply(_letter(get_object_or_404(rows, pk=call.path["pk"])))


@operation(
    "GET", "recommendations/<int:pk>/items", "recommendations.read", gettext_lazy("The records of a letter"),
    gives=Items, query=ItemQuery, tag=LETTERS,
)  # fmt: skip
def items(call: Call) -> Reply:
    """With KPU's answers and what the next list shows."""
    found = _seen(call)
    rows = Item.objects.visible_to(call.viewer).filter(recommendation=found).select_related("finding")
    if call.query.claim is not None:
        rows = rows.filter(claim="" if call.query.claim == "none" else call.query.claim)
    return page_of(
        call, rows, lambda found: [_item(row) for row in found], what="recommended", export="recommendations.download"
    )


@operation(
    "POST", "recommendations/<int:pk>/answers", "recommendations.answer", gettext_lazy("KPU answers records"),
    takes=AnswerToGive, gives=Answered, tag=LETTERS,
)  # fmt: skip
def answers(call: Call) -> Reply:
    """The same answer again changes nothing; until the answer is handed in it can be corrected."""
    found = _seen(call)
    if call.viewer.role != Role.KPU:
        raise PermissionDenied(_("Only KPU answers by the API. Take over its workbook instead."))
    form = AnswerForm({"claim": call.body.claim, "reason": call.body.reason})
    if not form.is_valid():
        return Reply(whole=problems.of_form(form))
    rows = Item.objects.visible_to(call.viewer).filter(recommendation=found, pk__in=call.body.items)
    missing = sorted(set(call.body.items) - set(rows.values_list("pk", flat=True)))
    if missing:
        errors = [
            {"column": "items", "what": str(each), "remedy": _("It is no record of this letter.")} for each in missing
        ]
        return Reply(whole=problems.problem(422, _("The answer cannot be taken over"), "", errors))
    count = answer(found, rows, call.viewer, Claim(form.cleaned_data["claim"]), form.cleaned_data["reason"])
    return Reply({"records": count})


@operation(
    "POST", "recommendations/<int:pk>/hand-in", "recommendations.answer",
    gettext_lazy("KPU's answer is complete and stands"), gives=Letter, tag=LETTERS,
)  # fmt: skip
def hand_in(call: Call) -> Reply:
    """Once every record has an answer."""
    _seen(call).hand_in(call.viewer)
    return letter(call)


def _seen(call: Call) -> Recommendation:
    rows = Recommendation.objects.visible_to(call.viewer)
    found: Recommendation = get_object_or_404(rows, pk=call.path["pk"])
    return found


def _letter(row: Any) -> dict[str, Any]:
    same = ("number", "state", "region", "subject", "dated", "sent_on", "deadline", "answered_on", "records")
    return {
        "id": row.pk,
        "list": row.version_id,
        **{name: getattr(row, name) for name in (*same, "answered", "fixed")},
        "url": row.get_absolute_url(),
    }


def _item(row: Item) -> dict[str, Any]:
    return {
        "id": row.pk,
        "finding": row.finding_id,
        "reference": row.finding.reference,
        "kind": row.kind_title,
        "request": row.request,
        "region": row.region,
        "tps": row.finding.tps,
        "evidence": mask(row.finding.evidence),
        "claim": row.claim,
        "claim_reason": row.claim_reason,
        "claimed_at": row.claimed_at,
        "result": row.result,
    }
