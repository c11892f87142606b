"""What supervisors counted of coklit in each TPS: households visited and not, stickers, and who did the work."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional, RegionalQuerySet

# Characters of a region code by its level.
CODE_LENGTH = {2: 5, 3: 8, 4: 13}


class CoklitQuerySet(RegionalQuerySet["CoklitCount"]):
    """Counts, added up by place."""

    def never_visited(self) -> Self:
        """TPS in which not one household was visited."""
        return self.filter(visited=0)

    def added_up(self, level: int) -> "dict[str, dict[str, Any]]":
        """Sums by region code of a level (3 sub-district, 4 village). What nobody counted adds nothing. One query."""
        sums = {name: Sum(name) for name in NUMBERS}
        rows = (
            self.order_by()
            .annotate(place=Substr("region", 1, CODE_LENGTH[level]))
            .values("place")
            .annotate(
                stations=Count("id"),
                never=Count("id", filter=Q(visited=0)),
                villages=Count("region", distinct=True),
                **sums,
            )
        )
        return {row["place"]: dict(row) for row in rows}


class CoklitCount(Regional):
    """The counts of one TPS; its region is the village. What nobody counted is NULL, which is not zero."""

    election = models.CharField(max_length=40)
    tps = models.CharField(max_length=3)
    day = models.DateField(_("day of the observation"))
    households = models.PositiveIntegerField(_("households to visit"), null=True, blank=True)
    visited = models.PositiveIntegerField(_("households visited"), null=True, blank=True)
    without_sticker = models.PositiveIntegerField(_("visited, but no sticker"), null=True, blank=True)
    sticker_without_visit = models.PositiveIntegerField(_("sticker, but not visited"), null=True, blank=True)
    not_visited = models.PositiveIntegerField(_("households not visited"), null=True, blank=True)
    joki = models.PositiveIntegerField(_("Pantarlih who sent somebody else (joki)"), null=True, blank=True)
    in_party = models.PositiveIntegerField(_("Pantarlih in a party or campaign team"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = CoklitQuerySet.as_manager()

    class Meta:
        ordering = ["region", "tps"]
        constraints = [
            models.UniqueConstraint(fields=["election", "region", "tps"], name="coklit_tps_once"),
            models.CheckConstraint(
                condition=Q(without_sticker__isnull=True)
                | Q(visited__isnull=True)
                | Q(without_sticker__lte=F("visited")),
                name="coklit_stickers_fit",
            ),
        ]

    def __str__(self) -> str:
        return f"TPS {self.tps}"

    @property
    def with_sticker(self) -> int | None:
        """Households visited and marked with a sticker."""
        if self.visited is None or self.without_sticker is None:
            return None
        return self.visited - self.without_sticker


# The counted columns, in the order of forms and tables.
NUMBERS = ("households", "visited", "without_sticker", "sticker_without_visit", "not_visited", "joki", "in_party")
