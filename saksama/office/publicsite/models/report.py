"""What a citizen reports: perhaps without a name, with a number and a secret code to follow it by."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.encrypted_field import EncryptedField
from saksama.office.accounts.models import Account
from saksama.office.records.models import Record, RecordQuerySet, next_number

TEXT_LENGTH = 3000
MESSAGE_LENGTH = 1000


class ReportKind(models.TextChoices):
    """What it is about, in a citizen's words."""

    LIST = "list", _("The voter list: not listed, listed twice, a dead person listed")
    MONEY = "money", _("Money or goods for votes")
    NEUTRALITY = "neutrality", _("A civil servant, village head, soldier or police officer takes sides")
    CAMPAIGN = "campaign", _("Campaign material or campaigning where it is forbidden")
    THREAT = "threat", _("Threats, pressure, incitement or false news")
    CONDUCT = "conduct", _("Conduct of election officers; ballots and equipment")
    OTHER = "other", _("Something else")


class ReportStatus(models.TextChoices):
    """How far it has come, in words that the citizen reads too."""

    RECEIVED = "received", _("Received")
    CHECKING = "checking", _("Being checked")
    FORWARDED = "forwarded", _("Forwarded")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Not followed up")


OPEN = (ReportStatus.RECEIVED, ReportStatus.CHECKING)
TONES = {
    ReportStatus.RECEIVED: "warn",
    ReportStatus.CHECKING: "accent",
    ReportStatus.FORWARDED: "accent",
    ReportStatus.DONE: "good",
}


SUSPECTED = {
    ReportKind.MONEY: "crime",
    ReportKind.NEUTRALITY: "other",
    ReportKind.CAMPAIGN: "administrative",
    ReportKind.CONDUCT: "ethics",
}
FIELDS = {ReportKind.MONEY: "economy", ReportKind.THREAT: "security", ReportKind.NEUTRALITY: "politics"}


class ReportQuerySet(RecordQuerySet["CitizenReport"]):
    """Citizens' reports, by region as every record."""


class CitizenReport(Record):
    """Name and contact lie encrypted and are shown only to who asks for them, which is written down."""

    number = models.CharField(_("number of the report"), max_length=20, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, editable=False)  # of the secret code; the code itself is not kept
    form_number = models.CharField(max_length=32, unique=True, editable=False)  # the same form sent twice is one report
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.RECEIVED, editable=False
    )
    kind = models.CharField(_("what it is about"), max_length=12, choices=ReportKind.choices)
    text = models.TextField(_("what happened"), max_length=TEXT_LENGTH)
    occurred = models.DateField(_("on which day"), null=True, blank=True)
    reporter = EncryptedField(_("name"), max_length=500, blank=True)
    contact = EncryptedField(_("telephone or e-mail"), max_length=500, blank=True)
    is_confirmed = models.BooleanField(_("what the report says is true"), null=True, editable=False)  # None: not known

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="citizen_report_status_known"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="citizen_report_kind_known"),
        ]
        indexes = [models.Index(fields=["status", "day"], name="citizen_report_waiting")]

    def __str__(self) -> str:
        return f"{self.number}: {self.short_kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Gives it its number."""
        if not self.number:
            self.number = f"LW-{self.day.year}-{next_number(f'citizen report {self.day.year}'):04d}"
        super().save(*args, **kwargs)

    def search_parts(self) -> list[object]:
        """By what it says; never by who said it."""
        return [self.text]

    def what_happened(self) -> str:
        """What the citizen says, for a record of another room."""
        return f"Laporan warga {self.number}: {self.text}"

    @property
    def suspected_kind(self) -> str:
        """The kind of violation it may be, as a first word that whoever studies it corrects."""
        return SUSPECTED.get(ReportKind(self.kind), "")

    @property
    def threat_field(self) -> str:
        """The field of life of a threat it may be."""
        return FIELDS.get(ReportKind(self.kind), "")

    @property
    def short_kind(self) -> str:
        """For lists and titles: up to the colon or the first comma."""
        return str(self.get_kind_display()).partition(":")[0].partition(";")[0]

    @property
    def status_tone(self) -> str:
        """Of its badge."""
        return TONES.get(ReportStatus(self.status), "")

    @property
    def is_open(self) -> bool:
        """True while the citizen waits for the outcome."""
        return self.status in OPEN

    @property
    def has_contact(self) -> bool:
        """True if the citizen left a name or a way to be reached."""
        return bool(self.reporter or self.contact)


class Message(models.Model):
    """A word between the office and the citizen, read by number and code."""

    report = models.ForeignKey(CitizenReport, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")  # None: the citizen
    text = models.TextField(max_length=MESSAGE_LENGTH)
    status = models.CharField(max_length=10, choices=ReportStatus.choices, blank=True)  # the step it came with
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id}:{self.pk}"

    @property
    def is_from_citizen(self) -> bool:
        """Who wrote it."""
        return self.by_id is None
