"""A private address under which a calendar program reads the schedule and the log. Only its digest is kept."""

import hashlib
import secrets

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.posko import actions
from saksama.office.trail.record import record


class CalendarFeed(models.Model):
    """One address of one account; a new one voids the one before."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(revoked=None), name="calendar_feed_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {'revoked' if self.revoked else 'open'}"


def make_feed(account: Account) -> str:
    """The secret part of a new address. It can be shown only now."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        _revoke(account)
        made = CalendarFeed.objects.create(account=account, digest=_digest(token))
        record(account, actions.FEED_MADE, made, region=account.region, label=account.username)
    return token


@transaction.atomic
def revoke_feed(account: Account) -> None:
    """From now on the address leads nowhere."""
    if _revoke(account):
        record(account, actions.FEED_REVOKED, region=account.region, label=account.username)


def reader_of(token: str) -> Account | None:
    """Whose eyes an address has; None if it is unknown, revoked, or the account is closed."""
    feed = (
        CalendarFeed.objects.select_related("account")
        .filter(digest=_digest(token), revoked=None, account__is_active=True)
        .first()
    )
    return feed.account if feed and feed.account.may("posko.read") else None


def _revoke(account: Account) -> int:
    return account.calendar_feeds.filter(revoked=None).update(revoked=timezone.now())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
