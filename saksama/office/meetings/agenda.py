"""The agenda, prepared from what is open in every room: late promises, high threats, unanswered letters, cases."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from saksama.office.accounts.models import Account
from saksama.office.meetings import actions
from saksama.office.meetings.models import AgendaItem, Meeting
from saksama.office.records.registry import ROOMS, find
from saksama.office.trail.record import record

MOST = 12  # proposals of each room


@dataclass(frozen=True)
class Proposal:
    """Something open that a meeting could talk about."""

    source: str  # "threats:12"
    text: str
    room: str | Promise
    day: date


def proposals(meeting: Meeting, viewer: Account, day: date) -> list[Proposal]:
    """What is open and not on the agenda yet, as far as the viewer sees it; one query a room."""
    taken = set(meeting.agenda.values_list("source", flat=True))
    found = []
    for room in ROOMS.values():
        if room.for_agenda is None:
            continue
        for each in room.for_agenda(room.model.objects.visible_to(viewer), day)[:MOST]:
            source = f"{room.key}:{each.pk}"
            if source not in taken:
                found.append(Proposal(source, str(each), room.label, each.day))
    return found


def take(meeting: Meeting, viewer: Account, sources: list[str]) -> int:
    """Puts proposals on the agenda; gives their number. What the viewer may not see is not taken (404)."""
    with transaction.atomic():
        last = meeting.agenda.count()
        for number, source in enumerate(sources, start=1):
            key, _colon, pk = source.partition(":")
            target = find(ROOMS[key], int(pk), viewer) if key in ROOMS and pk.isdecimal() else None
            if target is not None:
                AgendaItem.objects.get_or_create(
                    meeting=meeting, source=source, defaults={"text": str(target)[:300], "position": last + number}
                )
        record(viewer, actions.AGENDA_CHANGED, meeting, details={"points": meeting.agenda.count()})
    return len(sources)


def source_of(item: AgendaItem, viewer: Account) -> Any:
    """The record a point is about, None if there is none or the viewer may not see it."""
    key, _colon, pk = item.source.partition(":")
    if key not in ROOMS or not pk.isdecimal():
        return None
    return ROOMS[key].model.objects.visible_to(viewer).filter(pk=int(pk)).first()
