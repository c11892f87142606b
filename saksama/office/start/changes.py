"""What has changed since somebody was last here, by room, as far as that person may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language

from saksama.office.accounts.models import Account
from saksama.office.records.registry import Shelf, shelves
from saksama.office.start.news import MOST, Happened, news_of, steps_of
from saksama.office.trail.actions import label_of
from saksama.office.trail.models import Entry

ROOMS_TOLD = 5  # rooms of which it is said what happened; of the others how much
SHOWN = 3  # records of each
KEPT = 5_000  # records whose name and address a process keeps


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
    rows: dict[int, Happened]  # by key of the visible records, what matters most first
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


class Told(NamedTuple):
    """What a sentence is about: a record as of its last entry, the entry that is told, the language."""

    mark: str
    number: int
    language: str


_told: dict[Told, Change] = {}


def changes(viewer: Account, since: datetime) -> list[RoomChanges]:
    """A query or two, and three for each of the rooms told whose records have changed.

    The trail knows what happened; which records the viewer may know of, `visible_to` of each room decides.
    """
    news = news_of(viewer, since)
    by_kind = {shelf.model._meta.label_lower: shelf for shelf in shelves()}
    rooms = [
        _room(by_kind[kind], rows, news.visible[kind]) for kind, rows in news.happened.items() if news.visible[kind]
    ]
    rooms.sort(key=lambda each: (-each.steps, -each.number))
    _tell(rooms[:ROOMS_TOLD])
    return rooms


def _room(shelf: Shelf, happened: dict[int, Happened], visible: set[int]) -> RoomChanges:
    steps = steps_of(shelf)
    keys = sorted(visible, key=lambda key: (happened[key].action not in steps, -happened[key].number))
    count = sum(happened[key].action in steps for key in keys)
    return RoomChanges(shelf, {key: happened[key] for key in keys}, count, len(happened) > MOST, [])


def _tell(rooms: list[RoomChanges]) -> None:
    """Says what happened. What a record is called is looked up once, until there is another entry about it."""
    language = get_language() or ""
    if len(_told) >= KEPT:
        _told.clear()
    for room in rooms:
        shown = {key: Told(row.mark, row.number, language) for key, row in list(room.rows.items())[:SHOWN]}
        if missing := {key: told for key, told in shown.items() if told not in _told}:
            _look_up(room, missing)
        room.changes.extend(change for told in shown.values() if (change := _told.get(told)))


def _look_up(room: RoomChanges, missing: dict[int, Told]) -> None:
    """That the viewer may know of these records is found out already, by `news_of`."""
    numbers = [told.number for told in missing.values()]
    entries = {each.number: each for each in Entry.objects.filter(number__in=numbers).only("number", "actor", "at")}
    actors = {each.actor for each in entries.values()}
    names = dict(Account.objects.get_queryset().filter(username__in=actors).values_list("username", "name"))
    records = room.shelf.model.objects.select_related(*room.shelf.related).in_bulk(list(missing))
    for key, record in records.items():
        told, entry = missing[key], entries[missing[key].number]
        happened, who = label_of(room.rows[key].action), names.get(entry.actor, "")
        _told[told] = Change(str(room.shelf.title(record)), room.shelf.url(record), happened, who, entry.at)
