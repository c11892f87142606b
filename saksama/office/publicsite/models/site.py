"""Whose page it is, and whether it is open. Nothing is public before the head has opened it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import Regional

CITIZENS = "laman-publik"  # the closed account that stands as author of what citizens send


class Site(Regional):
    """One row: an office has one public page."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    region = RegionCodeField(_("region code"))
    title = models.CharField(_("name of the office"), max_length=120)
    area = models.CharField(_("name of the region"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    is_open = models.BooleanField(_("the public page is open"), default=False)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="publicsite_one")]

    def __str__(self) -> str:
        return self.title


def open_site() -> Site | None:
    """The page if it is open. One query."""
    return Site.objects.filter(pk=1, is_open=True).first()


def citizens_account(region: str) -> Account:
    """Stands as author of what comes in without an account: closed, without a password, able to do nothing."""
    made, is_new = Account.objects.get_or_create(
        username=CITIZENS,
        defaults={"name": "Warga (laman publik)", "role": Role.AGENCY, "region": region, "is_active": False},
    )
    if is_new:
        made.set_unusable_password()
        made.save(update_fields=["password"])
    return made
