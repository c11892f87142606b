"""The assessment (kajian) of a case: facts, analysis, and the class that a person decides, with the reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.neutrality.models.case import Group, NeutralityCase


class ViolationClass(models.TextChoices):
    """What it is in law. The same act stands in the ethics and in the discipline list: nobody but a person can say."""

    ETHICS = "ethics", _("Code of ethics")
    MODERATE = "moderate", _("Discipline, moderate")
    SEVERE = "severe", _("Discipline, severe")
    VILLAGE = "village", _("Rules for village heads and officials")
    SERVICE = "service", _("Rules of army or police")
    NONE = "none", _("No violation")


CLASSES_OF = {
    Group.ASN: (ViolationClass.ETHICS, ViolationClass.MODERATE, ViolationClass.SEVERE, ViolationClass.NONE),
    Group.VILLAGE: (ViolationClass.VILLAGE, ViolationClass.NONE),
    Group.SERVICE: (ViolationClass.SERVICE, ViolationClass.NONE),
}


class Assessment(models.Model):
    """One a case; it is corrected until the case goes before the head."""

    case = models.OneToOneField(NeutralityCase, on_delete=models.CASCADE, related_name="assessment")
    facts = models.TextField(_("facts that were found"), max_length=6000)
    analysis = models.TextField(_("analysis"), max_length=6000)
    klass = models.CharField(_("class of the violation"), max_length=10, choices=ViolationClass.choices)
    reason = models.TextField(_("why this class"), max_length=2000)
    legal_basis = models.TextField(_("legal basis, one a line"), max_length=2000)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(klass__in=ViolationClass.values), name="neutrality_class_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="neutrality_class_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.klass}"

    @property
    def is_violation(self) -> bool:
        """True if it is one at all."""
        return self.klass != ViolationClass.NONE

    @property
    def bases(self) -> list[str]:
        """The legal bases, one an entry."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]
