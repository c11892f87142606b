"""Who is in a file, and when its steps were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.violations.models.file import ViolationFile


class Part(models.TextChoices):
    """What somebody is in the matter."""

    REPORTER = "reporter", _("Reporter")
    REPORTED = "reported", _("Reported party")
    WITNESS = "witness", _("Witness")


class Person(models.Model):
    """A person of the file, with the formal fields of the report form."""

    file = models.ForeignKey(ViolationFile, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    name = models.CharField(_("name"), max_length=120)
    birthplace = models.CharField(_("birthplace"), max_length=80, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=[("L", _("male")), ("P", _("female"))], blank=True)
    occupation = models.CharField(_("occupation"), max_length=120, blank=True)
    citizenship = models.CharField(_("citizenship"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["part", "id"]

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"  # never the name: this may stand in a log


# What can be noted beside the steps of the states; for the crime track with the police and the court.
EVENTS = {
    "gakkumdu_met": _("Gakkumdu has met"),
    "file_sent": _("File sent to the prosecutor"),
    "file_answered": _("Prosecutor has answered"),
    "file_returned": _("File returned to the police"),
    "file_resubmitted": _("File handed in again"),
    "file_complete": _("File complete"),
    "to_court": _("Handed to the court"),
    "verdict": _("Verdict of the court"),
    "appealed": _("Appeal"),
    "appeal_verdict": _("Verdict on appeal"),
}
ALL_EVENTS = {
    "known": _("known or found"),
    "received": _("received"),
    "registered": _("registered"),
    "extended": _("time extended"),
    "decided": _("decided by the plenary"),
    "handed_over": _("handed over"),
    "answered": _("answered"),
    **EVENTS,
}


class Milestone(models.Model):
    """When something happened that deadlines count from or end with."""

    file = models.ForeignKey(ViolationFile, on_delete=models.CASCADE, related_name="milestones")
    event = models.CharField(max_length=20, choices=list(ALL_EVENTS.items()))
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["file", "event"], name="milestone_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d}"
