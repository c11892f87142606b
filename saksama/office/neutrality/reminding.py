"""Warnings before a step is due, once when it is late, and of letters that nobody has answered."""

from datetime import date, timedelta

from saksama.language import Text
from saksama.office.clock import today
from saksama.office.neutrality.models import OPEN, NeutralityCase, Status
from saksama.office.neutrality.telling import HEAD, LIAISONS, STAFF, people
from saksama.office.records.models import notify

SOON = Text("Tenggat {due}: {case}, {state}.", "Due {due}: {case}, {state}.")
LATE = Text("Lewat tenggat {due}: {case}, {state}.", "Past its deadline {due}: {case}, {state}.")
UNANSWERED = Text("Belum dijawab sejak {due}: {case}.", "No answer since {due}: {case}.")
STATES = {
    Status.RECEIVED: Text("belum diverifikasi", "not verified yet"),
    Status.VERIFIED: Text("kajian belum selesai", "assessment not finished"),
    Status.ESCALATED: Text("belum diputuskan", "not decided"),
    Status.REFERRED: Text("menunggu jawaban", "waits for an answer"),
    Status.ANSWERED: Text("belum ditutup", "not closed"),
    Status.REOPENED: Text("belum ditangani kembali", "not handled again"),
}
WITHIN = timedelta(days=3)  # no term warns earlier


def remind(day: date | None = None) -> int:
    """Tells staff, head and the liaison of the body, each once before and once after. Gives the number of cases."""
    day = day or today()
    number = 0
    for case in NeutralityCase.objects.filter(status__in=OPEN, due__lte=day + WITHIN).select_related("by"):
        state = "late" if case.is_late(day) else "soon" if case.is_soon(day) else ""
        if not state:
            continue
        number += 1
        waits = case.status == Status.REFERRED
        pair = UNANSWERED if waits and state == "late" else LATE if state == "late" else SOON
        word, when = STATES[Status(case.status)], f"{case.due:%d-%m-%Y}"
        text = Text(
            pair.id.format(due=when, case=case, state=word.id), pair.en.format(due=when, case=case, state=word.en)
        )
        whom = (STAFF, HEAD, LIAISONS) if waits else (STAFF, HEAD)
        key = f"neutrality {case.pk} {case.status} {case.due} {state}"
        notify(people(case, whom), text, case.get_absolute_url(), key)
    return number
