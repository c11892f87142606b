"""Writing into the audit trail: one function, inside the transaction of the change it tells of."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import connection, models
from django.utils import timezone

from saksama.office.trail.actions import ACTIONS, Action
from saksama.office.trail.models import CLEARANCE, ChainHead, Entry, canonical

# A NIK or NKK is 16 digits, masked or not. It has no business in the trail.
PERSONAL_NUMBER = re.compile(r"(?<!\w)\d{4}[\d*]{8,}\d{0,4}(?!\w)")

# A telephone number that somebody typed into a title is left out of the trail; the title itself is in its record.
TELEPHONE = re.compile(r"(?<!\w)\d{10,15}(?!\w)")


# Told of new entries, each with what it is about, in their transaction. Whoever depends on the trail registers here,
# since it knows nothing of them.
Told = Sequence[tuple[Entry, models.Model | None]]
FOLLOWERS: list[Callable[[Told], None]] = []


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
    _refuse_outside_transaction()
    text, label = _checked(actor, action, obj, details, label)
    head = _locked_head()
    entry = _entry(head, actor, action, obj, region, text, label)
    entry.save()
    head.save(update_fields=["number", "hash"])
    _hand_on([(entry, obj)])
    return entry


def record_many(actor: object, told: Iterable[tuple[Action, models.Model, Mapping[str, object]]]) -> None:
    """Adds an entry for each of many objects of one transaction, as an import has them; the same entries, sooner.

    Raises:
        RuntimeError, ValueError: as `record`.
    """
    _refuse_outside_transaction()
    checked = [(action, obj, *_checked(actor, action, obj, details, "")) for action, obj, details in told]
    if not checked:
        return
    head = _locked_head()
    entries = [_entry(head, actor, action, obj, "", text, label) for action, obj, text, label in checked]
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["number", "hash"])
    _hand_on([(entry, obj) for entry, (_action, obj, _text, _label) in zip(entries, checked, strict=True)])


def _refuse_outside_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("record() outside a transaction: open transaction.atomic() around change and entry")


def _checked(
    actor: object, action: Action, obj: models.Model | None, details: Mapping[str, object] | None, label: str
) -> tuple[str, str]:
    """The details as text and the label, both without numbers of people."""
    if ACTIONS.get(action.code) is not action:
        raise ValueError(f"the action {action.code} is not declared")
    via = getattr(actor, "via", "")  # a program came with a token of the account
    text = canonical({**(details or {}), **({"token": via} if via else {})})
    label = (label or (str(obj) if obj is not None else ""))[:200]
    label = TELEPHONE.sub("…", label)
    if PERSONAL_NUMBER.search(text) or PERSONAL_NUMBER.search(label):
        raise ValueError(f"{action.code}: the audit trail takes no NIK or NKK")
    return text, label


def _entry(
    head: ChainHead, actor: object, action: Action, obj: models.Model | None, region: str, text: str, label: str
) -> Entry:
    """The next of the chain; `head` goes on to it."""
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
    head.number, head.hash = entry.number, entry.hash
    return entry


def _hand_on(told: Told) -> None:
    for follow in FOLLOWERS:
        follow(told)


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
