"""A voter's complaint about the list, and what became of it."""

import hashlib
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.posko import actions
from saksama.office.posko.masking import masked_contact, masked_name
from saksama.office.records.models import Record, RecordQuerySet, next_number
from saksama.office.rolls.from_complaint import finding_from_complaint
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.record import record as write_down
from saksama.reference.tms import tms_reasons

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class ComplaintKind(models.TextChoices):
    """What is wrong with the list."""

    UNLISTED = "unlisted", _("Missing from the list")
    WRONG = "wrong", _("Listed wrongly")
    TMS = "tms", _("Listed, but does not qualify (TMS)")


class ComplaintStatus(models.TextChoices):
    """How far it has come."""

    RECEIVED = "received", _("Received")
    FINDING = "finding", _("Is a finding")
    ANSWERED = "answered", _("Complainant answered")
    CLOSED = "closed", _("Closed without a finding")


RULES = {ComplaintKind.UNLISTED: "P01", ComplaintKind.WRONG: "P02", ComplaintKind.TMS: "P03"}


class ComplaintQuerySet(RecordQuerySet["Complaint"]):
    """Complaints of one's region."""


class Complaint(Record):
    """Who complains and about whom is personal data: masked on every page, each look is written down."""

    number = models.CharField(max_length=40, unique=True, editable=False)
    kind = models.CharField(_("what is wrong"), max_length=10, choices=ComplaintKind.choices)
    status = models.CharField(
        max_length=10, choices=ComplaintStatus.choices, default=ComplaintStatus.RECEIVED, editable=False
    )
    tms_reason = models.CharField(_("reason"), max_length=20, blank=True)
    complainant = models.CharField(_("complainant's name"), max_length=100)
    contact = models.CharField(_("telephone or e-mail"), max_length=100, blank=True)
    voter = models.CharField(_("name of the voter"), max_length=100)
    birthdate = models.DateField(_("birth date"), null=True, blank=True)
    story = models.TextField(_("what the complainant says"), max_length=2000, blank=True)
    version = models.ForeignKey(ListVersion, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    record = models.BigIntegerField(null=True, editable=False)  # the voter's in the list, None if not listed
    finding = models.OneToOneField(
        Finding, null=True, on_delete=models.PROTECT, related_name="complaint", editable=False
    )

    objects: ClassVar[Any] = ComplaintQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ComplaintKind.values), name="complaint_kind_known"),
            models.CheckConstraint(condition=Q(status__in=ComplaintStatus.values), name="complaint_status_known"),
            models.CheckConstraint(
                condition=~Q(kind=ComplaintKind.TMS) | ~Q(tms_reason=""), name="complaint_tms_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ComplaintKind.UNLISTED) | Q(record=None), name="complaint_unlisted_has_no_record"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Gives it its number."""
        if not self.number:
            regency = self.region if self.region.count(".") <= 1 else ".".join(self.region.split(".")[:2])
            running = next_number(f"complaint {regency} {self.day.year}")
            self.number = f"{running:03d}/PKHP/{regency}/{MONTHS[self.day.month - 1]}/{self.day.year}"
        super().save(*args, **kwargs)

    def is_correctable_by(self, viewer: Any) -> bool:
        """What it says stands once it is a finding, which others check and write letters about."""
        return self.status == ComplaintStatus.RECEIVED and self.is_editable_by(viewer)

    @property
    def masked_complainant(self) -> str:
        """For the page."""
        return masked_name(self.complainant)

    @property
    def masked_contact(self) -> str:
        """For the page."""
        return masked_contact(self.contact)

    @property
    def masked_voter(self) -> str:
        """For the page."""
        return masked_name(self.voter)

    @property
    def reason(self) -> Text:
        """The TMS reason in words."""
        known = tms_reasons()
        return known[self.tms_reason].title if self.tms_reason in known else Text("", "")

    @property
    def status_tone(self) -> str:
        """Of its badge."""
        tones = {ComplaintStatus.RECEIVED: "warn", ComplaintStatus.FINDING: "accent", ComplaintStatus.ANSWERED: "good"}
        return tones.get(ComplaintStatus(self.status), "")

    def become_finding(self, by: Account, tps: str = "") -> Finding:
        """Puts it among the findings of its list, in the transaction around. Again and again it is the same finding."""
        if self.version is None:
            raise ValueError(f"{self.number} is about no list")
        with transaction.atomic():
            finding = finding_from_complaint(
                self.version,
                RULES[ComplaintKind(self.kind)],
                region=self.region,
                # A letter in front, so that an id of digits only never looks like a number of a person.
                finding_id=f"p{hashlib.sha256(self.number.encode()).hexdigest()[:15]}",
                evidence=self._evidence(),
                record=self.record,
                tms_reason=self.tms_reason,
                tps=tps,
            )
            self.finding, self.status = finding, ComplaintStatus.FINDING
            self.save()
            write_down(by, actions.COMPLAINT_TO_FINDING, self, details={"finding": finding.reference})
        return finding

    def _evidence(self) -> Text:
        """What whoever goes there has to know. The voter's name only where no row of the list says it."""
        start = Text(f"Pengaduan {self.number}.", f"Complaint {self.number}.")
        if self.record is None:
            born = f" {self.birthdate:%d-%m-%Y}" if self.birthdate else ""
            said = Text(
                f"Warga bernama {self.voter}{', lahir' + born if born else ''} tidak ditemukan di daftar.",
                f"A citizen named {self.voter}{', born' + born if born else ''} is not found in the list.",
            )
        elif self.kind == ComplaintKind.TMS:
            reason = self.reason
            said = Text(f"Tidak memenuhi syarat: {reason.id}.", f"Does not qualify: {reason.en}.")
        else:
            said = Text("Data pemilih pada daftar keliru.", "The voter's data in the list are wrong.")
        story = " ".join(self.story.split())
        return Text(f"{start.id} {said.id} {story}".strip(), f"{start.en} {said.en} {story}".strip())
