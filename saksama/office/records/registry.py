"""The rooms and what all of them offer. A room declares itself in its `room.py`, which is found by itself.

register(Room("threats", Threat, read="threats.read", write="threats.write", detail_route="threat", …))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
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
    opens_from: tuple[str, ...] = ()  # keys of rooms from whose records one of this room is opened by a click
    open_route: str = ""  # where that click is posted to: takes `room` and `pk` of the other record
    open_label: str | Promise = ""  # of that button
    open_permission: str = ""  # to make that click
    for_agenda: Callable[[Any, date], Any] | None = None  # of visible rows, those a meeting should talk about on a day
    begin: Callable[[Any, Any], Any] | None = None  # makes a record of this room out of another room's, by an account
    begin_route: str = ""  # or its page that asks for more, with ?from=room:pk


ROOMS: dict[str, Room] = {}
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


def room_of(model: type[Any]) -> Room:
    """The room that keeps records of a model.

    Raises:
        LookupError: the model has no room.
    """
    if model not in _BY_MODEL:
        raise LookupError(f"{model.__name__} belongs to no room: register it in the room.py of its app")
    return _BY_MODEL[model]


def openers(room: Room, viewer: Any) -> list[Room]:
    """The rooms in which the viewer may open a record from one of `room`."""
    return [each for each in ROOMS.values() if room.key in each.opens_from and viewer.may(each.open_permission)]


def find(room: Room, pk: int, viewer: Any) -> Any:
    """A record as somebody may see it.

    Raises:
        Http404: there is none, or it is none of theirs.
    """
    from django.shortcuts import get_object_or_404

    return get_object_or_404(room.model.objects.visible_to(viewer), pk=pk)
