"""What the worker does each morning: reminds of promises three days before their day, and once they are late."""

from datetime import time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.clock import today
from saksama.office.jobs.timetable import daily
from saksama.office.meetings.models import ActionItem, ItemStatus
from saksama.office.records.models import notify

BEFORE = timedelta(days=3)
NOT_OLDER = timedelta(days=30)  # what is late longer is for the next meeting
SOON = Text("Tindak lanjut jatuh tempo {day}: {text}", "Your action item is due on {day}: {text}")
LATE = Text("Tindak lanjut lewat batas waktu {day}: {text}", "Your action item is late, it was due on {day}: {text}")


@daily("meetings.items", _("Action items that are due or late"), at=time(6, 10))
def remind_owners() -> None:
    """Each owner of each item at most twice."""
    day = today()
    rows = ActionItem.objects.filter(
        status__in=[ItemStatus.OPEN, ItemStatus.STARTED], day__range=(day - NOT_OLDER, day + BEFORE)
    )
    for item in rows.select_related("agency", "account").prefetch_related("agency__liaisons"):
        state, text = ("late", LATE) if item.day < day else ("soon", SOON)
        said = text.fill(day=f"{item.day:%d-%m-%Y}", text=item.text)
        with transaction.atomic():
            notify(item.owners(), said, item.get_absolute_url(), f"item {item.pk} {state}")
