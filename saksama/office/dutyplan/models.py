"""An assignment: who supervises an activity at one place, and until when.

What is to be supervised is a `Duty` of its stage, and that it was is a `DutyDone`: the same rows that the start page
shows and ticks. The plan adds who, where and when, and keeps no second word about whether it is done.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField, covers, level_of
from saksama.office.clock import today
from saksama.office.dutyplan import actions
from saksama.office.election.models import Duty, DutyDone, Level
from saksama.office.records.models import Record, RecordQuerySet
from saksama.office.trail.record import PERSONAL_NUMBER, record

TEAM_ROLES = (Role.HEAD, Role.STAFF, Role.DISTRICT, Role.VILLAGE)


class State(models.TextChoices):
    """Where an assignment stands today; worked out, never stored."""

    LATE = "late", gettext_lazy("Late")
    NOW = "now", gettext_lazy("To be done now")
    COMING = "coming", gettext_lazy("Still to come")
    DONE = "done", gettext_lazy("Done")


def _is_done() -> Exists:
    return Exists(DutyDone.objects.filter(duty=OuterRef("duty"), region=OuterRef("region"), tps=OuterRef("tps")))


def mine_of(account: Account) -> Q:
    """What an account has to do: what is given to it, and what its region has to do and nobody in particular."""
    return Q(assignee=account) | Q(assignee=None, team=account.region)


class AssignmentQuerySet(RecordQuerySet["Assignment"]):
    """Assignments, and how they stand."""

    def in_reach_of(self, viewer: Any) -> Q:
        """Those of the own region, and those given to oneself elsewhere."""
        own = super().in_reach_of(viewer)
        return own | Q(assignee=viewer.pk) if viewer.region else own

    def of(self, account: Account) -> Self:
        """Those that an account has to do."""
        return self.filter(mine_of(account))

    def undone(self) -> Self:
        """Those that nobody has ticked."""
        return self.filter(~_is_done())

    def with_state(self, day: date) -> Any:  # Any: the checker does not know the columns it adds
        """With `is_done`, `is_manned` and `status` on the day."""
        team = Account.objects.get_queryset().filter(region=OuterRef("team"), is_active=True, role__in=TEAM_ROLES)
        rows: Any = self.annotate(
            is_done=_is_done(),
            is_manned=Case(When(assignee=None, then=Exists(team)), default=F("assignee__is_active")),
        )
        return rows.annotate(
            status=Case(
                When(is_done=True, then=Value(State.DONE.value)),
                When(until__lt=day, then=Value(State.LATE.value)),
                When(day__gt=day, then=Value(State.COMING.value)),
                default=Value(State.NOW.value),
            )
        )


class Assignment(Record):
    """One duty at one place. Its region is where, its day the first on which it can be done."""

    duty = models.ForeignKey(
        Duty, verbose_name=gettext_lazy("activity"), on_delete=models.PROTECT, related_name="assignments"
    )
    tps = models.CharField(gettext_lazy("TPS"), max_length=3, blank=True)
    until = models.DateField(gettext_lazy("until"), db_index=True)
    assignee = models.ForeignKey(
        Account, verbose_name=gettext_lazy("account"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = RegionCodeField(gettext_lazy("supervisors of"), blank=True)  # whose supervisors do it if no account is named

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["until", "region", "tps"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "region", "tps"], name="assignment_once"),
            models.CheckConstraint(condition=Q(day__lte=F("until")), name="assignment_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(assignee=None) & ~Q(team="") | Q(assignee__isnull=False) & Q(team=""),
                name="assignment_account_or_team",
            ),
        ]
        indexes = [models.Index(fields=["duty", "region"], name="assignment_of_duty")]

    def __str__(self) -> str:
        return f"{self.duty} · {self.place}"

    def search_parts(self) -> list[object]:
        """Also in the other language."""
        return [self.duty.text_id, self.duty.text_en, self.duty.stage.name_id]

    @property
    def who(self) -> str:
        """The account's name, or whose supervisors it is."""
        if self.assignee is not None:
            return self.assignee.name
        names = {Level.VILLAGE: _("PKD of the village"), Level.DISTRICT: _("Panwaslu Kecamatan")}
        return str(names.get(Level(level_of(self.team)), _("Bawaslu")))

    @property
    def days_late(self) -> int:
        """Days since it was to be done; 0 while there is time."""
        return max(0, (today() - self.until).days)

    @property
    def done(self) -> DutyDone | None:
        """That it is done: by whom, when, with what note."""
        rows = DutyDone.objects.filter(duty=self.duty_id, region=self.region, tps=self.tps)
        found: DutyDone | None = rows.select_related("by").first()
        return found

    def is_tickable_by(self, viewer: Any) -> bool:
        """By whom it was given to, by the supervisors of the place, and by whoever answers for them."""
        if not viewer.may("dutyplan.tick"):
            return False
        return self.assignee_id == viewer.pk or covers(viewer.region, self.region)

    def is_editable_by(self, viewer: Any) -> bool:
        """Files and links may be added by who does it; who plans may do so too."""
        return self.is_tickable_by(viewer) or (viewer.may("dutyplan.write") and covers(viewer.region, self.region))

    @transaction.atomic
    def tick(self, by: Account, note: str = "", because: str = "") -> DutyDone:
        """Says that it is done; once however often. `because` names the report that says so.

        Raises:
            ValidationError: it is somebody else's, or the note holds a number of a person.
        """
        if not because and not self.is_tickable_by(by):
            raise ValidationError(_("This duty is not yours to tick."))
        if PERSONAL_NUMBER.search(note):
            raise ValidationError(_("Please write without NIK or other long numbers."))
        row, is_new = DutyDone.objects.get_or_create(
            duty=self.duty, region=self.region, tps=self.tps, defaults={"by": by, "note": note.strip()[:500]}
        )
        if is_new:
            told = {"note": note.strip()[:500]} if note.strip() else {}
            record(by, actions.TICKED, self, details={**told, "because": because} if because else told)
            self._settle_village(by)
        return row

    @transaction.atomic
    def reopen(self, by: Account, note: str) -> None:
        """Takes the tick away; the trail keeps that it was there.

        Raises:
            ValidationError: no reason, or it is somebody else's.
        """
        if not self.is_tickable_by(by):
            raise ValidationError(_("This duty is not yours to tick."))
        if not note.strip() or PERSONAL_NUMBER.search(note):
            raise ValidationError(_("Please give a reason, without NIK or other long numbers."))
        places = ["", self.tps]  # with one TPS open again the village is not done either
        if DutyDone.objects.filter(duty=self.duty, region=self.region, tps__in=places).delete()[0]:
            record(by, actions.REOPENED, self, details={"note": note.strip()[:500]})

    def _settle_village(self, by: Account) -> None:
        """A village whose last planned TPS is done has done its duty."""
        same = Assignment.objects.filter(duty=self.duty, region=self.region).exclude(tps="")
        if self.tps and not same.with_state(today()).filter(is_done=False).exists():
            DutyDone.objects.get_or_create(duty=self.duty, region=self.region, tps="", defaults={"by": by})
