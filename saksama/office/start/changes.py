"""What has changed since somebody was last here, by room, as far as that person may see it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import IntegerField, Value
from django.utils.functional import Promise

from saksama.office.accounts.models import Account
from saksama.office.records.registry import Shelf, shelves
from saksama.office.trail.actions import ACTIONS, label_of
from saksama.office.trail.models import Entry

READ_BACK = 5_000  # entries of the trail looked at, the newest
MOST = 100  # records of one room told apart; beyond it the number is a lower limit
ROOMS_TOLD = 5  # rooms of which it is said what happened; of the others how much
SHOWN = 3  # records of each

Row = tuple[str, int]  # action, number of the entry: a later one has a higher number


@dataclass(frozen=True)
class Change:
    """The most important thing that happened to one record."""

    what: str
    url: str
    happened: str
    who: str
    at: datetime


@dataclass
class RoomChanges:
    """What is new in one room."""

    shelf: Shelf
    rows: dict[int, Row]  # by key of the visible records, what matters most first
    steps: int  # of them whose status changed: that matters more than what was merely written
    is_more: bool  # there are more than `number`
    changes: list[Change]

    @property
    def label(self) -> str | Promise:
        """Of the room."""
        return self.shelf.label

    @property
    def icon(self) -> str:
        """Of the room."""
        return self.shelf.icon

    @property
    def url(self) -> str:
        """Of the room."""
        return self.shelf.list_url

    @property
    def number(self) -> int:
        """Of records."""
        return len(self.rows)


def changes(viewer: Account, since: datetime) -> list[RoomChanges]:
    """Four queries, and one for each room of which it is told what happened: never one a record.

    The trail knows what happened; which records the viewer may know of, `visible_to` of each room decides.
    """
    readable = {shelf.model._meta.label_lower: shelf for shelf in shelves() if viewer.may(shelf.read)}
    rooms = _visible(viewer, [(readable[label], rows) for label, rows in _by_record(viewer, since, readable).items()])
    rooms.sort(key=lambda each: (-each.steps, -each.number))
    told = rooms[:ROOMS_TOLD]
    numbers = [number for room in told for _action, number in list(room.rows.values())[:SHOWN]]
    entries = {each.number: each for each in Entry.objects.filter(number__in=numbers).only("number", "actor", "at")}
    actors = {each.actor for each in entries.values()}
    names = dict(Account.objects.get_queryset().filter(username__in=actors).values_list("username", "name"))
    for room in told:
        _tell(room, viewer, entries, names)
    return rooms


def _by_record(viewer: Account, since: datetime, readable: dict[str, Shelf]) -> dict[str, dict[int, Row]]:
    """By kind of record and key the entry that says most; the newest records first."""
    looks = [code for code, action in ACTIONS.items() if action.look]
    rows = (
        Entry.objects.filter(at__gt=since, object_type__in=readable)
        .exclude(actor=viewer.username)
        .exclude(action__in=looks)
        .order_by("-number")
        .values_list("object_type", "object_id", "action", "number")[:READ_BACK]
    )
    steps = {label: _steps(shelf) for label, shelf in readable.items()}
    found: dict[str, dict[int, Row]] = defaultdict(dict)
    for label, key, action, number in rows:
        if not key.isdecimal():
            continue
        known = found[label].get(int(key))
        # A step of its states says more than a comment; of two equal ones the newer stays.
        if known is None or (action in steps[label] and known[0] not in steps[label]):
            found[label][int(key)] = (action, number)
    return found


def _visible(viewer: Account, happened: list[tuple[Shelf, dict[int, Row]]]) -> list[RoomChanges]:
    """The rooms with the records that the viewer may know of; all rooms are asked in one query."""
    looked_at = [list(rows)[:MOST] for _shelf, rows in happened]
    queries = [
        shelf.visible_to(viewer)
        .filter(pk__in=keys)
        .order_by()
        .values_list(Value(number, output_field=IntegerField()), "pk")
        for number, ((shelf, _rows), keys) in enumerate(zip(happened, looked_at, strict=True))
    ]
    seen: dict[int, set[int]] = defaultdict(set)
    for number, key in queries[0].union(*queries[1:], all=True) if queries else ():
        seen[number].add(key)
    rooms = []
    for number, (shelf, rows) in enumerate(happened):
        steps = _steps(shelf)
        keys = [key for key in looked_at[number] if key in seen[number]]
        keys.sort(key=lambda key: (rows[key][0] not in steps, -rows[key][1]))
        visible = {key: rows[key] for key in keys}
        if visible:
            count = sum(action in steps for action, _number in visible.values())
            rooms.append(RoomChanges(shelf, visible, count, len(rows) > MOST, []))
    return rooms


def _tell(room: RoomChanges, viewer: Account, entries: dict[int, Entry], names: dict[str, str]) -> None:
    keys = list(room.rows)[:SHOWN]
    records = room.shelf.visible_to(viewer).select_related(*room.shelf.related).in_bulk(keys)
    for key in keys:
        if record := records.get(key):
            action, number = room.rows[key]
            what, url, entry = room.shelf.title(record), room.shelf.url(record), entries[number]
            room.changes.append(Change(what, url, label_of(action), names.get(entry.actor, ""), entry.at))


def _steps(shelf: Shelf) -> set[str]:
    return {move.action.code for move in shelf.moves}
