"""What the start page says of neutrality cases: steps that are due, and what a body's liaison has to answer."""

from collections.abc import Iterator
from datetime import date

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.neutrality.models import OPEN, NeutralityCase, Status
from saksama.office.neutrality.reminding import STATES

MOST = 6
STEP = Text("Netralitas, {state}: {case}", "Neutrality, {state}: {case}")
ANSWER = Text("Jawaban atas penerusan netralitas ditunggu: {case}", "An answer to a hand-over is awaited: {case}")


@remind
def due_steps(viewer: Account, day: date) -> Iterator[Reminder]:
    """One query for who handles cases or answers for a body, else none. Second words are told by `records`."""
    if viewer.role == Role.AGENCY:
        waiting = NeutralityCase.objects.visible_to(viewer).filter(status=Status.REFERRED)
        for case in waiting.order_by("due", "pk")[:MOST]:
            yield Reminder(ANSWER.fill(case=case), case.get_absolute_url(), case.due)
        return
    if not viewer.may("neutrality.handle"):
        return
    cases = NeutralityCase.objects.visible_to(viewer).filter(status__in=OPEN, due__isnull=False)
    near = [case for case in cases.order_by("due", "pk")[:100] if case.is_late(day) or case.is_soon(day)]
    for case in near[:MOST]:
        state = STATES[Status(case.status)]
        said = Text(STEP.id.format(state=state.id, case=case), STEP.en.format(state=state.en, case=case))
        yield Reminder(said, case.get_absolute_url(), case.due)
