"""Somebody who was reported as missing from the list: by a citizen, the posko, a supervisor."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import Regional, RegionalQuerySet


class Channel(models.TextChoices):
    """How the office came to know."""

    CITIZEN = "citizen", _("Citizen")
    POSKO = "posko", _("Complaints post (posko)")
    SUPERVISOR = "supervisor", _("Supervisor")
    OTHER = "other", _("Other")


class MissingReport(Regional):
    """As little of a person as the search in the list needs; no NIK, which Bawaslu's copy of the list lacks anyway."""

    region = RegionCodeField(_("village"), db_index=True)
    name = models.CharField(_("name"), max_length=150)
    birthplace = models.CharField(_("birthplace"), max_length=150, blank=True)
    birthdate = models.DateField(_("birth date"), null=True, blank=True)
    age = models.PositiveSmallIntegerField(_("age, if the birth date is not known"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, blank=True, choices=[("L", _("male")), ("P", _("female"))])
    address = models.CharField(_("address"), max_length=200, blank=True)
    rt = models.CharField(_("RT"), max_length=3, blank=True)
    rw = models.CharField(_("RW"), max_length=3, blank=True)
    tps = models.CharField(_("TPS"), max_length=3, blank=True)
    channel = models.CharField(_("reported by"), max_length=10, choices=Channel.choices)
    day = models.DateField(_("day of the report"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    key = models.CharField(max_length=32, unique=True)  # digest of who and where: nobody is entered twice

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.CheckConstraint(condition=Q(channel__in=Channel.values), name="missing_channel_known")]

    def __str__(self) -> str:
        return f"R{self.pk}"

    @property
    def initials(self) -> str:
        """The name as lists show it."""
        from saksama.office.residue.models.person import initials_of

        return initials_of(self.name)
