"""When somebody was last here: since then is what the start page calls new."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, When
from django.utils import timezone

from saksama.office.accounts.models import Account

PAUSE = timedelta(hours=2)  # without a sign of life: whoever comes back then begins a new visit
AT_MOST = timedelta(days=30)
FIRST = timedelta(days=7)  # what is new for somebody who was never here


class Visit(models.Model):
    """An account's present visit. `since` moves only when a new visit begins, so a reload takes nothing away."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="visit")
    since = models.DateTimeField(null=True)  # end of the visit before
    seen = models.DateTimeField()  # last sign of life, whatever page it was

    def __str__(self) -> str:
        return f"{self.account_id}: {self.since}"


def note_visit(sender: Any, account: Account, at: datetime, **kwargs: Any) -> None:
    """A sign of life, on any page and any device; the gate gives one every few minutes at most."""
    since = Case(When(seen__lt=at - PAUSE, then=F("seen")), default=F("since"))
    if not Visit.objects.filter(account=account).update(since=since, seen=at):
        Visit.objects.bulk_create([Visit(account=account, seen=at)], ignore_conflicts=True)


def new_since(account: Account) -> tuple[datetime, bool]:
    """From when on something is new for the account, and whether it was here before at all."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    since = Visit.objects.filter(account=account).values_list("since", flat=True).first()
    return (max(since, today - AT_MOST), True) if since else (today - FIRST, False)


def all_seen(account: Account) -> None:
    """From now on only what changes later is new."""
    now = timezone.now()
    Visit.objects.update_or_create(account=account, defaults={"since": now, "seen": now})
