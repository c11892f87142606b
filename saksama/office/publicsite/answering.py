"""What the office does with a citizen's report: each step comes with a word that the citizen reads."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.clock import now
from saksama.office.publicsite import actions
from saksama.office.publicsite.models import CitizenReport, Message
from saksama.office.records.states import Move, move
from saksama.office.trail.record import record


@transaction.atomic
def take_step(
    report: CitizenReport, step: Move, by: Account, text: str, is_confirmed: bool | None = None
) -> CitizenReport:
    """Makes a step and tells the citizen.

    Raises:
        ValidationError: see `states.move`.
    """
    moved: CitizenReport = move(report, step, by)
    if is_confirmed is not None:
        moved.is_confirmed = is_confirmed
        moved.save(update_fields=["is_confirmed"])
    Message.objects.create(report=moved, by=by, text=text, status=moved.status, at=now())
    return moved


@transaction.atomic
def answer(report: CitizenReport, by: Account, text: str) -> Message:
    """A word to the citizen without a step."""
    made = Message.objects.create(report=report, by=by, text=text, at=now())
    record(by, actions.CITIZEN_ANSWERED, report)
    return made


@transaction.atomic
def place(report: CitizenReport, by: Account, region: str, kind: str) -> None:
    """Corrects where it belongs and what it is about.

    Raises:
        ValidationError: it is over.
    """
    locked = CitizenReport.objects.select_for_update().get(pk=report.pk)
    if not locked.is_open:
        raise ValidationError(_("This report is over."))
    before = {"region": locked.region, "kind": locked.kind}
    locked.region, locked.kind = region, kind
    locked.save()
    record(by, actions.REPORT_PLACED, locked, details={"from": before, "to": {"region": region, "kind": kind}})
