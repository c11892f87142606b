"""The agenda, prepared from what is open in every room: late promises, high threats, unanswered letters, cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.meetings import actions
from saksama.office.meetings.models import AgendaItem, Meeting
from saksama.office.recommendations.models import Recommendation
from saksama.office.records.models import Classification
from saksama.office.records.registry import ROOMS
from saksama.office.trail.record import record

MOST = 12  # proposals of each room


@dataclass(frozen=True)
class Proposal:
    """Something open that a meeting could talk about."""

    source: str  # "threats:12"
    text: str
    room: str | Promise
    day: date


@dataclass(frozen=True)
class Supply:
    """Where points come from: a kind of record, and which of its rows a meeting should talk about on a day."""

    key: str  # before the colon of a source
    label: str | Promise
    model: type[Any]
    rows: Callable[[Any, date], Any]
    text: Callable[[Any], str] = str
    day: Callable[[Any], date] = lambda row: row.day


LETTERS = Supply(  # no room of records: they have a register of their own
    "recommendations",
    _("Recommendation without an answer"),
    Recommendation,
    lambda rows, day: rows.late(day).order_by("deadline", "pk"),
    lambda letter: f"{letter.number} {letter.subject}",
    lambda letter: letter.deadline,
)


def supplies() -> Iterator[Supply]:
    """Unanswered letters, and what each room that has something for an agenda offers."""
    yield LETTERS
    for room in ROOMS.values():
        if room.for_agenda is not None:
            yield Supply(room.key, room.label, room.model, room.for_agenda)


def proposals(meeting: Meeting, viewer: Account, day: date) -> list[Proposal]:
    """What is open and not on the agenda yet, as far as the viewer sees it; a query or two a room."""
    taken = set(meeting.agenda.values_list("source", flat=True))
    found = []
    for supply in supplies():
        for each in supply.rows(supply.model.objects.visible_to(viewer), day)[:MOST]:
            source = f"{supply.key}:{each.pk}"
            if source not in taken and _is_open(each):
                found.append(Proposal(source, supply.text(each), supply.label, supply.day(each)))
    return found


def take(meeting: Meeting, viewer: Account, sources: list[str]) -> int:
    """Puts proposals on the agenda; gives their number. What the viewer may not see is not taken (404)."""
    known = {supply.key: supply for supply in supplies()}
    with transaction.atomic():
        last = meeting.agenda.count()
        for number, source in enumerate(sources, start=1):
            key, _colon, pk = source.partition(":")
            if key in known and pk.isdecimal():
                target = get_object_or_404(known[key].model.objects.visible_to(viewer), pk=int(pk))
                if not _is_open(target):
                    raise Http404
                text = known[key].text(target)[:300]
                AgendaItem.objects.get_or_create(
                    meeting=meeting, source=source, defaults={"text": text, "position": last + number}
                )
        meeting.found_anew()
        record(viewer, actions.AGENDA_CHANGED, meeting, details={"points": meeting.agenda.count()})
    return len(sources)


def rearrange(meeting: Meeting, point: AgendaItem, by: Account, *, up: bool) -> None:
    """Moves a point up by one, or takes it off; positions are counted anew under the meeting's lock."""
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        points = list(meeting.agenda.all())
        place = next((place for place, each in enumerate(points) if each.pk == point.pk), None)
        if place is None:
            return
        if up:
            points.insert(max(0, place - 1), points.pop(place))
        else:
            points.pop(place).delete()
        for position, each in enumerate(points):
            each.position = position
        AgendaItem.objects.bulk_update(points, ["position"])
        meeting.found_anew()
        record(by, actions.AGENDA_CHANGED, meeting, details={"points": len(points)})


def _is_open(target: Any) -> bool:
    """What is classified has no place on an agenda: every invitee reads it, and the summary prints it."""
    return getattr(target, "classification", Classification.OPEN) == Classification.OPEN


def source_of(item: AgendaItem, viewer: Account) -> Any:
    """The record a point is about, None if there is none or the viewer may not see it."""
    key, _colon, pk = item.source.partition(":")
    models = {supply.key: supply.model for supply in supplies()}
    if key not in models or not pk.isdecimal():
        return None
    return models[key].objects.visible_to(viewer).filter(pk=int(pk)).first()
