"""The states a case went through, each with its deadline: in time, or late."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.neutrality.models.case import NeutralityCase, Status


class Passage(models.Model):
    """A case was in a state from `entered` to `left`; the step out of it was due on `due`."""

    case = models.ForeignKey(NeutralityCase, on_delete=models.CASCADE, related_name="passages")
    status = models.CharField(max_length=10, choices=Status.choices)
    entered = models.DateTimeField()
    due = models.DateField(null=True)
    left = models.DateTimeField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")  # None: by the letter's link

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(left=None), name="passage_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.status}"

    def was_late(self, day: date) -> bool:
        """True if the case stayed longer than it should, until it left or until that day."""
        if self.due is None:
            return False
        return self.due < (timezone.localdate(self.left) if self.left else day)
