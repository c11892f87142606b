"""Who is told of what: KPU of a letter, Bawaslu of an answer and of what the next list shows; and what is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.election.reminders import Reminder, remind
from saksama.office.recommendations.states import SENT_STATES
from saksama.office.records.models import notify

if TYPE_CHECKING:
    from saksama.office.recommendations.models import Recommendation

SOON = timedelta(days=7)  # how long before a deadline the start page speaks of it
_TOLD: dict[str, tuple[tuple[Role, ...], Text]] = {
    "approve": ((Role.STAFF,), Text("Surat {number} disetujui.", "Letter {number} is approved.")),
    "send": (
        (Role.KPU,),
        Text(
            "Saran perbaikan {number} dari Bawaslu, batas waktu {deadline}.",
            "Recommendation {number} of Bawaslu, to be carried out by {deadline}.",
        ),
    ),
    "answer": ((Role.STAFF, Role.HEAD), Text("KPU menjawab surat {number}.", "KPU has answered letter {number}.")),
    "look_up": (
        (Role.STAFF, Role.HEAD),
        Text(
            "Data surat {number} sudah dicari dalam daftar berikutnya.",
            "The records of letter {number} have been looked up in the next list.",
        ),
    ),
}
_TOLD["answer_late"] = _TOLD["answer"]


def tell(letter: "Recommendation", move: str, by: Account) -> None:
    """Notices to whom a move concerns, in the transaction of the move; not to who made it."""
    if move not in _TOLD:
        return
    roles, text = _TOLD[move]
    accounts = Account.objects.filter(is_active=True, role__in=roles).exclude(pk=by.pk)
    concerned = [
        each
        for each in accounts
        if (each.region == letter.region if each.role == Role.KPU else covers(each.region, letter.region))
    ]
    said = text.fill(number=letter.number, deadline=f"{letter.deadline:%d-%m-%Y}" if letter.deadline else "")
    notify(concerned, said, reverse("recommendation", args=[letter.pk]))


@remind
def due_letters(viewer: Account, day: date) -> Iterator[Reminder]:
    """Letters without an answer whose deadline is near or over. One query for who sees letters, else none."""
    from saksama.office.recommendations.models import Recommendation

    if not viewer.may("recommendations.read"):
        return
    rows = Recommendation.objects.visible_to(viewer).filter(
        state__in=SENT_STATES, answered_on__isnull=True, deadline__lte=day + SOON
    )
    for letter in rows.order_by("deadline")[:10]:
        said = Text(
            "Saran perbaikan {number} belum dijawab KPU.", "KPU has not answered recommendation {number} yet."
        ).fill(number=letter.number)
        if viewer.role == Role.KPU:
            said = Text(
                "Saran perbaikan {number} menunggu jawaban Anda.", "Recommendation {number} waits for your answer."
            ).fill(number=letter.number)
        yield Reminder(said, reverse("recommendation", args=[letter.pk]), letter.deadline or day)
