"""What the start page says of suspected violations: legal deadlines, and files that wait for the plenary."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.violations.models import Status, ViolationFile
from saksama.office.violations.reminding import OVER

MOST = 6
PLENARY = Text("{n} dugaan pelanggaran menunggu keputusan pleno.", "{n} suspected violations wait for the plenary.")


@remind
def legal_deadlines(viewer: Account, day: dt.date) -> Iterator[Reminder]:
    """Two queries for who handles files or decides on them, else none."""
    if not viewer.may("violations.write"):
        return
    files = list(
        ViolationFile.objects.visible_to(viewer).exclude(status__in=OVER).order_by("day").prefetch_related("milestones")
    )
    start = dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())
    found = []
    for file in files:
        for each in file.deadlines():
            if each.due is not None and each.is_open() and (each.is_late(start) or each.is_soon(start)):
                said = Text(f"{each.rule.title.id}: {file}", f"{each.rule.title.en}: {file}")
                found.append(Reminder(said, file.get_absolute_url(), timezone.localtime(each.due).date()))
    yield from sorted(found, key=lambda each: each.due or day)[:MOST]
    registered = sum(file.status == Status.REGISTERED for file in files)
    if registered and viewer.may("violations.decide"):
        url = f"{reverse('violations')}?status={Status.REGISTERED.value}"
        yield Reminder(PLENARY.fill(n=registered), url, decision=True)
