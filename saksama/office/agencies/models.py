"""Bodies that are invited, that promise and do things, and whose civil servants cases are about."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional, RegionalQuerySet


class AgencyQuerySet(RegionalQuerySet["Agency"]):
    """Agencies of a region, and those that an account answers for."""

    def of(self, account: Account) -> "AgencyQuerySet":
        """Whose liaison the account is."""
        return self.filter(liaisons=account.pk)


class Agency(Regional):
    """One body of a regency, such as Dinas Perhubungan."""

    name = models.CharField(_("name"), max_length=120)
    short = models.CharField(_("short name"), max_length=30)
    head = models.CharField(
        _("title of its head"), max_length=120, help_text=_("As letters address it: Kepala Dinas …")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    liaisons = models.ManyToManyField(Account, verbose_name=_("liaisons"), blank=True, related_name="agencies")
    is_active = models.BooleanField(_("invited by default"), default=True)

    objects: ClassVar[Any] = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "short"], name="agency_short_once")]

    def __str__(self) -> str:
        return self.short
