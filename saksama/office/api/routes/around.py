"""What hangs on a record of any room: its steps and its discussion."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.api import problems
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.api.routes.records import refusal_of_match, shown
from saksama.office.records.forms import CommentForm, MoveForm
from saksama.office.records.models import Approval
from saksama.office.records.models.comment import Comment, comment
from saksama.office.records.registry import Room, find
from saksama.office.records.states import move, open_moves


class Step(Schema):
    """A step of the states that one may take, and what stands in its way."""

    key: str
    label: str
    target: str
    needs_note: bool
    needs_second_person: bool
    on_its_page_only: bool
    obstacles: list[str]


class Awaited(Schema):
    """A step that waits for the word of a second person, who gives it on the record's page."""

    key: str
    note: str
    asked_by: str
    asked: datetime


class Steps(Schema):
    """Those that lead on from the present state; none while one of them waits for a second person."""

    rows: list[Step]
    awaited: Awaited | None


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


def declare_around(room: Room) -> None:
    """The operations of one room."""
    base = f"{room.key}/<int:pk>"
    hears = room.comment or room.read  # discussion and files are in some rooms for fewer than may read

    @operation(
        "GET", f"{base}/comments", hears, gettext_lazy("The discussion of a record"), gives=Words, tag=room.label
    )
    def comments(call: Call) -> Reply:
        rows = Comment.objects.filter(**about(room, call)).select_related("by")
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

    if room.moves:
        _declare_steps(room, base)


def _declare_steps(room: Room, base: str) -> None:
    @operation(
        "GET", f"{base}/steps", room.read, gettext_lazy("The steps its state allows"), gives=Steps, tag=room.label
    )
    def steps(call: Call) -> Reply:
        target = find(room, call.path["pk"], call.viewer)
        waiting = Approval.objects.filter(**about(room, call), approved=None).select_related("asked_by").first()
        if waiting is not None:
            by = waiting.asked_by.name
            told = {"key": waiting.move, "note": waiting.note, "asked_by": by, "asked": waiting.asked}
            return Reply({"rows": [], "awaited": told})
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
        return Reply({"rows": rows, "awaited": None})

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


def about(room: Room, call: Call) -> dict[str, Any]:
    """Names the record of a request, as files and words do; 404 if it is none of the viewer's."""
    target = find(room, call.path["pk"], call.viewer)
    return {"content_type": ContentType.objects.get_for_model(room.model), "object_id": target.pk}


def _word(each: Comment) -> dict[str, Any]:
    return {"id": each.pk, "text": each.text, "by": each.by.name, "at": each.at}
