"""What hangs on a record of any room: its steps, discussion, files and links."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.api import problems
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.api.routes.records import refusal_of_match, shown
from saksama.office.records import actions
from saksama.office.records.forms import CommentForm, MoveForm
from saksama.office.records.models import Attachment
from saksama.office.records.models.comment import Comment, comment
from saksama.office.records.models.link import linked_records
from saksama.office.records.registry import Room, find, room_of
from saksama.office.records.states import move, open_moves
from saksama.office.trail.record import record


class Step(Schema):
    """A step of the states that one may take, and what stands in its way."""

    key: str
    label: str
    target: str
    needs_note: bool
    needs_second_person: bool
    on_its_page_only: bool
    obstacles: list[str]


class Steps(Schema):
    """Those that lead on from the present state."""

    rows: list[Step]


class StepToTake(Schema):
    """Which step, and why."""

    step: str = Field(max_length=40)
    note: str = Field(default="", max_length=500)


class StepTaken(Schema):
    """How it is now."""

    status: str
    waits_for_second_person: bool


class Word(Schema):
    """A word of the discussion."""

    id: int
    text: str
    by: str
    at: datetime


class Words(Schema):
    """The discussion, the oldest first."""

    rows: list[Word]


class NewWord(Schema):
    """A word to add."""

    text: str = Field(min_length=1, max_length=2000)


class FileOfRecord(Schema):
    """An attached file."""

    id: int
    name: str
    caption: str
    sha256: str
    size: int = Field(description="bytes")
    content_type: str
    at: datetime


class FilesOfRecord(Schema):
    """All files of a record."""

    rows: list[FileOfRecord]


class LinkOfRecord(Schema):
    """A record that belongs to it."""

    room: str
    id: int
    label: str
    url: str


class LinksOfRecord(Schema):
    """As far as one may see them."""

    rows: list[LinkOfRecord]


def declare_around(room: Room) -> None:
    """The operations of one room."""
    base = f"{room.key}/<int:pk>"
    hears = room.comment or room.read  # discussion and files are in some rooms for fewer than may read

    @operation(
        "GET", f"{base}/comments", hears, gettext_lazy("The discussion of a record"), gives=Words, tag=room.label
    )
    def comments(call: Call) -> Reply:
        rows = Comment.objects.filter(**_about(room, call)).select_related("by")
        return Reply({"rows": [_word(each) for each in rows]})

    @operation(
        "POST", f"{base}/comments", "records.use", gettext_lazy("Add to the discussion"),
        takes=NewWord, gives=Word, status=201, tag=room.label,
    )  # fmt: skip
    def add_comment(call: Call) -> Reply:
        target = find(room, call.path["pk"], call.viewer)
        if not call.viewer.may(room.comment or room.read):
            raise PermissionDenied
        form = CommentForm({"text": call.body.text})
        if not form.is_valid():
            return Reply(whole=problems.of_form(form))
        return Reply(_word(comment(target, form.cleaned_data["text"], call.viewer)))

    @operation(
        "GET", f"{base}/files", hears, gettext_lazy("The files of a record"), gives=FilesOfRecord, tag=room.label
    )
    def files(call: Call) -> Reply:
        return Reply({"rows": [_file(each) for each in Attachment.objects.filter(**_about(room, call))]})

    @operation("GET", f"{base}/files/<int:file>", hears, gettext_lazy("A file itself"), gives=None, tag=room.label)
    def content(call: Call) -> Reply:
        found: Attachment = get_object_or_404(Attachment, pk=call.path["file"], **_about(room, call))
        if not found.path.is_file():
            raise Http404
        with transaction.atomic():
            target = find(room, call.path["pk"], call.viewer)
            record(call.viewer, actions.FILE_SEEN, target, details={"file": found.name})
        whole = FileResponse(found.path.open("rb"), content_type=found.mime, filename=found.name, as_attachment=True)
        return Reply(whole=whole)

    @operation(
        "GET", f"{base}/links", room.read, gettext_lazy("What it is linked to"), gives=LinksOfRecord, tag=room.label
    )
    def links(call: Call) -> Reply:
        target = find(room, call.path["pk"], call.viewer)
        rows = [other for _link, other in linked_records(target, call.viewer)]
        return Reply({"rows": [_link(room_of(type(other)), other) for other in rows]})

    if room.moves:
        _declare_steps(room, base)


def _declare_steps(room: Room, base: str) -> None:
    @operation(
        "GET", f"{base}/steps", room.read, gettext_lazy("The steps its state allows"), gives=Steps, tag=room.label
    )
    def steps(call: Call) -> Reply:
        target = find(room, call.path["pk"], call.viewer)
        rows = [
            {
                "key": step.key,
                "label": str(step.label),
                "target": str(step.target),
                "needs_note": step.note,
                "needs_second_person": step.second,
                "on_its_page_only": bool(step.own_page),
                "obstacles": obstacles,
            }
            for step, obstacles in open_moves(target, call.viewer, room.moves)
        ]
        return Reply({"rows": rows})

    @operation(
        "POST", f"{base}/steps", room.read, gettext_lazy("Take a step; the token needs the permission of that step"),
        takes=StepToTake, gives=StepTaken, tag=room.label, needs_match=True,
    )  # fmt: skip
    def take(call: Call) -> Reply:
        target = find(room, call.path["pk"], call.viewer)
        step = next((each for each in room.moves if each.key == call.body.step and not each.own_page), None)
        if step is None:
            keys = ", ".join(each.key for each in room.moves if not each.own_page)
            return Reply(whole=problems.problem(422, _("There is no such step"), keys))
        if not call.viewer.may(step.permission):
            raise PermissionDenied(_("The token does not allow this."))
        form = MoveForm({"move": step.key, "note": call.body.note})
        if not form.is_valid():
            return Reply(whole=problems.of_form(form))
        with transaction.atomic():
            locked = room.model._base_manager.select_for_update().get(pk=target.pk)
            if (refusal := refusal_of_match(call, locked)) is not None:
                return Reply(whole=refusal)
            made = move(locked, step, call.viewer, form.cleaned_data["note"])
        headers = {"ETag": f'"{shown(room, made)["version"]}"'}
        return Reply({"status": str(made.status), "waits_for_second_person": step.second}, headers)


def _about(room: Room, call: Call) -> dict[str, Any]:
    target = find(room, call.path["pk"], call.viewer)
    return {"content_type": ContentType.objects.get_for_model(room.model), "object_id": target.pk}


def _word(each: Comment) -> dict[str, Any]:
    return {"id": each.pk, "text": each.text, "by": each.by.name, "at": each.at}


def _file(each: Attachment) -> dict[str, Any]:
    return {
        "id": each.pk,
        "name": each.name,
        "caption": each.caption,
        "sha256": each.sha256,
        "size": each.size,
        "content_type": each.mime,
        "at": each.at,
    }


def _link(room: Room, other: Any) -> dict[str, Any]:
    return {"room": room.key, "id": other.pk, "label": str(other), "url": other.get_absolute_url()}
