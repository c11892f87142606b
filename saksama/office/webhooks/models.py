"""Subscriptions of other programs, and the outbox of what they are told."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.encrypted_field import EncryptedField
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import Regional, RegionalQuerySet

OLD_SECRET_LASTS = timedelta(hours=24)  # after a new one was made: time to put it into the receiver


class Subscription(Regional):
    """An address that is told of some events in a region. Its region is that of whoever set it up, or a part of it."""

    name = models.CharField(_("name"), max_length=80)
    address = models.URLField(_("address"), max_length=300)
    region = RegionCodeField(_("region"), blank=True, db_index=True)
    events = models.JSONField(default=list)  # codes of trail actions
    secret = EncryptedField(max_length=255, editable=False)
    old_secret = EncryptedField(max_length=255, blank=True, editable=False)
    old_until = models.DateTimeField(null=True, editable=False)
    is_on = models.BooleanField(_("on"), default=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", editable=False)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def secrets(self) -> list[str]:
        """Those a message is signed with: the present one, and for a day the one before."""
        is_old_good = self.old_secret and self.old_until is not None and self.old_until > timezone.now()
        return [self.secret, self.old_secret] if is_old_good else [self.secret]


class State(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    REFUSED = "refused", _("Refused for good")
    GIVEN_UP = "given_up", _("Given up")


class Message(models.Model):
    """One event for one subscription: written in the transaction of what it tells of, sent later by the worker."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="messages")
    number = models.CharField(max_length=40, unique=True)  # webhook-id: the same in every attempt
    event = models.CharField(max_length=60)
    body = models.TextField()  # JSON; the very bytes that are signed
    created = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    problem_id = models.CharField(max_length=300, blank=True)  # in Indonesian, why the last attempt failed
    problem_en = models.CharField(max_length=300, blank=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["due"], condition=Q(state="waiting"), name="webhook_due")]
        constraints = [models.CheckConstraint(condition=Q(state__in=State.values), name="webhook_state_known")]

    def __str__(self) -> str:
        return self.number

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {State.DELIVERED: "good", State.WAITING: "accent"}.get(State(self.state), "bad")

    @property
    def problem(self) -> str:
        """In the reader's language."""
        from django.utils.translation import get_language

        return self.problem_en if get_language() == "en" else self.problem_id
