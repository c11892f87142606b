"""One person's case, from the report to what the competent body decided."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.clock import now, today
from saksama.office.neutrality.catalogue import acts, conduct_version, terms
from saksama.office.records.models import Record, RecordQuerySet, next_number


class Group(models.TextChoices):
    """Whose rules hold for a person."""

    ASN = "asn", _("Civil servants (ASN)")
    VILLAGE = "village", _("Village heads and officials")
    SERVICE = "service", _("Army and police")


class PersonKind(models.TextChoices):
    """What a person is in the service of the state."""

    PNS = "pns", _("Civil servant (PNS)")
    PPPK = "pppk", _("Civil servant under contract (PPPK)")
    VILLAGE_HEAD = "village_head", _("Village head (kepala desa)")
    VILLAGE_OFFICIAL = "village_official", _("Village official (perangkat desa)")
    TNI = "tni", _("Army (TNI)")
    POLRI = "polri", _("Police (Polri)")


GROUPS = {
    PersonKind.PNS: Group.ASN,
    PersonKind.PPPK: Group.ASN,
    PersonKind.VILLAGE_HEAD: Group.VILLAGE,
    PersonKind.VILLAGE_OFFICIAL: Group.VILLAGE,
    PersonKind.TNI: Group.SERVICE,
    PersonKind.POLRI: Group.SERVICE,
}


class Source(models.TextChoices):
    """Where it comes from."""

    FIELD = "field", _("Field report (Form A)")
    VIOLATION = "violation", _("File of a suspected violation")
    COMPLAINT = "complaint", _("Complaint")
    THREAT = "threat", _("Threat (AGHT)")
    CITIZEN = "citizen", _("A citizen")
    CHAT = "chat", _("Chat group of the supervisors")
    MEDIA = "media", _("Watching social media")
    AGENCY = "agency", _("An agency")


class Status(models.TextChoices):
    """How far it is."""

    RECEIVED = "received", _("Received")
    VERIFIED = "verified", _("Case verified")
    ESCALATED = "escalated", _("Before the head")
    REFERRED = "referred", _("Handed over")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    VOID = "void", _("Void")


CORRECTABLE = frozenset({Status.RECEIVED, Status.VERIFIED, Status.REOPENED})
OPEN = frozenset(Status) - {Status.CLOSED, Status.VOID}


class Outcome(models.TextChoices):
    """How it ended."""

    NONE = "", _("Not ended")
    SANCTION = "sanction", _("Sanction")
    NOT_PROVEN = "not_proven", _("Not proven")
    NOT_COMPETENT = "not_competent", _("Body not competent")
    DROPPED = "dropped", _("Closed without hand-over")
    VOID = "void", _("Void")


class CaseQuerySet(RecordQuerySet["NeutralityCase"]):
    """Cases; a village supervisor knows the own reports only, a liaison what was handed over to the own agency."""

    def in_reach_of(self, viewer: Any) -> Q:
        """By region, but closer for who lives beside the accused and for who is not Bawaslu."""
        if viewer.role == Role.VILLAGE:
            return Q(by=viewer.pk)
        if viewer.role == Role.AGENCY:
            from saksama.office.neutrality.models.handover import Handover

            own = Handover.objects.filter(agency__liaisons=viewer.pk, issued__isnull=False)
            return Q(pk__in=own.values("case"))
        return super().in_reach_of(viewer)

    def late(self, day: date) -> "CaseQuerySet":
        """Whose next step should have been taken before that day."""
        return self.filter(status__in=OPEN, due__lt=day)

    def for_agenda(self, day: date) -> "CaseQuerySet":
        """What a meeting can talk about: verified and open, the most urgent first. Never what nobody has checked."""
        return self.filter(status__in=OPEN - {Status.RECEIVED}, day__lte=day).order_by("due", "pk")


class NeutralityCase(Record):
    """A case. `day` is the day it was reported. Its name for the trail, search and notices never has the person's."""

    number = models.CharField(_("register number"), max_length=30, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.RECEIVED, editable=False
    )
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome.choices, blank=True, editable=False)
    due = models.DateField(null=True, editable=False)  # by when the next step is to be taken
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.FIELD)
    origin = models.CharField(max_length=80, blank=True, editable=False)  # fieldwork.fieldreport:12:1, see opening.py
    occurred = models.DateField(_("happened on"))

    person_kind = models.CharField(_("what the person is"), max_length=16, choices=PersonKind.choices, blank=True)
    name = models.CharField(_("name of the person"), max_length=120, blank=True)
    nip = models.CharField(_("NIP or NRP"), max_length=18, blank=True)
    position = models.CharField(_("office held"), max_length=120, blank=True)
    unit = models.CharField(_("school, village, unit"), max_length=120, blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    conduct = models.CharField(_("kind of conduct"), max_length=20, blank=True)
    conduct_version = models.CharField(max_length=20, editable=False)
    account = models.TextField(_("what happened"), max_length=6000)

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="neutrality_status_known"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="neutrality_outcome_known"),
            models.CheckConstraint(
                condition=Q(person_kind__in=["", *PersonKind.values]), name="neutrality_person_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["closed", "void"]) ^ Q(outcome=""), name="neutrality_ended_with_outcome"
            ),
            models.CheckConstraint(condition=Q(day__gte=models.F("occurred")), name="neutrality_reported_after_it"),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="neutrality_origin_once"),
        ]
        indexes = [models.Index(fields=["status", "due"], name="neutrality_status_due")]

    def __str__(self) -> str:
        return f"{self.number}: {self.conduct_title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new case gets its running number, in the transaction around."""
        if not self.number:
            regency = ".".join(self.region.split(".")[:2])
            year = today().year
            # The region stands in the number: a province reads the registers of all its regencies in one list.
            self.number = f"NTR/{regency}/{next_number(f'neutrality {regency} {year}'):03d}/{year}"
            self.conduct_version = conduct_version()
        super().save(*args, **kwargs)

    @property
    def conduct_title(self) -> str:
        """The kind of conduct in the reader's language; the same words for every case of it."""
        act = acts().get(self.conduct)
        if act is None:
            return gettext("Conduct not named yet")
        return act.title.in_("en" if get_language() == "en" else "id")

    @property
    def group(self) -> str:
        """Whose rules hold; empty while nobody has said what the person is."""
        return GROUPS[PersonKind(self.person_kind)].value if self.person_kind else ""

    @property
    def is_open(self) -> bool:
        """True until it is closed or void."""
        return self.status in OPEN

    @property
    def tone(self) -> str:
        """Of the badge of its status."""
        tones = {Status.RECEIVED: "warn", Status.REOPENED: "warn", Status.CLOSED: "good", Status.VOID: ""}
        return tones.get(Status(self.status), "accent")

    def search_parts(self) -> list[object]:
        """By office, agency and conduct in both languages. No name: it is masked, and a search would tell it."""
        title = acts()[self.conduct].title if self.conduct in acts() else ("", "")
        return [self.position, self.unit, self.agency, *title, self.get_source_display()]

    def is_correctable_by(self, viewer: Any) -> bool:
        """What the case says is changed until it goes before the head, who decides on what was read."""
        return self.is_editable_by(viewer) and self.status in CORRECTABLE

    def is_editable_by(self, viewer: Any) -> bool:
        """Its author until somebody has verified it; those who handle it may attach and link until it is over."""
        if viewer.may("neutrality.handle"):
            return self.is_open
        return bool(self.status == Status.RECEIVED and self.by_id == viewer.pk and viewer.may("neutrality.report"))

    def may_show_name_to(self, viewer: Any) -> bool:
        """The author knows it; others ask for it, which is written down."""
        return bool(viewer.may("neutrality.names") or self.by_id == viewer.pk)

    def is_late(self, day: date) -> bool:
        """True if its next step should have been taken before that day."""
        return self.is_open and self.due is not None and self.due < day

    def is_soon(self, day: date) -> bool:
        """True if the time for its next step ends within the days of its warning."""
        if not self.is_open or self.due is None or self.due < day:
            return False
        return (self.due - day).days <= terms()[self.status].warn

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """What a step needs before it."""
        if move.key == "verify":
            return self._gaps()
        if move.key == "escalate" and not hasattr(self, "assessment"):
            return [gettext("Write the assessment first.")]
        if move.key == "refer":
            return self._gaps_of_the_hand_over()
        return []

    def _gaps(self) -> list[str]:
        gaps = []
        if not self.person_kind or not self.position or not (self.unit or self.agency_id):
            gaps.append(gettext("Say what the person is, which office and where."))
        if not self.conduct:
            gaps.append(gettext("Choose the kind of conduct."))
        elif self.person_kind and self.group not in acts()[self.conduct].for_whom:
            gaps.append(gettext("This kind of conduct is not in the rules for this kind of person."))
        if not self.evidence.filter(attachment__isnull=False).exists():
            gaps.append(gettext("Attach a screenshot, photo or file as evidence: a link alone can vanish."))
        return gaps

    def _gaps_of_the_hand_over(self) -> list[str]:
        assessment = getattr(self, "assessment", None)
        if assessment is None or not assessment.is_violation:
            return [gettext("The assessment says that it is no violation: close the case without hand-over.")]
        return []  # the letter is prepared on the step's own page

    def moved(self, move: Any, by: Any) -> None:
        """The state just left gets its end, the new one its deadline; who should know is told."""
        from saksama.office.neutrality.telling import tell

        if move.key == "refer":
            self.handovers.get(issued=None).issue(by)
        self.outcome = self._outcome_of(move.key)
        passage = self.enter(by)
        tell(self, move.key, f"neutrality {self.pk} {move.key} {passage.pk}")

    def enter(self, by: Any) -> Any:
        """Notes that the case is in its state from now on, and until when the next step is due."""
        moment = now()
        self.passages.filter(left=None).update(left=moment)
        self.due = self._next_due()
        account = by if isinstance(by, Account) else None
        return self.passages.create(status=self.status, entered=moment, due=self.due, by=account)

    def _next_due(self) -> date | None:
        if self.status == Status.REFERRED:
            return self.handovers.exclude(issued=None).latest("issued").answer_by
        term = terms().get(self.status)
        return today() + timedelta(days=term.days) if term else None

    def _outcome_of(self, step: str) -> str:
        if step == "drop":
            return Outcome.DROPPED
        if step == "void":
            return Outcome.VOID
        if step == "close":
            return str(self.handovers.exclude(answered=None).latest("answered").answer)
        return Outcome.NONE
