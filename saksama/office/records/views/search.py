"""Search over everything one may see."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.records.registry import ROOMS, Room, room_of
from saksama.office.records.starting import begun_from

SHOWN = 8  # of each room


@dataclass(frozen=True)
class Found:
    """What one room has."""

    room: Room
    rows: list[Any]
    number: int


@audience("records.use")
@require_safe
def search(request: OfficeRequest) -> HttpResponse:
    """Records that contain all the words, by room. With `link_from=room:pk` each can be linked to that record."""
    words = request.GET.get("q", "").strip()[:100]
    found = []
    if words:
        for room in ROOMS.values():
            rows = room.model.objects.visible_to(request.user).matching(words)
            first = list(rows[: SHOWN + 1])
            if first:
                number = rows.count() if len(first) > SHOWN else len(first)
                found.append(Found(room, first[:SHOWN], number))
    context = {"words": words, "found": found, "link_from": _link_from(request)}
    return render(request, "records/search.html", context)


def _link_from(request: OfficeRequest) -> dict[str, Any] | None:
    target = begun_from(request, "link_from")
    return {"room": room_of(type(target)), "record": target} if target is not None else None
