"""From an entry of the audit trail to messages, in the same transaction: no message without its change, none lost."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.records.models import Classification
from saksama.office.trail.models import Entry
from saksama.office.webhooks.events import Subject, subject_of
from saksama.office.webhooks.models import Message, Subscription

OPEN = Classification.OPEN.value
AT_ONCE = 500  # rows in one statement
TEST = "webhooks.test"


def put_out(told: Sequence[tuple[Entry, Any]]) -> None:
    """A message for every subscription that wants an event and whose owner may see what it is about.

    No query if there is no event among the entries, else one, and one for each subscription that wants any.
    """
    events = [(entry, obj, subject) for entry, obj in told if (subject := subject_of(obj, entry.action))]
    events = [each for each in events if getattr(each[1], "classification", OPEN) == OPEN]
    if not events:
        return
    for subscription in Subscription.objects.filter(is_on=True, by__is_active=True).select_related("by"):
        wanted = [
            each
            for each in events
            if each[0].action in subscription.events and covers(subscription.region, each[1].region)
        ]
        seen = _seen(subscription.by, wanted)
        Message.objects.bulk_create(
            [
                Message(
                    subscription=subscription,
                    number=new_number(),
                    event=entry.action,
                    body=_body(entry, obj, subject),
                )
                for entry, obj, subject in wanted
                if (type(obj), obj.pk) in seen
            ],
            batch_size=AT_ONCE,
        )


def put_out_test(subscription: Subscription) -> Message:
    """A message that says nothing, to see whether the receiver understands it."""
    body = {"type": TEST, "timestamp": timezone.now().isoformat(), "data": {}}
    return Message.objects.create(subscription=subscription, number=new_number(), event=TEST, body=json.dumps(body))


def new_number() -> str:
    """Names a message, so that its receiver notices when it comes twice."""
    return f"msg_{uuid4().hex}"


def _body(entry: Entry, obj: Any, subject: Subject) -> str:
    """Where to look and how far it is. No title, no words of anybody: those may name a person."""
    data = {
        "room": subject.key,
        "id": obj.pk,
        "region": obj.region,
        "status": str(getattr(obj, "status", "") or getattr(obj, "state", "")),
        **subject.addresses(obj),
    }
    return json.dumps({"type": entry.action, "timestamp": entry.at.isoformat(), "data": data})


def _seen(viewer: Account, events: Sequence[tuple[Entry, Any, Subject]]) -> set[tuple[type[Any], int]]:
    """Which of the things the viewer may see; one query for each kind and every AT_ONCE of them."""
    numbers: dict[type[Any], list[int]] = {}
    for _entry, obj, subject in events:
        if viewer.may(subject.read):
            numbers.setdefault(type(obj), []).append(obj.pk)
    found = set()
    for model, keys in numbers.items():
        for start in range(0, len(keys), AT_ONCE):
            rows = model.objects.visible_to(viewer).filter(pk__in=keys[start : start + AT_ONCE])
            found |= {(model, pk) for pk in rows.values_list("pk", flat=True)}
    return found
