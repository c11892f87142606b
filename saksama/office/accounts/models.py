"""People: accounts with a role and a region, recovery codes, invitations, login failures and sessions."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import REGION_LEVELS, TWO_FACTOR_ROLES, Role, may
from saksama.office.accounts.encrypted_field import EncryptedField
from saksama.office.accounts.region_code import RegionCodeField, level_of
from saksama.office.accounts.scope import HasRegion, RegionalQuerySet


class AccountManager(BaseUserManager["Account"]):
    """Accounts, by region as everything else."""

    def get_queryset(self) -> "RegionalQuerySet[Account]":
        """All accounts."""
        return RegionalQuerySet(self.model, using=self._db)

    def visible_to(self, viewer: HasRegion) -> "RegionalQuerySet[Account]":
        """Only those of the viewer's region."""
        return self.get_queryset().visible_to(viewer)


class Account(AbstractBaseUser):
    """A person who works here. Never deleted, only closed: the audit trail names it for ever."""

    username = models.CharField(
        _("account name"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", _("Small letters, digits, dot, hyphen."))],
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    region = RegionCodeField(_("region code"), blank=True, db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    is_active = models.BooleanField(_("open"), default=True)
    created = models.DateTimeField(auto_now_add=True)
    totp_secret = EncryptedField(max_length=255, blank=True, editable=False)
    totp_last_step = models.BigIntegerField(
        default=0, editable=False
    )  # a code is good once, even within its 30 seconds

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="account_role_known"),
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="account_email_once"),
        ]

    def __str__(self) -> str:
        return self.username

    def clean(self) -> None:
        """A role is bound to a level of region: a village supervisor to a village."""
        super().clean()
        self.username, self.email = self.username.lower(), self.email.lower()
        if self.role in Role.values and level_of(self.region) not in REGION_LEVELS[Role(self.role)]:
            raise ValidationError({"region": _("This role needs a region code of another level.")})

    def get_short_name(self) -> str:
        """The first word of the name, for the greeting."""
        return self.name.split(" ")[0]

    def may(self, permission: str) -> bool:
        """True if the account's role has the permission."""
        return may(self.role, permission)

    @property
    def has_second_factor(self) -> bool:
        """True once a code of the authenticator has been shown."""
        return bool(self.totp_secret)

    @property
    def lacks_second_factor(self) -> bool:
        """True while the role demands two-factor login and it is not set up."""
        return self.role in TWO_FACTOR_ROLES and not self.has_second_factor


class RecoveryCode(models.Model):
    """One of ten codes for the day the telephone is lost. Only its digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.account}: {'used' if self.used else 'open'}"


class Invitation(models.Model):
    """A one-time code with which an account sets its password. Only its digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account}: {'used' if self.used else 'open'}"


class LoginFailure(models.Model):
    """A refused password or code; counted by throttle.py, forgotten after a day."""

    username = models.CharField(max_length=254, db_index=True)
    address = models.CharField(max_length=45, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.username} {self.at}"


class AccountSession(AbstractBaseSession):
    """A login on one device, listed for its owner, who can end it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions", null=True)
    started = models.DateTimeField()
    seen = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The store that reads and writes these rows."""
        from saksama.office.accounts.session_store import SessionStore

        return SessionStore
