"""Early warning: how many of what kind in one place within how many days make a warning, and to whom."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.election.models import Level
from saksama.office.threats.models.threat import Field, Kind


class WarningRule(Regional):
    """A rule of one office; it holds in the office's region."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)
    field = models.CharField(_("field"), max_length=12, choices=Field.choices, blank=True)
    least_risk = models.PositiveSmallIntegerField(
        _("risk of at least"), default=1, validators=[MinValueValidator(1), MaxValueValidator(25)]
    )
    level = models.PositiveSmallIntegerField(
        _("in the same"),
        choices=[
            (Level.VILLAGE, Level.VILLAGE.label),
            (Level.DISTRICT, Level.DISTRICT.label),
            (Level.REGENCY, Level.REGENCY.label),
        ],
        default=Level.DISTRICT,
    )
    count = models.PositiveSmallIntegerField(_("how many"), default=3, validators=[MinValueValidator(1)])
    days = models.PositiveSmallIntegerField(_("within days"), default=7, validators=[MinValueValidator(1)])
    is_on = models.BooleanField(_("on"), default=True)

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1, days__gte=1), name="warning_rule_counts"),
        ]

    def __str__(self) -> str:
        return self.name
