"""From an entry of the audit trail to messages, in the same transaction: no message without its change, none lost."""

import json
from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from saksama.office.accounts.region_code import covers
from saksama.office.records.models import Classification, Record
from saksama.office.records.registry import room_of
from saksama.office.trail.models import Entry
from saksama.office.webhooks import events
from saksama.office.webhooks.models import Message, Subscription

TEST = "webhooks.test"


def put_out(entry: Entry, obj: models.Model | None) -> None:
    """A message for every subscription that wants the event and whose owner may see the record; one query if none."""
    if not isinstance(obj, Record) or obj.classification != Classification.OPEN or entry.action not in _codes():
        return
    wanted = Subscription.objects.filter(is_on=True, by__is_active=True).select_related("by")
    Message.objects.bulk_create(
        Message(subscription=each, number=new_number(), event=entry.action, body=_body(entry, obj))
        for each in wanted
        if entry.action in each.events and covers(each.region, obj.region) and _is_seen(each, obj)
    )


def put_out_test(subscription: Subscription) -> Message:
    """A message that says nothing, to see whether the receiver understands it."""
    body = {"type": TEST, "timestamp": timezone.now().isoformat(), "data": {}}
    return Message.objects.create(subscription=subscription, number=new_number(), event=TEST, body=json.dumps(body))


def new_number() -> str:
    """Names a message, so that its receiver notices when it comes twice."""
    return f"msg_{uuid4().hex}"


def _body(entry: Entry, obj: Any) -> str:
    """Where to look and how far it is. No title, no words of anybody: those may name a person."""
    room = room_of(type(obj))
    data = {
        "room": room.key,
        "id": obj.pk,
        "region": obj.region,
        "status": str(getattr(obj, "status", "")),
        "url": f"{settings.ADDRESS}{obj.get_absolute_url()}",
        "api": f"{settings.ADDRESS}/api/v1/{room.key}/{obj.pk}/",
    }
    return json.dumps({"type": entry.action, "timestamp": entry.at.isoformat(), "data": data})


def _is_seen(subscription: Subscription, obj: Any) -> bool:
    return bool(type(obj).objects.visible_to(subscription.by).filter(pk=obj.pk).exists())


@cache
def _codes() -> frozenset[str]:
    return events.codes()
