"""What the start page says of all records alike: steps that wait for the word of a second person."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.records.models import Approval
from saksama.office.records.registry import room_of

MOST = 5
SECOND = Text("Perlu orang kedua: {what}", "Needs a second person: {what}")


@remind
def second_words(viewer: Account, day: date) -> Iterator[Reminder]:
    """One query, and one for each kind of record that waits."""
    by_model: dict[Any, list[Approval]] = defaultdict(list)
    for each in Approval.objects.filter(approved=None).exclude(asked_by=viewer).select_related("content_type")[:100]:
        if each.is_decidable_by(viewer):
            by_model[each.content_type.model_class()].append(each)
    number = 0
    for model, approvals in by_model.items():
        seen = room_of(model).model.objects.visible_to(viewer).in_bulk([each.object_id for each in approvals])
        for record in seen.values():
            number += 1
            if number <= MOST:
                yield Reminder(SECOND.fill(what=str(record)), record.get_absolute_url(), decision=True)
