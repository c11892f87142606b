"""Warnings before a legal deadline ends, and once when it is missed."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.clock import now
from saksama.office.records.models import notify
from saksama.office.violations.deadlines import Deadline
from saksama.office.violations.models import Status, ViolationFile

SOON = Text("{title} untuk {file} berakhir {due}.", "{title} for {file} ends {due}.")
LATE = Text("Lewat batas waktu: {title} untuk {file} ({due}).", "Past its deadline: {title} for {file} ({due}).")
OVER = (Status.ENDED, Status.STOPPED, Status.DECLINED)


def remind(moment: dt.datetime | None = None) -> int:
    """Tells staff and head of every deadline that ends soon or is over, each once. Gives the number of deadlines."""
    moment = moment or now()
    people = list(Account.objects.filter(role__in=[Role.STAFF, Role.HEAD], is_active=True))
    number = 0
    for file in ViolationFile.objects.exclude(status__in=OVER).prefetch_related("milestones"):
        theirs = [each for each in people if covers(each.region, file.region)]
        for deadline in file.deadlines():
            if not deadline.is_open():
                continue
            state = "late" if deadline.is_late(moment) else "soon" if deadline.is_soon(moment) else ""
            if state:
                number += 1
                _tell(theirs, file, deadline, state)
    return number


def pressing(files: QuerySet[ViolationFile], day: dt.date) -> list[ViolationFile]:
    """Registered files with a deadline that ends soon or is over on a day. Two queries.

    A file that is only studied yet is none: a meeting with others is no place for it.
    """
    start = dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())
    handled = files.exclude(status__in=(*OVER, Status.STUDIED)).order_by("day", "pk").prefetch_related("milestones")
    return [
        file
        for file in handled
        if any(each.is_open() and (each.is_late(start) or each.is_soon(start)) for each in file.deadlines())
    ]


def _tell(people: list[Account], file: ViolationFile, deadline: Deadline, state: str) -> None:
    text = LATE if state == "late" else SOON
    title, when = deadline.rule.title, f"{deadline.due:%d-%m-%Y %H.%M}"
    told = Text(
        text.id.format(title=title.id, file=file, due=when), text.en.format(title=title.en, file=file, due=when)
    )
    notify(people, told, file.get_absolute_url(), f"violations:{file.pk}:{deadline.rule.key}:{state}")
