"""What can be subscribed to: what happens to the records of a room, by the codes of the audit trail."""

from dataclasses import dataclass

from saksama.office.records.intake import INTAKES
from saksama.office.records.registry import ROOMS, Room
from saksama.office.trail.actions import Action


@dataclass(frozen=True)
class RoomEvents:
    """A room and its events."""

    room: Room
    actions: list[Action]


def events_for(viewer: object) -> list[RoomEvents]:
    """Of the rooms somebody may read: written, changed, and every step of the states."""
    may = getattr(viewer, "may")  # noqa: B009 - an account, or whatever else has permissions
    return [RoomEvents(room, actions) for room in ROOMS.values() if may(room.read) and (actions := events_of(room))]


def events_of(room: Room) -> list[Action]:
    """Each once, in the order of the table of states."""
    intake = INTAKES.get(room.key)
    written = [each for each in (intake.written, intake.changed) if each is not None] if intake else []
    found = {each.code: each for each in (*written, *(step.action for step in room.moves))}
    return list(found.values())


def codes() -> frozenset[str]:
    """Of all rooms."""
    return frozenset(action.code for room in ROOMS.values() for action in events_of(room))
