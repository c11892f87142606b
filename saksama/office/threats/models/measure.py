"""What is done about a threat, by whom and until when."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.threats.models.threat import Threat


class Measure(models.Model):
    """One step against a threat."""

    threat = models.ForeignKey(Threat, on_delete=models.CASCADE, related_name="measures")
    text = models.CharField(_("measure"), max_length=300)
    who = models.CharField(_("who does it"), max_length=120)
    due = models.DateField(_("until"))
    done = models.DateField(_("done on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["due"], condition=Q(done=None), name="measure_open")]

    def __str__(self) -> str:
        return self.text


SOON = 7  # days ahead
SHOWN = 8


def pressing_measures(threats: Any, day: date) -> list[Measure]:
    """Open measures of some threats that are late or due within a week, the most pressing first; one query."""
    rows = Measure.objects.filter(threat__in=threats, done=None, due__lte=day + timedelta(days=SOON))
    return list(rows.select_related("threat").order_by("due", "pk")[:SHOWN])
