"""The rooms and what all of them offer. A room declares itself in its `room.py`, which is found by itself.

register(Room("threats", Threat, read="threats.read", write="threats.write", detail_route="threat", …))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise

from saksama.office.records.states import Move


@dataclass(frozen=True)
class Column:
    """One column of an export, of the API and of a printed list."""

    key: str
    label: str | Promise
    value: Callable[[Any], object]
    of: type[Any] | None = None  # what it holds, for the API, if the model has no field of this name


@dataclass(frozen=True)
class Beginning:
    """How a record of one room becomes one or more of another: a button on its page, for those who may."""

    source: str  # key of the room it begins from
    label: str | Promise  # of the button
    permission: str
    make: Callable[[Any, Any], list[Any]] | None = None  # of the source, by an account: what it becomes or has become
    page: str = ""  # or the route of a form that asks for more, with ?from=room:pk
    fits: Callable[[Any, Any], bool] = lambda source, viewer: True  # from which of them, and for whom
    then: str = ""  # route where one goes on with what has begun; empty: its page


@dataclass(frozen=True)
class Room:
    """What kind of record a room keeps, who may do what with it, and where its pages are."""

    key: str  # in addresses: threats
    model: type[Any]
    label: str | Promise  # of one record: Threat
    read: str  # permissions of accounts/access.py
    write: str
    list_route: str
    detail_route: str
    icon: str
    columns: tuple[Column, ...]
    filter_form: type[Any]  # a RecordFilter
    export: str = ""  # permission to take rows out as csv or xlsx; empty: nobody
    comment: str = ""  # permission to discuss; empty: whoever may read
    moves: tuple[Move, ...] = field(default=())
    related: tuple[str, ...] = ()  # select_related of lists and exports
    begins: tuple[Beginning, ...] = ()  # from which other rooms' records one of this room is begun; see starting.py
    discreet: bool = False  # its notices say nothing by e-mail but "log in"
    for_agenda: Callable[[Any, date], Any] | None = None  # of visible rows, those a meeting should talk about on a day


@dataclass(frozen=True)
class Shelf:
    """A kind of thing that is found by the search and whose changes the start page tells: a room's, or another's.

    What is no record (letters, lists, samples, agencies …) is shelved in the `room.py` of its app:

        shelve(Shelf("recommendations", Recommendation, _("Recommendation"), "recommendations.read", "letter", …))
    """

    key: str
    model: type[Any]
    label: str | Promise
    read: str  # permission
    icon: str
    list_route: str
    detail_route: str
    find: Callable[[Any, str], Any]  # visible rows and words → the rows that fit all words
    keys: Callable[[Any], list[Any]] = lambda row: [row.pk]  # what the detail route takes
    title: Callable[[Any], str] = str
    day: Callable[[Any], date | None] = lambda row: None
    text: Callable[[Any], str] = lambda row: ""  # what it was found in, to show where the words stand
    related: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    room: Room | None = None  # that keeps it, if it is a record
    takes_words: bool = False  # the list page understands ?q=

    def visible_to(self, viewer: Any) -> Any:
        """The rows somebody may know of."""
        return self.model.objects.visible_to(viewer) if viewer.may(self.read) else self.model.objects.none()

    def url(self, row: Any) -> str:
        """The page of one."""
        return reverse(self.detail_route, args=self.keys(row))

    @property
    def list_url(self) -> str:
        """The page of all."""
        return reverse(self.list_route)


ROOMS: dict[str, Room] = {}
SHELVES: dict[str, Shelf] = {}
_BY_MODEL: dict[type[models.Model], Room] = {}


def register(room: Room) -> Room:
    """Makes a room known.

    Raises:
        ValueError: its key or its model is taken.
    """
    if room.key in ROOMS or room.model in _BY_MODEL:
        raise ValueError(f"the room {room.key} is registered twice")
    ROOMS[room.key] = room
    _BY_MODEL[room.model] = room
    return room


def shelve(shelf: Shelf) -> Shelf:
    """Makes something that is no record known to the search and the start page.

    Raises:
        ValueError: its key is taken.
    """
    if shelf.key in SHELVES or shelf.key in ROOMS:
        raise ValueError(f"the shelf {shelf.key} is there twice")
    SHELVES[shelf.key] = shelf
    return shelf


def shelves() -> list[Shelf]:
    """Everything that can be found: the rooms first, then what is no record."""
    return [*(_shelf_of(key) for key in ROOMS), *SHELVES.values()]


def containing(*columns: str) -> Callable[[Any, str], Any]:
    """A `find` over columns: each of the words in one of them, in any order."""

    def find(rows: Any, words: str) -> Any:
        for word in words.split()[:8]:
            rows = rows.filter(reduce(or_, (models.Q(**{f"{column}__icontains": word}) for column in columns)))
        return rows

    return find


@cache
def _shelf_of(key: str) -> Shelf:
    room = ROOMS[key]
    return Shelf(
        room.key,
        room.model,
        room.label,
        room.read,
        room.icon,
        room.list_route,
        room.detail_route,
        find=lambda rows, words: rows.matching(words),
        day=lambda row: row.day,
        text=lambda row: row.search_text,
        related=room.related,
        moves=room.moves,
        room=room,
        takes_words=True,
    )


def room_of(model: type[Any]) -> Room:
    """The room that keeps records of a model.

    Raises:
        LookupError: the model has no room.
    """
    if model not in _BY_MODEL:
        raise LookupError(f"{model.__name__} belongs to no room: register it in the room.py of its app")
    return _BY_MODEL[model]


def find(room: Room, pk: int, viewer: Any) -> Any:
    """A record as somebody may see it.

    Raises:
        Http404: there is none, or it is none of theirs.
    """
    from django.shortcuts import get_object_or_404

    return get_object_or_404(room.model.objects.visible_to(viewer), pk=pk)


def find_named(name: str, viewer: Any) -> Any:
    """The record that "room:pk" names, as somebody may see it; None if it names nothing.

    Raises:
        Http404: there is none, or it is none of theirs.
    """
    key, _colon, number = name.partition(":")
    return find(ROOMS[key], int(number), viewer) if key in ROOMS and number.isdecimal() else None


def find_to_change(room: Room, pk: int, viewer: Any) -> Any:
    """The same, to attach to it, link it or go on from it.

    Raises:
        Http404: as `find`.
        PermissionDenied: who sees it may not change it.
    """
    found = find(room, pk, viewer)
    if not found.is_editable_by(viewer):
        raise PermissionDenied
    return found
