"""What a person says of a day or a week, above the activities: summary, trend, what is coming, advice."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional
from saksama.office.posko.models.post import Post


class Period(models.TextChoices):
    """What a report is about."""

    DAY = "day", _("Daily report")
    WEEK = "week", _("Weekly report")


class Narrative(Regional):
    """The words of one report; its facts come from the log."""

    FIELDS: ClassVar[tuple[str, ...]] = ("summary", "trend", "coming", "advice")

    post = models.CharField(max_length=12, choices=Post.choices)
    period = models.CharField(max_length=4, choices=Period.choices)
    day = models.DateField()  # of a week its Monday
    summary = models.TextField(_("Summary"), max_length=2000, blank=True)
    trend = models.TextField(_("Trend"), max_length=2000, blank=True)
    coming = models.TextField(_("Threats, disturbances, obstacles to expect (AGHT)"), max_length=2000, blank=True)
    advice = models.TextField(_("Advice"), max_length=2000, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "region", "period", "day"], name="narrative_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_period_display()} {self.day:%Y-%m-%d}"
