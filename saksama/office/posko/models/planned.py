"""What the official schedule says will happen."""

import hashlib
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import parent_of
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.election.models import Stage
from saksama.office.posko.models.post import Organiser


class PlannedQuerySet(RegionalQuerySet["Planned"]):
    """The schedule is no secret between the posts: one's own region's, and that of the regions it lies in."""

    def visible_to(self, viewer: Any) -> Self:
        """A sub-district sees the regency's activities too."""
        above, code = [], viewer.region
        while code := parent_of(code):
            above.append(code)
        return self.filter(Q(region__within=viewer.region) | Q(region__in=above)) if viewer.region else self


class Planned(Regional):
    """One activity of the schedule."""

    key = models.CharField(max_length=64, unique=True)  # the same activity imported again is the same row
    title = models.CharField(_("what"), max_length=200)
    organiser = models.CharField(_("whose activity"), max_length=12, choices=Organiser.choices)
    stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=200, blank=True)
    day = models.DateField(_("date"), db_index=True)
    until = models.DateField()  # the last day, included
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = PlannedQuerySet.as_manager()

    class Meta:
        ordering = ["day", "starts", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(day__lte=F("until")), name="planned_begins_first"),
            models.CheckConstraint(condition=Q(organiser__in=Organiser.values), name="planned_organiser_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the key."""
        self.key = self.key or self.made_key()
        super().save(*args, **kwargs)

    def made_key(self) -> str:
        """By what, where and when."""
        told = "|".join((self.title.lower(), self.region, self.day.isoformat(), str(self.starts or "")))
        return hashlib.sha256(told.encode()).hexdigest()
