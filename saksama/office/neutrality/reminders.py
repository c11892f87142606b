"""What the start page says of neutrality cases: steps that are due or late."""

from collections.abc import Iterator
from datetime import date

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import SOON, Reminder, remind
from saksama.office.neutrality.models import OPEN, NeutralityCase, Status
from saksama.office.neutrality.reminding import STATES

MOST = 5
DUE = Text("Netralitas {case}: {state}", "Neutrality {case}: {state}")


@remind
def due_steps(viewer: Account, day: date) -> Iterator[Reminder]:
    """One query for who reads cases, else none."""
    if not viewer.may("neutrality.read"):
        return
    rows = NeutralityCase.objects.visible_to(viewer).filter(status__in=OPEN, due__lte=day + SOON)
    for case in rows.order_by("due")[:MOST]:
        word = STATES[Status(case.status)]
        said = Text(DUE.id.format(case=case, state=word.id), DUE.en.format(case=case, state=word.en))
        yield Reminder(said, case.get_absolute_url(), case.due)
