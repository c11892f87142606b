"""What a report has several of: facts in order of time, people, pieces of evidence. Each save writes them anew by
position, so that a form that was sent twice on a bad line leaves them once."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.fieldwork.models.report import FieldReport
from saksama.office.records.models import Attachment


class Positioned(models.Model):
    """A row of a report, numbered from 1."""

    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]


class Fact(Positioned):
    """What happened at what time. A time before the supervision began is of the night that followed."""

    report = models.ForeignKey(FieldReport, on_delete=models.CASCADE, related_name="facts")
    at = models.TimeField(null=True)
    text = models.TextField(max_length=2000)

    class Meta(Positioned.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="report_fact_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.text[:60]}"


class Part(models.TextChoices):
    """What somebody is in the matter."""

    SUSPECT = "suspect", _("Perpetrator")
    WITNESS = "witness", _("Witness")


class Person(Positioned):
    """A suspected perpetrator or a witness."""

    report = models.ForeignKey(FieldReport, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(max_length=10, choices=Part.choices)
    name = models.CharField(max_length=120)
    occupation = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta(Positioned.Meta):
        ordering = ["part", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "part", "position"], name="report_person_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.position}"  # never the name: this may stand in a log


class EvidenceKind(models.TextChoices):
    """What kind of proof."""

    PHOTO = "photo", _("Photo")
    VIDEO = "video", _("Video")
    RECORDING = "recording", _("Sound recording")
    DOCUMENT = "document", _("Letter or document")
    ELECTRONIC = "electronic", _("Electronic document")
    OBJECT = "object", _("Object (barang bukti)")


KIND_OF_SUFFIX = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp"), EvidenceKind.PHOTO),
    ".mp4": EvidenceKind.VIDEO,
    **dict.fromkeys((".mp3", ".m4a"), EvidenceKind.RECORDING),
}


class Evidence(Positioned):
    """A piece of evidence: what it is called, and which fact it proves; with its file unless it is an object."""

    report = models.ForeignKey(FieldReport, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices, default=EvidenceKind.PHOTO)
    name = models.CharField(max_length=200, blank=True)
    fact = models.PositiveSmallIntegerField(null=True)  # position of the fact it proves
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Positioned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="report_evidence_once"),
            models.UniqueConstraint(
                fields=["report", "attachment"], condition=~models.Q(attachment=None), name="report_evidence_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.kind} {self.position}"


def default_kind(attachment: Any) -> str:
    """What kind of evidence a file probably is."""
    return KIND_OF_SUFFIX.get(attachment.suffix, EvidenceKind.DOCUMENT)
