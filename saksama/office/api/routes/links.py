"""What a record of any room is linked to: seen, made and removed as on its page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.api import problems
from saksama.office.api.operation import NO_CONTENT, Call, Id, Reply, Schema, operation
from saksama.office.records.models import Link, link, unlink
from saksama.office.records.models.link import linked_records, seen_link
from saksama.office.records.registry import ROOMS, Room, find, find_to_change, room_of


class LinkOfRecord(Schema):
    """A record that belongs to it."""

    link: int = Field(description=str(gettext_lazy("id of the link, to remove it")))
    room: str
    id: int
    label: str
    url: str


class LinksOfRecord(Schema):
    """As far as one may see them."""

    rows: list[LinkOfRecord]


class OtherRecord(Schema):
    """The record to link to."""

    room: str = Field(max_length=40)
    id: Id


def declare_links(room: Room) -> None:
    """The operations of one room."""
    base = f"{room.key}/<int:pk>/links"

    @operation("GET", base, room.read, gettext_lazy("What it is linked to"), gives=LinksOfRecord, tag=room.label)
    def links(call: Call) -> Reply:
        target = find(room, call.path["pk"], call.viewer)
        return Reply({"rows": [_link(made, other) for made, other in linked_records(target, call.viewer)]})

    @operation(
        "POST", base, "records.use", gettext_lazy("Link it to another record; a second time changes nothing"),
        takes=OtherRecord, gives=LinkOfRecord, status=201, tag=room.label,
    )  # fmt: skip
    def add_link(call: Call) -> Reply:
        target = find_to_change(room, call.path["pk"], call.viewer)
        if call.body.room not in ROOMS:
            return Reply(whole=problems.problem(422, _("There is no such room"), ", ".join(ROOMS)))
        other = find(ROOMS[call.body.room], call.body.id, call.viewer)
        return Reply(_link(link(target, other, call.viewer), other))

    @operation(
        "DELETE", f"{base}/<int:link>", "records.use", gettext_lazy("Remove a link; the trail keeps that it was there"),
        gives=None, status=NO_CONTENT, tag=room.label,
    )  # fmt: skip
    def remove_link(call: Call) -> Reply:
        made = seen_link(find(room, call.path["pk"], call.viewer), call.path["link"], call.viewer)
        unlink(made, find_to_change(room, call.path["pk"], call.viewer), call.viewer)
        return Reply()


def _link(made: Link, other: Any) -> dict[str, Any]:
    room = room_of(type(other))
    return {
        "link": made.pk,
        "room": room.key,
        "id": other.pk,
        "label": str(other),
        "url": other.get_absolute_url(),
    }
