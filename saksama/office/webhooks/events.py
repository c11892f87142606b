"""What can be subscribed to, by the codes of the audit trail: what happens to records, lists, letters and the index."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.states import MOVES
from saksama.office.records.intake import INTAKES
from saksama.office.records.registry import ROOMS, Room
from saksama.office.rolls import actions as of_lists
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.actions import Action
from saksama.office.vulnerability import actions as of_index
from saksama.office.vulnerability.models import Run


@dataclass(frozen=True)
class Subject:
    """A kind of thing that other programs are told of."""

    key: str  # in messages, and in addresses of the API
    model: type[Any]
    label: str | Promise
    read: str  # permission
    route: str  # of its page; takes the pk
    actions: tuple[Action, ...]

    def addresses(self, obj: Any) -> dict[str, str]:
        """Its page, and where the API has it."""
        return {
            "url": f"{settings.ADDRESS}{reverse(self.route, args=[obj.pk])}",
            "api": f"{settings.ADDRESS}/api/v1/{self.key}/{obj.pk}/",
        }


# What is no record of a room.
OTHERS = (
    Subject(
        "lists",
        ListVersion,
        _("Voter list"),
        "lists.read",
        "list",
        (of_lists.LIST_UPLOADED, of_lists.LIST_AUDITED, of_lists.LIST_WITHDRAWN, of_lists.LIST_STANDS_AGAIN),
    ),
    Subject(
        "recommendations",
        Recommendation,
        _("Recommendation"),
        "recommendations.read",
        "recommendation",
        tuple({move.action.code: move.action for move in MOVES}.values()),
    ),
    Subject(
        "index/runs",
        Run,
        _("Vulnerability index"),
        "vulnerability.read",
        "index_run",
        (of_index.RUN_FROZEN, of_index.RUN_PUBLISHED, of_index.RUN_WITHDRAWN),
    ),
)


@cache
def subjects() -> tuple[Subject, ...]:
    """All that has events. The rooms are known once all apps are ready."""
    of_rooms = (
        Subject(room.key, room.model, room.label, room.read, room.detail_route, actions_of(room))
        for room in ROOMS.values()
    )
    return tuple(each for each in (*of_rooms, *OTHERS) if each.actions)


def subject_of(obj: object, code: str) -> Subject | None:
    """What an entry of the trail is about, if it is an event."""
    return _by_event().get((type(obj), code))


def subjects_for(viewer: Any) -> list[Subject]:
    """Those that somebody may read."""
    return [each for each in subjects() if viewer.may(each.read)]


def actions_of(room: Room) -> tuple[Action, ...]:
    """Written, changed, and every step of the states, each once."""
    intake = INTAKES.get(room.key)
    written = [each for each in (intake.written, intake.changed) if each is not None] if intake else []
    found = {each.code: each for each in (*written, *(step.action for step in room.moves))}
    return tuple(found.values())


@cache
def _by_event() -> dict[tuple[type[Any], str], Subject]:
    return {(each.model, action.code): each for each in subjects() for action in each.actions}
