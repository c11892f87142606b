"""A file of a letter: made here, or brought back signed, stamped or answered. Kept under the hash of its content."""

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.recommendations.models.recommendation import Recommendation


class DocumentKind(models.TextChoices):
    """What a document is."""

    LETTER_PDF = "letter_pdf", _("Letter (PDF)")
    LETTER_DOCX = "letter_docx", _("Letter (Word)")
    ATTACHMENT = "attachment", _("Attachment, NIK masked (xlsx)")
    ATTACHMENT_WHOLE = "attachment_whole", _("Attachment with whole NIK (xlsx)")
    SIGNED = "signed", _("Signed letter")
    RECEIPT = "receipt", _("Receipt")
    ANSWER = "answer", _("Answer letter of KPU")
    ANSWER_XLSX = "answer_xlsx", _("Attachment as answered (xlsx)")


MADE_KINDS = (
    DocumentKind.LETTER_PDF,
    DocumentKind.LETTER_DOCX,
    DocumentKind.ATTACHMENT,
    DocumentKind.ATTACHMENT_WHOLE,
)
BROUGHT_KINDS = (DocumentKind.SIGNED, DocumentKind.RECEIPT, DocumentKind.ANSWER)
# The letter as it can still be edited stays inside, so does what shows whole numbers unless KPU may see them.
KPU_KINDS = tuple(kind for kind in DocumentKind if kind is not DocumentKind.LETTER_DOCX)


class Document(models.Model):
    """One file; of the kinds made here there is one each."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    suffix = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()  # bytes
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.UniqueConstraint(
                fields=["recommendation", "kind"], condition=Q(kind__in=MADE_KINDS), name="document_made_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where `stored_files.store` has put it."""
        return Path(settings.DATA_FOLDER) / "files" / self.sha256[:2] / f"{self.sha256}{self.suffix}"
