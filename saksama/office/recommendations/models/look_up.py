"""One look through a later list for the records of a letter."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.recommendations.models.item import Result
from saksama.office.recommendations.models.recommendation import Recommendation
from saksama.office.rolls.models import ListVersion


class LookUp(models.Model):
    """Which list, when, and how many records came out how. The latest one's results stand at the records."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="look_ups")
    version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)  # Result → records

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("look-up")
        constraints = [models.UniqueConstraint(fields=["recommendation", "version"], name="look_up_once")]

    def __str__(self) -> str:
        return f"{self.recommendation_id} → {self.version_id}"

    @property
    def fixed(self) -> int:
        """Records the list shows as fixed."""
        return int(self.counts.get(Result.FIXED, 0))

    @property
    def total(self) -> int:
        """All records looked up."""
        return sum(self.counts.values())
