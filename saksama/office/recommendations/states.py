"""Where a recommendation can be, and every way from one place to the next: who may go it, and what the trail says.

`table()` and `diagram()` print what stands in docs/users/recommendations.md; the model goes no other way.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.recommendations import actions
from saksama.office.records.states import Move, markdown


class State(models.TextChoices):
    """How far a letter has come."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    VERIFIED = "verified", _("Verified")


# From here on KPU sees it, and nothing in it changes any more.
SENT_STATES = (State.SENT, State.ANSWERED, State.VERIFIED)


APPROVE = Move(
    "approve",
    _("Approve"),
    {State.DRAFT},
    State.APPROVED,
    "recommendations.approve",
    actions.APPROVED,
    own_page="recommendation_approve",
)
TAKE_BACK = Move(
    "take_back",
    _("Back to draft"),
    {State.APPROVED},
    State.DRAFT,
    "recommendations.write",
    actions.TAKEN_BACK,
    note=True,
)
SEND = Move(
    "send",
    _("Mark as sent"),
    {State.APPROVED},
    State.SENT,
    "recommendations.write",
    actions.SENT,
    own_page="recommendation_send",
)
ANSWER = Move(
    "answer", _("Hand in the answer"), {State.SENT}, State.ANSWERED, "recommendations.answer", actions.ANSWERED
)
# The next list may come before KPU's answer.
ANSWER_LATE = Move(
    "answer_late", _("Hand in the answer"), {State.VERIFIED}, State.VERIFIED, "recommendations.answer", actions.ANSWERED
)
# Goes by itself when the next list has been audited.
LOOK_UP = Move(
    "look_up",
    _("Look up in the next list"),
    {*SENT_STATES},
    State.VERIFIED,
    "recommendations.write",
    actions.LOOKED_UP,
)
# Goes by itself when the list it was looked up in is withdrawn; with or without an answer of KPU.
RESULTS_BACK = Move(
    "results_back",
    _("The list is withdrawn"),
    {State.VERIFIED},
    State.SENT,
    "lists.withdraw",
    actions.RESULTS_TAKEN_BACK,
)
RESULTS_BACK_ANSWERED = Move(
    "results_back",
    _("The list is withdrawn"),
    {State.VERIFIED},
    State.ANSWERED,
    "lists.withdraw",
    actions.RESULTS_TAKEN_BACK,
)
MOVES: tuple[Move, ...] = (APPROVE, TAKE_BACK, SEND, ANSWER, ANSWER_LATE, LOOK_UP, RESULTS_BACK, RESULTS_BACK_ANSWERED)


class Refused(Exception):  # noqa: N818 - no error of the program: somebody may not, and is told why
    """A move that is not possible now, with the reason as a sentence for the reader."""


def move_from(state: str, ways: tuple[Move, ...]) -> Move:
    """The one of the ways that begins here. Raises Refused."""
    for move in ways:
        if state in move.sources:
            return move
    raise Refused(_("In its present state this cannot be done. Load the page anew."))


def table() -> str:
    """The table for the documents."""
    return markdown(MOVES, {state.value: str(state.label) for state in State})


def diagram() -> str:
    """The same as a drawing in Mermaid's words."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    for move in MOVES:
        lines += [f"    {source} --> {move.target}: {move.label}" for source in State if source in move.sources]
    return "\n".join(lines)
