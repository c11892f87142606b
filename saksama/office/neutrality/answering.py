"""The answer of the competent body: by its liaison, by staff from paper, or by the link without an account."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.actions import ACCOUNT_CREATED
from saksama.office.accounts.models import Account
from saksama.office.clock import now
from saksama.office.neutrality import actions
from saksama.office.neutrality.forms import PROGRESS
from saksama.office.neutrality.models import Handover
from saksama.office.neutrality.room import STEPS
from saksama.office.neutrality.telling import tell
from saksama.office.records.models import attach
from saksama.office.records.states import move
from saksama.office.trail.record import record

SENDER = "tautan-surat"


@dataclass(frozen=True)
class LinkHolder:
    """Whoever holds the letter: may answer it, and nothing else. In the trail by the number of the letter."""

    username: str

    @classmethod
    def of(cls, handover: Handover) -> "LinkHolder":
        """Of one letter."""
        return cls(f"tautan surat {handover.number}"[:60])

    def may(self, permission: str) -> bool:
        """Answering only."""
        return permission == "neutrality.answer"


def sender_by_link() -> Account:
    """Stands as sender of a file that came by the link: closed, of no region, without a password."""
    given = {
        "name": "Penerima surat (tautan)",
        "role": Role.AGENCY,
        "is_active": False,
        "password": make_password(None),
    }
    made, is_new = Account.objects.get_or_create(username=SENDER, defaults=given)
    if is_new:
        record("system", ACCOUNT_CREATED, made, details={"role": made.role})
    return made


@transaction.atomic
def take_answer(handover: Handover, told: dict[str, Any], by: Any) -> Handover:
    """Writes an answer down; a decision moves the case on, word of progress does not.

    Raises:
        ValidationError: the case waits for no answer to this letter any more.
    """
    locked = Handover.objects.select_for_update().select_related("case").get(pk=handover.pk)
    if not locked.is_answerable:
        raise ValidationError(_("This letter has been answered, or the case waits for no answer any more."))
    if told["answer"] == PROGRESS:
        locked.progress, locked.progress_at = told["note"], now()
        locked.save()
        tell(locked.case, "progress", f"neutrality {locked.case_id} progress {locked.pk} {locked.progress_at:%Y%m%d}")
        record(by, actions.PROGRESS_TOLD, locked.case, details={"letter": locked.number})
        return locked
    locked.answer, locked.answered = told["answer"], now()
    locked.sanction = told["sanction"] if told["answer"] == "sanction" else ""
    locked.decision_number, locked.decision_day = told["decision_number"], told["decision_day"]
    locked.note, locked.answered_by = told["note"], told["answered_by"]
    locked.by_link = isinstance(by, LinkHolder)
    if upload := told.get("upload"):
        sender = by if isinstance(by, Account) else sender_by_link()
        caption = ": ".join(filter(None, (locked.number, locked.decision_number)))
        locked.decision_file = attach(locked.case, upload, sender, caption)
    locked.save()
    details = {"letter": locked.number, "answer": locked.answer, "sanction": locked.sanction, "link": locked.by_link}
    move(locked.case, STEPS["answer"], by, details=details)
    return locked
