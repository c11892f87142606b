"""Writing into the audit trail: one function, inside the transaction of the change it tells of."""

import re
from collections.abc import Callable, Mapping

from django.db import connection, models
from django.utils import timezone

from saksama.office.trail.actions import ACTIONS, Action
from saksama.office.trail.models import CLEARANCE, ChainHead, Entry, canonical

# A NIK or NKK is 16 digits, masked or not. It has no business in the trail.
PERSONAL_NUMBER = re.compile(r"(?<!\w)\d{4}[\d*]{8,}\d{0,4}(?!\w)")

# A telephone number that somebody typed into a title is left out of the trail; the title itself is in its record.
TELEPHONE = re.compile(r"(?<!\w)\d{10,15}(?!\w)")


# Told of each entry in its transaction; whoever depends on the trail registers here, since it knows nothing of them.
FOLLOWERS: list[Callable[[Entry, models.Model | None], None]] = []


def record(
    actor: object,
    action: Action,
    obj: models.Model | None = None,
    *,
    region: str = "",
    details: Mapping[str, object] | None = None,
    label: str = "",
) -> Entry:
    """Adds an entry. Call it last in the transaction: from here to its end other writers of the trail wait.

    Args:
        actor: the account, or anybody with a `username` (None: nobody logged in), or a name such as "system".
        action: declared in a room's `actions.py`.
        obj: what was changed or seen; its region is taken from it if it has one.
        region: for entries without object, or whose object has no region of its own.
        details: what else is to be known, as plain JSON. Never a NIK, an NKK or a voter's name.
        label: what to call the object, if not its `str`.

    Raises:
        RuntimeError: not in a transaction; change and entry must stand or fall together.
        ValueError: unknown action, or something that looks like a NIK in the texts.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() outside a transaction: open transaction.atomic() around change and entry")
    if ACTIONS.get(action.code) is not action:
        raise ValueError(f"the action {action.code} is not declared")
    via = getattr(actor, "via", "")  # a program came with a token of the account
    text = canonical({**(details or {}), **({"token": via} if via else {})})
    label = (label or (str(obj) if obj is not None else ""))[:200]
    label = TELEPHONE.sub("…", label)
    if PERSONAL_NUMBER.search(text) or PERSONAL_NUMBER.search(label):
        raise ValueError(f"{action.code}: the audit trail takes no NIK or NKK")
    head = _locked_head()
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor if isinstance(actor, str) else getattr(actor, "username", "") or "",
        action=action.code,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id="" if obj is None else str(obj.pk),
        object_label=label,
        region=region or getattr(obj, "region", "") or "",
        classification=_class_of(obj),
        details_text=text,
        previous=head.hash,
    )
    entry.hash = entry.computed_hash()
    entry.save()
    for follow in FOLLOWERS:
        follow(entry, obj)
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry


def _class_of(obj: models.Model | None) -> str:
    given = getattr(obj, "classification", "")
    return given if given in CLEARANCE else ""


def _locked_head() -> ChainHead:
    # PostgreSQL: the row lock holds until the end of the transaction. SQLite: BEGIN IMMEDIATE has locked already.
    head = ChainHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        # ignore_conflicts: of two first writers one makes the row, both then wait for its lock.
        ChainHead.objects.bulk_create([ChainHead(pk=1)], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get(pk=1)
    return head
