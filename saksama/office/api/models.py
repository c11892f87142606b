"""Tokens: keys of programs, each with less than the account it stands for, and an end."""

import hashlib
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField, covers
from saksama.office.accounts.scope import RegionalQuerySet


class TokenQuerySet(RegionalQuerySet["Token"]):
    """Tokens: one's own, and for an administrator those of the region's system accounts."""

    def visible_to(self, viewer: Any) -> Self:
        """Nobody sees the tokens of another person."""
        own = models.Q(account=viewer.pk)
        if viewer.may("accounts.manage"):
            systems = models.Q(account__region__within=viewer.region) if viewer.region else models.Q()
            own |= systems & ~models.Q(made_by=models.F("account"))
        return self.filter(own)

    def usable(self) -> Self:
        """Neither revoked nor over."""
        return self.filter(revoked=None, expires__gt=timezone.now())


class Token(models.Model):
    """A key. Only the digest of its text is kept: 256 random bits need neither salt nor a slow hash."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)  # what it is for
    digest = models.CharField(max_length=64, unique=True, editable=False)
    permissions = models.JSONField(default=list)  # keys of accounts/access.py
    region = RegionCodeField(blank=True)  # the account's or a part of it
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    minute = models.BigIntegerField(default=0)  # the minute that `requests` counts, since 1970
    requests = models.PositiveIntegerField(default=0)

    objects: ClassVar[Any] = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_usable(self) -> bool:
        """True while it opens anything."""
        return self.revoked is None and self.expires > timezone.now()


class Bearer(Account):
    """An account seen through a token: the same person, with the token's part of its permissions and region."""

    token: Token

    class Meta:
        proxy = True

    def may(self, permission: str) -> bool:
        """True if the account may and the token says so."""
        return permission in self.token.permissions and super().may(permission)

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: its region is that of the token, and must not become that of the account."""
        raise RuntimeError("a bearer is never saved")

    @property
    def via(self) -> str:
        """What the trail says of how it came in."""
        return f"{self.token.pk} {self.token.name}"


def digest_of(text: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def bearer_of(text: str) -> Bearer | None:
    """Who a token stands for; None for one that is unknown, over, revoked, or wider than its account has become."""
    token: Token | None = Token.objects.usable().filter(digest=digest_of(text)).first()
    if token is None:
        return None
    found = Bearer.objects.filter(pk=token.account_id, is_active=True).first()
    if not isinstance(found, Bearer) or not covers(found.region, token.region):
        return None
    is_own = token.made_by_id == found.pk
    if is_own and found.lacks_second_factor:
        return None
    if not is_own and found.has_usable_password():  # an administrator made it for a system; now it is a person's
        return None
    found.token, found.region = token, token.region
    return found
