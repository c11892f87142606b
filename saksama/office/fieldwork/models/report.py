"""Form A (laporan hasil pengawasan): who supervised what, where and when, what was seen, and what follows from it."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.clock import now
from saksama.office.fieldwork import actions
from saksama.office.fieldwork.numbering import next_report_number
from saksama.office.records.models import Attachment, Record, RecordQuerySet, notify
from saksama.office.trail.record import record

# Who signs for whom: always somebody of a higher rank.
RANK = {Role.VILLAGE: 0, Role.DISTRICT: 1, Role.STAFF: 2, Role.HEAD: 3}


class Status(models.TextChoices):
    """How far a report is."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for sign-off")
    SIGNED = "signed", _("Signed and sealed")
    SUPERSEDED = "superseded", _("Older version")
    DISCARDED = "discarded", _("Discarded")


class Form(models.TextChoices):
    """Form of supervision, as Form A II names them."""

    DIRECT = "direct", _("Direct supervision")
    PREVENTION = "prevention", _("Prevention of violations and disputes")
    ANALYSIS = "analysis", _("Analysis of results of supervision")
    ELEMENTS = "elements", _("Finding out whether and what kind of violation there is")
    ACTION = "action", _("Acting on a violation")
    DISPUTE = "dispute", _("Settling a process dispute")


class ViolationKind(models.TextChoices):
    """Kind of a suspected violation; it decides who gets it."""

    ADMINISTRATIVE = "administrative", _("Administrative")
    ETHICS = "ethics", _("Code of ethics")
    CRIME = "crime", _("Election crime")
    OTHER = "other", _("Other law (civil servants, village heads)")


class FollowUp(models.TextChoices):
    """What the supervisor proposes."""

    NONE = "none", _("Nothing further")
    ADVICE = "advice", _("Recommendation (saran perbaikan)")
    FINDING = "finding", _("Record as suspected violation (temuan)")


class ReportQuerySet(RecordQuerySet["FieldReport"]):
    """Reports; a draft is seen by its author only."""

    def in_reach_of(self, viewer: Any) -> Q:
        """Those of the region, without the drafts of others."""
        unfinished = Q(status__in=[Status.DRAFT, Status.DISCARDED])
        return super().in_reach_of(viewer) & (~unfinished | Q(by=viewer.pk))


class FieldReport(Record):
    """One Form A. Signed, it is sealed and never changes; a correction is a new version beside it."""

    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False)
    number = models.CharField(_("report number"), max_length=60, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by", editable=False
    )
    version_reason = models.CharField(max_length=500, blank=True, editable=False)
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)

    # I. Data pengawas
    supervisor_name = models.CharField(_("name of the supervisor"), max_length=120, blank=True)
    supervisor_position = models.CharField(_("office"), max_length=160, blank=True)
    assignment_number = models.CharField(_("number of the letter of assignment"), max_length=80, blank=True)
    supervisor_address = models.CharField(_("address of the supervisor's office"), max_length=200, blank=True)

    # II. Kegiatan pengawasan
    form = models.CharField(_("form of supervision"), max_length=12, choices=Form.choices, default=Form.DIRECT)
    subject = models.CharField(_("object of supervision"), max_length=200, blank=True)
    purpose = models.TextField(_("purpose"), max_length=1000, blank=True)
    target = models.TextField(_("target"), max_length=1000, blank=True)
    begins = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)

    # III. Uraian singkat hasil pengawasan
    present = models.TextField(_("who was there"), max_length=1000, blank=True)
    seen = models.TextField(_("what was seen, in short"), max_length=8000, blank=True)
    analysis = models.TextField(_("analysis and conclusion"), max_length=8000, blank=True)

    # IV. Dugaan pelanggaran
    has_violation = models.BooleanField(_("suspected violation"), null=True, blank=True)
    violation_event = models.CharField(_("name of the event"), max_length=300, blank=True)
    violation_place = models.CharField(_("place of the event"), max_length=200, blank=True)
    violation_day = models.DateField(_("date of the event"), null=True, blank=True)
    violation_time = models.TimeField(_("time of the event"), null=True, blank=True)
    violation_account = models.TextField(_("account of the suspected violation"), max_length=8000, blank=True)
    violation_kind = models.CharField(_("kind of violation"), max_length=15, choices=ViolationKind.choices, blank=True)
    violation_article = models.CharField(_("article"), max_length=300, blank=True)
    violation_analysis = models.TextField(_("why the article is met"), max_length=8000, blank=True)
    follow_up = models.CharField(_("follow-up"), max_length=10, choices=FollowUp.choices, blank=True)

    # V. Potensi sengketa
    has_dispute = models.BooleanField(_("potential dispute"), null=True, blank=True)
    dispute_party = models.CharField(_("participant of the election"), max_length=200, blank=True)
    dispute_place = models.CharField(_("place of the dispute"), max_length=200, blank=True)
    dispute_day = models.DateField(_("date of the dispute"), null=True, blank=True)
    dispute_form = models.CharField(_("form of the object"), max_length=200, blank=True)
    dispute_object = models.CharField(_("identity of the object"), max_length=200, blank=True)
    dispute_loss = models.CharField(_("direct loss"), max_length=300, blank=True)
    dispute_account = models.TextField(_("account of the dispute"), max_length=4000, blank=True)

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="report_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "superseded"])
                | (~Q(number="") & Q(signed_by__isnull=False) & Q(signed_at__isnull=False)),
                name="report_signed_has_number_and_signer",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("by")), name="report_signed_by_another"
            ),
            models.CheckConstraint(
                condition=(Q(version=1) & Q(replaces=None)) | (Q(version__gt=1) & Q(replaces__isnull=False)),
                name="report_version_replaces_one",
            ),
            models.UniqueConstraint(fields=["number", "version"], condition=~Q(number=""), name="report_number_once"),
        ]
        indexes = [models.Index(fields=["status", "-day"], name="report_status_day")]

    def __str__(self) -> str:
        if not self.number:
            return f"LHP {self.subject}" if self.subject else f"LHP {self.day:%Y-%m-%d}"
        return f"{self.number} (v{self.version})" if self.version > 1 else self.number

    def search_parts(self) -> list[object]:
        """No names of people: they are masked, and a search would tell them."""
        return [self.subject, self.seen, self.violation_event, self.violation_article, self.dispute_object]

    def is_editable_by(self, viewer: Any) -> bool:
        """Only a draft, only by its author: what is signed is evidence."""
        return self.status == Status.DRAFT and viewer.pk == self.by_id and super().is_editable_by(viewer)

    @property
    def tells_a_violation(self) -> bool:
        """True if it is signed and suspects a violation: only then another room may follow it up."""
        return self.status == Status.SIGNED and bool(self.has_violation)

    def is_superior(self, account: Any) -> bool:
        """True if the account may sign for the author: higher in rank, in the same line, another person."""
        rank = RANK.get(account.role, -1)
        higher = rank > RANK.get(Role(self.by.role), 99) or rank == RANK[Role.HEAD]
        return higher and account.pk != self.by_id and covers(account.region, self.region)

    def superiors(self) -> list[Account]:
        """Who is to be told that the report waits: the next rank up in whose region it lies."""
        rank = RANK.get(Role(self.by.role), 0)
        for role, theirs in RANK.items():
            if theirs > rank or (theirs == rank and role == Role.HEAD):
                found = [each for each in Account.objects.filter(role=role, is_active=True) if self.is_superior(each)]
                if found:
                    return found
        return []

    def can_be_versioned_by(self, viewer: Any) -> bool:
        """True if the viewer may begin a new version of this signed report."""
        if self.status != Status.SIGNED or not viewer.may("fieldwork.write"):
            return False
        return viewer.pk == self.by_id or self.is_superior(viewer)

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """Sent and signed only when nothing that must be there is missing; signed only by a superior."""
        from saksama.office.fieldwork.completeness import gaps

        reasons: list[Any] = []
        if move.key in ("submit", "take_back", "discard") and by.pk != self.by_id:
            reasons.append(gettext("Only its author can do this."))
        if move.key in ("sign", "return") and not self.is_superior(by):
            reasons.append(gettext("This is for the author's superior."))
        if move.key in ("submit", "sign"):
            reasons += [gap.sentence for gap in gaps(self) if gap.must]
        return reasons

    def moved(self, move: Any, by: Account) -> None:
        """Signing gives the number and the seal, and puts the version before aside. The others are told."""
        if move.key == "sign":
            self._sign(by)
        elif move.key == "submit":
            waits = Text("Laporan {what} menunggu tanda tangan Anda.", "Report {what} waits for your sign-off.")
            key = f"fieldwork:{self.pk}:{timezone.now():%Y%m%d%H%M%S}"
            notify(self.superiors(), waits.fill(what=str(self)), self.get_absolute_url(), key)
        elif move.key == "return":
            back = Text("Laporan {what} dikembalikan untuk dilengkapi.", "Report {what} was returned to be completed.")
            notify([self.by], back.fill(what=str(self)), self.get_absolute_url())

    def _sign(self, by: Account) -> None:
        from saksama.office.fieldwork.content import content_of
        from saksama.office.fieldwork.models.seal import seal

        self.signed_by, self.signed_at = by, now()
        if self.replaces is None:
            self.number = next_report_number(self.region, self.signed_at)
        else:
            self.number = self.replaces.number
            FieldReport.objects.filter(pk=self.replaces.pk).update(status=Status.SUPERSEDED)
            record(by, actions.SUPERSEDED, self.replaces, details={"by_version": self.version})
        made = seal(self, content_of(self), by)
        done = Text("Laporan Anda ditandatangani: {what}.", "Your report was signed off: {what}.")
        notify([self.by], done.fill(what=str(self)), self.get_absolute_url())
        # The hash has a prefix: 64 digits in a row would look like a number of a person to the trail.
        record(by, actions.SEALED, self, details={"sha256": f"sha256:{made.sha256}", "version": self.version})

    @transaction.atomic
    def new_version(self, by: Account, reason: str) -> "FieldReport":
        """A draft beside this signed report, with all its parts and files; the reason stands on both pages.

        Raises:
            ValidationError: not signed, not for this account, no reason, or a new version was begun already.
        """
        from saksama.office.fieldwork.versions import begin_version

        return begin_version(self, by, reason)

    def attachments(self) -> "models.QuerySet[Attachment]":
        """The files that hang on it."""
        from django.contrib.contenttypes.models import ContentType

        kind = ContentType.objects.get_for_model(type(self))
        return Attachment.objects.filter(content_type=kind, object_id=self.pk)
