"""What the start page says of recommendations: letters to answer, to approve, to send."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import SOON, Reminder, remind
from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.states import SENT_STATES, State

MOST = 8
UNANSWERED = Text("Saran perbaikan {number} belum dijawab KPU.", "KPU has not answered recommendation {number} yet.")
YOURS = Text("Saran perbaikan {number} menunggu jawaban Anda.", "Recommendation {number} waits for your answer.")
APPROVE = Text("{n} saran perbaikan menunggu persetujuan Anda.", "{n} recommendations wait for your approval.")
SEND = Text("{n} saran perbaikan disetujui dan belum dikirim.", "{n} recommendations are approved and not sent.")


@remind
def due_letters(viewer: Account, day: date) -> Iterator[Reminder]:
    """Letters without an answer: for KPU all of them, for Bawaslu those whose deadline is near or over. One query."""
    if not viewer.may("recommendations.read"):
        return
    rows = Recommendation.objects.visible_to(viewer).filter(state__in=SENT_STATES, answered_on__isnull=True)
    if viewer.role != Role.KPU:
        rows = rows.filter(deadline__lte=day + SOON)
    text = YOURS if viewer.role == Role.KPU else UNANSWERED
    for letter in rows.order_by("deadline")[:MOST]:
        yield Reminder(text.fill(number=letter.number), reverse("recommendation", args=[letter.pk]), letter.deadline)


@remind
def on_the_way(viewer: Account, day: date) -> Iterator[Reminder]:
    """What waits for the head's approval, and what for being sent. One query for Bawaslu, else none."""
    if not viewer.may("recommendations.write"):
        return
    rows = Recommendation.objects.visible_to(viewer).filter(state__in=[State.DRAFT, State.APPROVED])
    states = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    if (drafts := states.get(State.DRAFT)) and viewer.may("recommendations.approve"):
        yield Reminder(APPROVE.fill(n=drafts), reverse("recommendations"), decision=True)
    if (approved := states.get(State.APPROVED)) and viewer.role == Role.STAFF:
        yield Reminder(SEND.fill(n=approved), reverse("recommendations"))
