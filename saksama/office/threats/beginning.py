"""A threat begun from what a record of another room says, to be judged by whoever begins it."""

from typing import Any

from saksama.office.accounts.models import Account
from saksama.office.records.starting import begun_before, taken_over
from saksama.office.threats import actions
from saksama.office.threats.models import Field, Kind, Threat
from saksama.office.trail.record import record

MIDDLE = 3  # of five, until somebody judges it


def begin_from(other: Any, by: Account) -> list[Threat]:
    """Of a citizen's report; the same one if it was written down before. The source cannot be judged yet: F6."""
    if before := begun_before(other, Threat, by):
        return before
    threat: Threat = Threat.objects.create(
        **taken_over(other),
        by=by,
        title=str(other)[:160],
        kind=Kind.THREAT,
        field=getattr(other, "threat_field", "") or Field.SOCIAL,
        day=getattr(other, "occurred", None) or other.day,
        description=other.what_happened()[:4000],
        source=str(other)[:200],
        likelihood=MIDDLE,
        impact=MIDDLE,
    )
    record(by, actions.THREAT_WRITTEN, threat)
    return [threat]
