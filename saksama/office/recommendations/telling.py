"""Who is told of what: KPU of a letter, Bawaslu of an answer and of what the next list shows."""

from typing import TYPE_CHECKING

from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.records.models import notify

if TYPE_CHECKING:
    from saksama.office.recommendations.models import Recommendation

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
    "results_back": (
        (Role.STAFF, Role.HEAD),
        Text(
            "Daftar tempat data surat {number} dicari telah ditarik; hasil pencariannya tidak berlaku lagi.",
            "The list in which the records of letter {number} were looked up is withdrawn; its results no longer hold.",
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
