"""The outbox, and who wants what by e-mail."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.encrypted_field import UNREADABLE, decrypt, encrypt
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import RegionalQuerySet

CLAIM_HOLDS = timedelta(minutes=10)  # after that whoever was sending it is taken for dead


class Choice(models.TextChoices):
    """When an account is told by e-mail."""

    NOW = "now", _("Each notice at once")
    DAILY = "daily", _("One e-mail each morning, if there is something new")
    NONE = "none", _("No e-mail")


class Language(models.TextChoices):
    """Of the mails to an account."""

    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")


class Preference(models.Model):
    """What an account wants; without a row: a digest, in Indonesian."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="mail_preference")
    choice = models.CharField(_("notices by e-mail"), max_length=5, choices=Choice.choices, default=Choice.DAILY)
    language = models.CharField(
        _("language of the e-mails"), max_length=2, choices=Language.choices, default=Language.INDONESIAN
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(choice__in=Choice.values), name="mail_choice_known")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.choice}"


class State(models.TextChoices):
    """Where a mail is."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed for good")


class MailQuerySet(RegionalQuerySet["Mail"]):
    """Mails, by the region of the account they go to or of the thing they are about."""

    def claimable(self, now: datetime) -> Self:
        """Those whose turn has come, and that nobody is sending."""
        free = Q(claimed=None) | Q(claimed__lt=now - CLAIM_HOLDS)
        return self.filter(free, state=State.WAITING, due__lte=now)


@dataclass(frozen=True)
class File:
    """Something attached."""

    name: str
    mime: str  # type/subtype, without parameters
    data: bytes


class Mail(models.Model):
    """One mail to one address. What it says is encrypted, and wiped once it is sent: it may hold a one-time code."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    region = RegionCodeField(blank=True, db_index=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    sealed = models.TextField(blank=True)  # encrypted JSON of body and files
    key = models.CharField(max_length=140, blank=True)  # the same key goes to the same account once
    message_id = models.CharField(max_length=120, unique=True)  # fixed, so that a mail sent twice is one to its reader
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField()
    due = models.DateTimeField()  # not tried before
    claimed = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)  # what the server said last

    objects: ClassVar[Any] = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["due"], condition=Q(state="waiting"), name="mail_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], condition=~Q(key=""), name="mail_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    def seal(self, body: str, files: tuple[File, ...] = ()) -> None:
        """Puts the content in. Not saved."""
        packed = [{"name": f.name, "mime": f.mime, "data": b64encode(f.data).decode()} for f in files]
        self.sealed = encrypt(json.dumps({"body": body, "files": packed}))

    def content(self) -> tuple[str, tuple[File, ...]] | None:
        """Body and files; None if it is gone, or was sealed under another secret key."""
        opened = decrypt(self.sealed)
        if not opened or opened == UNREADABLE:
            return None
        given = json.loads(opened)
        return given["body"], tuple(File(f["name"], f["mime"], b64decode(f["data"])) for f in given["files"])

    @property
    def masked_to(self) -> str:
        """The address for the administrator's page: s***@example.org."""
        name, _at, host = self.to.partition("@")
        return f"{name[:1]}***@{host}"

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {State.SENT: "good", State.FAILED: "bad"}.get(State(self.state), "warn" if self.problem else "")
