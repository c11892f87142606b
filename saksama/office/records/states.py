"""States as a table: from where to where, by whom, with what trail entry. One function makes the move.

MOVES = (
    Move("sign", "Sign", {Status.DRAFT}, Status.SIGNED, "fieldwork.sign", SIGNED, tone="good"),
    Move("void", "Declare void", {Status.SIGNED}, Status.VOID, "fieldwork.sign", VOIDED, note=True, second=True),
)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saksama.office.trail.actions import Action
from saksama.office.trail.record import PERSONAL_NUMBER, record


@dataclass(frozen=True)
class Move:
    """A line of the table."""

    key: str
    label: str | Promise  # what the button says
    sources: frozenset[str] | set[str]
    target: str
    permission: str
    action: Action
    note: bool = False  # a reason must be given
    second: bool = False  # another person must approve before it happens
    approval: str = ""  # permission of that person; empty: the same as of the first
    tone: str = ""  # of the button: "", "second", "bad"
    own_page: str = ""  # name of a route (with the record's pk) that asks for more than a note


def open_moves(obj: Any, viewer: Any, moves: Iterable[Move]) -> list[tuple[Move, list[str]]]:
    """The moves that lead on from the record's state and that the viewer may make, each with what stands in its way."""
    return [
        (each, [str(reason) for reason in obj.why_not(each, viewer)])
        for each in moves
        if obj.status in each.sources and viewer.may(each.permission)
    ]


def move(obj: Any, step: Move, by: Any, note: str = "", details: dict[str, object] | None = None) -> Any:
    """Makes a move, or asks a second person for it; gives the record as it then is.

    The record is locked, its state looked at anew, and trail entry and change stand or fall together.

    Raises:
        ValidationError: the state has changed meanwhile, the role may not, a reason is missing, or something is
            lacking in the record.
    """
    from saksama.office.records.models.approval import ask

    with transaction.atomic():
        locked = type(obj).objects.select_for_update().get(pk=obj.pk)
        _check(locked, step, by, note)
        if step.second:
            ask(locked, step, by, note)
            return locked
        return _make(locked, step, by, note, details)


def hold(obj: Any, status: str) -> None:
    """Locks the row of a record until the end of the transaction, before a form that was filled upon `status` is saved.

    Without it a slow save would write all columns as they were when it began, and undo a sign-off made meanwhile.

    Raises:
        PermissionDenied: the status is another one now.
    """
    rows = type(obj)._base_manager.select_for_update().filter(pk=obj.pk).values_list("status", flat=True)
    if list(rows) != [status]:
        raise PermissionDenied(_("Somebody else has changed the status meanwhile. Look again."))


def make_approved(obj: Any, step: Move, asked_by: Any, approved_by: Any, note: str) -> Any:
    """A move that a second person has approved; inside the caller's transaction."""
    locked = type(obj).objects.select_for_update().get(pk=obj.pk)
    _check(locked, step, asked_by, note)
    return _make(locked, step, approved_by, note, {"asked_by": asked_by.username})


def _check(obj: Any, step: Move, by: Any, note: str) -> None:
    if obj.status not in step.sources:
        raise ValidationError(_("Somebody else has changed the status meanwhile. Look again."))
    if not by.may(step.permission):
        raise ValidationError(_("Your role may not do this."))
    if step.note and not note.strip():
        raise ValidationError(_("Please give a reason."))
    if PERSONAL_NUMBER.search(note):
        raise ValidationError(_("Please write without NIK or other long numbers."))
    if reasons := obj.why_not(step, by):
        raise ValidationError(list(reasons))


def _make(obj: Any, step: Move, by: Any, note: str, details: dict[str, object] | None) -> Any:
    source, obj.status = obj.status, step.target
    obj.moved(step, by)
    obj.save()
    told: dict[str, object] = {"from": source, "to": step.target, **(details or {})}
    if note.strip():
        told["note"] = note.strip()
    record(by, step.action, obj, details=told)
    return obj


def markdown(moves: Iterable[Move], names: dict[str, str]) -> str:
    """The table for the documents: from, to, who, with reason, with a second person."""
    from saksama.office.accounts.access import PERMISSIONS

    lines = ["| from | to | step | who | reason | second person |", "| --- | --- | --- | --- | --- | --- |"]
    for each in moves:
        roles = ", ".join(sorted(PERMISSIONS[each.permission].roles))
        sources = ", ".join(names[source] for source in names if source in each.sources)
        second = ", ".join(sorted(PERMISSIONS[each.approval or each.permission].roles)) if each.second else ""
        note = "yes" if each.note else ""
        lines.append(f"| {sources} | {names[each.target]} | {each.label} | {roles} | {note} | {second} |")
    return "\n".join(lines)


def diagram(moves: Iterable[Move], names: dict[str, str], first: str) -> str:
    """The same table as a drawing (mermaid, which code hosts and editors show as a picture); `*`: a second person."""
    lines = ["stateDiagram-v2", f"    [*] --> {first}"]
    lines += [f"    {key}: {name}" for key, name in names.items()]
    for each in moves:
        label = f"{each.label}{' *' if each.second else ''}".replace(":", "")
        lines += [f"    {source} --> {each.target}: {label}" for source in names if source in each.sources]
    return "\n".join(lines)
