"""What has changed since somebody was last here, by room, as far as that person may see it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from saksama.office.accounts.models import Account
from saksama.office.records.registry import Shelf, shelves
from saksama.office.trail.actions import ACTIONS, label_of
from saksama.office.trail.models import Entry

READ_BACK = 5_000  # entries of the trail looked at, the newest
MOST = 500  # records of one room told apart; beyond it the number is a lower limit
SHOWN = 3  # of each room


@dataclass(frozen=True)
class Change:
    """The most important thing that happened to one record."""

    what: str
    url: str
    happened: str
    who: str
    at: datetime


@dataclass(frozen=True)
class RoomChanges:
    """What is new in one room."""

    label: str | Promise
    icon: str
    url: str
    number: int
    is_more: bool  # there are more than `number`
    steps: int  # of them whose status changed: that matters more than what was merely written
    changes: list[Change]


def changes(viewer: Account, since: datetime) -> list[RoomChanges]:
    """Two queries, and one or two for each room in which something changed: never one a record.

    The trail knows what happened; which records the viewer may know of, `visible_to` of each room decides.
    """
    readable = {shelf.model._meta.label_lower: shelf for shelf in shelves() if viewer.may(shelf.read)}
    happened = _by_record(viewer, since, readable)
    names = dict(Account.objects.get_queryset().values_list("username", "name").filter(username__in=_actors(happened)))
    found = [_room(readable[label], rows, viewer, names) for label, rows in happened.items()]
    return sorted((each for each in found if each.number), key=lambda each: (-each.steps, -each.number))


Row = tuple[str, str, datetime]  # action, actor, at


def _by_record(viewer: Account, since: datetime, readable: dict[str, Shelf]) -> dict[str, dict[str, Row]]:
    """By kind of record and key the entry that says most; the newest records first."""
    looks = [code for code, action in ACTIONS.items() if action.look]
    rows = (
        Entry.objects.filter(at__gt=since, object_type__in=readable)
        .exclude(actor=viewer.username)
        .exclude(action__in=looks)
        .order_by("-number")
        .values_list("object_type", "object_id", "action", "actor", "at")[:READ_BACK]
    )
    moves = {move.action.code for shelf in readable.values() for move in shelf.moves}
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for label, key, action, actor, at in rows:
        known = found[label].get(key)
        # A step of its states says more than a comment; of two equal ones the newer stays.
        if known is None or (action in moves and known[0] not in moves):
            found[label][key] = (action, actor, at)
    return found


def _room(shelf: Shelf, rows: dict[str, Row], viewer: Account, names: dict[str, str]) -> RoomChanges:
    keys = [key for key in rows if key.isdecimal()]
    seen = set(shelf.visible_to(viewer).filter(pk__in=keys[:MOST]).values_list("pk", flat=True))
    visible = [key for key in keys[:MOST] if int(key) in seen]
    moves = {move.action.code for move in shelf.moves}
    visible.sort(key=lambda key: (rows[key][0] not in moves, -rows[key][2].timestamp()))
    shown = shelf.visible_to(viewer).select_related(*shelf.related).in_bulk([int(key) for key in visible[:SHOWN]])
    return RoomChanges(
        shelf.label,
        shelf.icon,
        shelf.list_url,
        len(visible),
        len(keys) > MOST,
        sum(rows[key][0] in moves for key in visible),
        [_change(shelf, shown[int(key)], rows[key], names) for key in visible[:SHOWN] if int(key) in shown],
    )


def _change(shelf: Shelf, record: Any, row: Row, names: dict[str, str]) -> Change:
    action, actor, at = row
    return Change(shelf.title(record), shelf.url(record), label_of(action), names.get(actor, ""), at)


def _actors(happened: dict[str, dict[str, Row]]) -> Iterable[str]:
    return {row[1] for rows in happened.values() for row in rows.values()}
