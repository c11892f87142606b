"""Evidence of a case: where it was seen and when, and the file that proves it, kept under its hash."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.neutrality.models.case import NeutralityCase
from saksama.office.records.models import Attachment


class EvidenceKind(models.TextChoices):
    """What it is."""

    SCREENSHOT = "screenshot", _("Screenshot")
    PHOTO = "photo", _("Photo")
    LINK = "link", _("Link only")
    VIDEO = "video", _("Video or sound")
    DOCUMENT = "document", _("Letter or document")


class CaseEvidence(models.Model):
    """One piece. A link alone proves little: it can vanish, so a case is verified only with a file."""

    case = models.ForeignKey(NeutralityCase, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind of evidence"), max_length=10, choices=EvidenceKind.choices)
    title = models.CharField(_("what it shows"), max_length=200)
    url = models.URLField(_("link"), max_length=500, blank=True)
    seen = models.DateField(_("seen or taken on"))
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attachment__isnull=False) | ~Q(url=""), name="neutrality_evidence_is_something"
            ),
            models.UniqueConstraint(
                fields=["case", "attachment"], condition=~Q(attachment=None), name="neutrality_evidence_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
