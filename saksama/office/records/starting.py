"""Records begun from a record of another room: the buttons, the one act behind them, and the form that asks for more.

A room says in its `Room(begins=(Beginning(…),))` from what its records begin. What has begun is linked to its source;
of what the source says the room takes over what it needs, and always the class: no secret gets out by a button.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.records.models import link
from saksama.office.records.models.link import linked_records
from saksama.office.records.registry import ROOMS, Beginning, Room, find_named, room_of


def beginnings(source: Any, viewer: Any) -> list[tuple[Room, Beginning]]:
    """What somebody may begin from a record that they see."""
    return [(room, way) for room, way in _ways_from(source, viewer) if way.fits(source, viewer)]


def way_to(room: str, source: Any, viewer: Any) -> Beginning:
    """How a record of that room is begun from this one.

    Raises:
        LookupError: it is not, or not by this viewer.
    """
    ways = {each.key: way for each, way in _ways_from(source, viewer)}
    if room not in ways:
        raise LookupError(f"{source._meta.label}: {viewer.pk} begins nothing in {room}")
    return ways[room]


@transaction.atomic
def begin(source: Any, room: str, by: Account) -> list[Any]:
    """Begins records of a room from one that the account sees, and links each; what has begun before is found again.

    Raises:
        LookupError: none are begun from it, or not by this account, or only by a form.
        ValidationError: not as the record stands now.
    """
    way = way_to(room, source, by)
    if way.make is None:
        raise LookupError(f"{room} asks for more on {way.page}")
    locked = type(source).objects.select_for_update().get(pk=source.pk)  # of two clicks the second finds what has begun
    if not way.fits(locked, by):
        raise ValidationError(_("As this record stands now, nothing of that kind is begun from it."))
    made = way.make(locked, by)
    for each in made:
        link(locked, each, by)
    return made


def begun_from(request: OfficeRequest, room: Room) -> Any:
    """The record named by `?from=room:pk`, if one of this room may be begun from it; else None. Raises Http404."""
    source = find_named(request.GET.get("from", ""), request.user)
    ways = beginnings(source, request.user) if source is not None else []
    return source if any(each is room for each, _way in ways) else None


def begun_before(source: Any, model: type[Any], by: Account) -> list[Any]:
    """The records of the model that the source is linked to, as far as the account may see them."""
    return [made for _link, made in linked_records(source, by) if isinstance(made, model)]


def taken_over(source: Any) -> dict[str, Any]:
    """What every record takes over from the one it begins from."""
    names = ("region", "place", "latitude", "longitude", "stage", "classification")
    return {name: getattr(source, name) for name in names}


def _ways_from(source: Any, viewer: Any) -> list[tuple[Room, Beginning]]:
    key = room_of(type(source)).key
    ways = ((room, way) for room in ROOMS.values() for way in room.begins if way.source == key)
    return [(room, way) for room, way in ways if viewer.may(way.permission)]
