"""The file of a suspected violation: a finding (temuan) of the supervisors, or a report (laporan) of a citizen."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.clock import now
from saksama.office.election.agenda import current_election
from saksama.office.fieldwork.models import FieldReport, ViolationKind
from saksama.office.records.models import Record, RecordQuerySet, next_number
from saksama.office.violations.deadlines import Deadline, deadlines

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
OFFICES = {"16.02": "PB/Kab/06.12"}  # as in 002/LP/PB/Kab/06.12/IX/2024 [S okinews 4504]


class Source(models.TextChoices):
    """Where it comes from."""

    FINDING = "finding", _("Finding (temuan)")
    REPORT = "report", _("Report (laporan)")


class Status(models.TextChoices):
    """How far it is."""

    STUDIED = "studied", _("First study")
    REGISTERED = "registered", _("Registered, in handling")
    DECIDED = "decided", _("Plenary: a violation")
    HANDED_OVER = "handed_over", _("Handed over")
    ENDED = "ended", _("Ended")
    STOPPED = "stopped", _("Stopped: no violation")
    DECLINED = "declined", _("Not registered")


class Recipient(models.TextChoices):
    """Who gets it."""

    KPU = "kpu", "KPU"
    DKPP = "dkpp", "DKPP"
    GAKKUMDU = "gakkumdu", _("Gakkumdu (police investigators)")
    BKN = "bkn", _("BKN")
    PPK = "ppk", _("Head of the administration (PPK)")
    OTHER = "other", _("Other authority")


class Party(models.TextChoices):
    """In what capacity somebody reports."""

    VOTER = "voter", _("Voter")
    MONITOR = "monitor", _("Election monitor")
    PARTICIPANT = "participant", _("Participant of the election")


class Outcome(models.TextChoices):
    """How it ended with whoever got it."""

    SANCTION = "sanction", _("Sanction or verdict")
    NO_SANCTION = "none", _("No sanction")


class FileQuerySet(RecordQuerySet["ViolationFile"]):
    """Files; the prosecutors know of the crimes only."""

    def in_reach_of(self, viewer: Any) -> Q:
        """By region; for the prosecutors' role only what goes to Gakkumdu."""
        reach = super().in_reach_of(viewer)
        return reach & Q(kind=ViolationKind.CRIME) if viewer.role == Role.PROSECUTOR else reach


class ViolationFile(Record):
    """One suspected violation until it is handed over or ended. Its names are masked until somebody asks for them."""

    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.STUDIED, editable=False
    )
    number = models.CharField(_("register number"), max_length=60, blank=True, editable=False)
    election = models.CharField(max_length=40, editable=False)
    report = models.OneToOneField(
        FieldReport, on_delete=models.PROTECT, null=True, related_name="violation_file", editable=False
    )
    kind = models.CharField(_("kind of violation"), max_length=15, choices=ViolationKind.choices)
    event = models.CharField(_("name of the event"), max_length=300)
    occurred = models.DateField(_("date of the event"))
    known = models.DateField(_("known since"))
    received = models.DateTimeField(_("received"))
    article = models.CharField(_("article"), max_length=300, blank=True)
    account = models.TextField(_("account of the suspected violation"), max_length=8000)
    evidence_list = models.TextField(_("evidence handed in"), max_length=2000, blank=True)
    party = models.CharField(_("reports as"), max_length=12, choices=Party.choices, blank=True)
    plenary_number = models.CharField(_("number of the minutes"), max_length=80, blank=True, editable=False)
    recipient = models.CharField(
        _("handed over to"), max_length=10, choices=Recipient.choices, blank=True, editable=False
    )
    letter_number = models.CharField(_("number of the letter"), max_length=80, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True, editable=False)

    objects: ClassVar[Any] = FileQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="violation_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=["studied", "declined"]) | ~Q(number=""), name="violation_registered_has_number"
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="violation_number_once"),
            models.CheckConstraint(
                condition=~Q(status="handed_over") | ~Q(recipient=""), name="violation_handed_over_to_somebody"
            ),
            models.CheckConstraint(condition=Q(known__gte=models.F("occurred")), name="violation_known_after_it"),
        ]
        indexes = [models.Index(fields=["status", "-day"], name="violation_status_day")]

    def __str__(self) -> str:
        return f"{self.number}: {self.event}"[:120] if self.number else self.event[:120]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The election decides which deadlines hold."""
        self.election = self.election or current_election(self.day)
        super().save(*args, **kwargs)

    def search_parts(self) -> list[object]:
        """No names of people: they are masked, and a search would tell them."""
        return [self.event, self.article, self.letter_number, self.plenary_number]

    def is_editable_by(self, viewer: Any) -> bool:
        """Until it is over."""
        return self.status not in (Status.ENDED, Status.STOPPED, Status.DECLINED) and super().is_editable_by(viewer)

    def may_show_names_to(self, viewer: Any) -> bool:
        """Names for who handles the file: staff and head; the prosecutors see crimes only, and their names."""
        return bool(viewer.may("violations.names"))

    def moments(self) -> dict[str, dt.datetime]:
        """When each of its events was, in local time; one query unless prefetched."""
        told = {each.event: timezone.localtime(each.at) for each in self.milestones.all()}
        zone = timezone.get_current_timezone()
        told["known"] = dt.datetime.combine(self.known, dt.time(), zone)
        told["received"] = timezone.localtime(self.received)
        return told

    def deadlines(self) -> list[Deadline]:
        """The legal deadlines that hold for it; see the tables in `deadlines/`."""
        if self.status in (Status.STOPPED, Status.DECLINED, Status.ENDED):
            return [each for each in self._all_deadlines() if each.met]
        return self._all_deadlines()

    def _all_deadlines(self) -> list[Deadline]:
        return deadlines(self.election, self.source, self.kind, self.moments())

    def note(self, event: str, by: Account, at: dt.datetime | None = None) -> None:
        """Writes down when something of it happened; a second word on the same event corrects the first."""
        self.milestones.update_or_create(event=event, defaults={"at": at or now(), "by": by})

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """What the law demands before a step."""
        reasons = []
        if move.key == "register" and self.source == Source.REPORT:
            reasons += self.formal_gaps()
        if move.key == "decide" and not self.article:
            reasons.append(gettext("Name the article first."))
        return reasons

    def formal_gaps(self) -> list[str]:
        """What a report of a citizen lacks formally or materially."""
        people = {each.part: each for each in self.people.all()}
        gaps = []
        reporter = people.get("reporter")
        if reporter is None or not reporter.address:
            gaps.append(gettext("Name and address of the reporter are missing."))
        if "reported" not in people:
            gaps.append(gettext("The reported party is missing."))
        if not self.evidence_list:
            gaps.append(gettext("Evidence is missing."))
        if not self.place:
            gaps.append(gettext("The place of the event is missing."))
        late = [each for each in self._all_deadlines() if each.rule.key == "to_report" and each.is_late(self.received)]
        if late:
            gaps.append(gettext("It was handed in after the legal term since it was known."))
        return gaps

    def moved(self, move: Any, by: Account) -> None:
        """The event of the step counts for the deadlines; registering gives the number."""
        if move.key == "register":
            self.number = self._next_number()
        events = {
            "register": "registered",
            "extend": "extended",
            "decide": "decided",
            "stop": "decided",
            "hand_over": "handed_over",
            "end": "answered",
        }
        if move.key in events:
            self.note(events[move.key], by)

    def _next_number(self) -> str:
        regency = ".".join(self.region.split(".")[:2])
        kind = "TM" if self.source == Source.FINDING else "LP"
        moment = timezone.localtime(now())
        running = next_number(f"violations {kind} {regency} {moment.year}")
        office = OFFICES.get(regency, regency)
        return f"{running:03d}/{kind}/{office}/{ROMAN[moment.month - 1]}/{moment.year}"
