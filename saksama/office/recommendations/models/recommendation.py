"""A letter of recommendation (saran perbaikan): one list's findings, on their way to KPU and back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.clock import today
from saksama.office.jobs.kinds import start as start_job
from saksama.office.jobs.models import Job
from saksama.office.recommendations import actions, states
from saksama.office.recommendations.models.office_data import MOST_DAYS, Nature, OfficeData
from saksama.office.recommendations.states import SENT_STATES, Refused, State, move_from
from saksama.office.recommendations.telling import tell
from saksama.office.records.states import Move
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.record import record

if TYPE_CHECKING:
    from saksama.office.recommendations.letter import LetterNumber


class RecommendationQuerySet(RegionalQuerySet["Recommendation"]):
    """Letters: who sees which."""

    def visible_to(self, viewer: Any) -> Self:
        """Bawaslu: those of its region. KPU: sent ones to its own region. A sub-district: those with its findings."""
        from saksama.office.recommendations.models.item import Item

        if viewer.role in (Role.HEAD, Role.STAFF):
            return self.within(viewer.region)
        if viewer.role == Role.KPU:
            return self.filter(region=viewer.region, state__in=SENT_STATES)
        if viewer.role == Role.DISTRICT:
            own = Item.objects.filter(recommendation=OuterRef("pk"), region__within=viewer.region)
            return self.exclude(state=State.DRAFT).filter(Exists(own))
        return self.none()

    def late(self, day: date) -> Self:
        """Sent, not answered, and the deadline is over."""
        return self.filter(state__in=SENT_STATES, answered_on__isnull=True, deadline__lt=day)

    def counted(self, viewer: Any) -> Self:
        """With `records`, `answered`, `fixed` and `seen` (looked up) of the records the viewer sees."""
        mine = Q(items__region__within=viewer.region) if viewer.role == Role.DISTRICT else Q()
        return self.annotate(
            records=Count("items", filter=mine),
            answered=Count("items", filter=mine & ~Q(items__claim="")),
            fixed=Count("items", filter=mine & Q(items__result="fixed")),
            seen=Count("items", filter=mine & ~Q(items__result="")),
        )


class Recommendation(Regional):
    """One letter. What it says can be changed while it is a draft; afterwards only its state goes on."""

    version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="recommendations")
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="follower"
    )  # the letter whose rest it repeats
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)

    running = models.PositiveIntegerField(_("running number"), null=True, blank=True)
    number = models.CharField(_("letter number"), max_length=60, blank=True)
    dated = models.DateField(_("date of the letter"), null=True, blank=True)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature.choices, default=Nature.URGENT)
    subject = models.CharField(_("subject"), max_length=200)
    addressee = models.CharField(_("addressee"), max_length=160)
    addressee_place = models.CharField(_("where the addressee sits"), max_length=60)
    opening = models.TextField(_("opening"), max_length=6000)  # paragraphs, an empty line between
    legal_basis = models.TextField(_("legal basis"), max_length=6000)  # one a paragraph
    closing = models.TextField(_("closing"), max_length=3000)
    copies = models.TextField(_("copies to"), blank=True, max_length=1000)  # one a line
    deadline_days = models.PositiveSmallIntegerField(
        _("days to carry it out"), validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    whole_numbers = models.BooleanField(_("the attachment shows the whole NIK to KPU"), default=False)

    created = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)  # its files are there
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    deadline = models.DateField(null=True)  # the last day, included
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    given_up_on = models.DateField(null=True)  # marked as not carried out, by a person
    given_up_note = models.CharField(max_length=500, blank=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[Any] = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["region", "state", "deadline"], name="recommendation_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="recommendation_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | (~Q(number="") & Q(dated__isnull=False, approved_by__isnull=False)),
                name="recommendation_approved_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT_STATES) | Q(sent_on__isnull=False, deadline__isnull=False),
                name="recommendation_sent_has_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ANSWERED) | Q(answered_on__isnull=False),
                name="recommendation_answered_has_date",
            ),
            models.UniqueConstraint(
                fields=["region", "number"], condition=~Q(number=""), name="recommendation_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{_('Draft')} {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("recommendation", args=[self.pk])

    # What it is

    @property
    def is_draft(self) -> bool:
        """True while its text and findings can be changed."""
        return self.state == State.DRAFT

    @property
    def is_sent(self) -> bool:
        """True once KPU has it."""
        return self.state in SENT_STATES

    @property
    def is_made(self) -> bool:
        """True once the approved letter's files are there."""
        return self.made_at is not None

    @property
    def takes_answers(self) -> bool:
        """True while KPU can answer record by record."""
        return self.is_sent and self.answered_on is None

    @property
    def days_left(self) -> int | None:
        """Until the deadline; negative when it is over; None if it was answered or is not sent."""
        return (self.deadline - today()).days if self.takes_answers and self.deadline else None

    @property
    def days_late(self) -> int:
        """How many days after the deadline the answer came, or has not come yet."""
        if self.deadline is None:
            return 0
        return max(0, ((self.answered_on or today()) - self.deadline).days)

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {State.APPROVED: "accent", State.SENT: "warn", State.ANSWERED: "accent", State.VERIFIED: "good"}.get(
            State(self.state), ""
        )

    def paragraphs(self, text: str) -> list[str]:
        """The paragraphs of one of its texts."""
        return [" ".join(part.split()) for part in text.replace("\r", "").split("\n\n") if part.strip()]

    def lines(self, text: str) -> list[str]:
        """The lines of one of its texts."""
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    # What is done with it

    def approve(self, by: Account, number: "LetterNumber", day: date, *, whole_numbers: bool, confirmed: int) -> None:
        """Gives it its number and date and puts the making of its files in the queue.

        `confirmed`: how many recalled legal bases the head has confirmed; the form has asked for each of them.
        """
        with (
            self._of_a_standing_list(),
            self._moved(by, (states.APPROVE,), {"number": str(number), "recalled_confirmed": confirmed}) as fields,
        ):
            # One letter of an office at a time: of two that are given the same number the second is refused.
            OfficeData.objects.select_for_update().filter(region=self.region).first()
            if Recommendation.objects.filter(region=self.region, number=str(number)).exclude(pk=self.pk).exists():
                raise Refused(_("This number is taken. Load the page anew for the next one."))
            fields |= {"number": str(number), "running": number.running, "dated": day, "whole_numbers": whole_numbers}
            fields |= {"approved_by": by, "approved_at": timezone.now(), "made_at": None}
            fields["job"] = start_job("recommendations.make", by, self.region, recommendation=self.pk)

    def take_back(self, by: Account, note: str) -> None:
        """Makes it a draft again, to be changed; its number stays its own."""
        with self._moved(by, (states.TAKE_BACK,), note=note) as fields:
            self.documents.filter(kind__in=("letter_pdf", "letter_docx", "attachment", "attachment_whole")).delete()
            fields |= {"made_at": None, "approved_by": None, "approved_at": None}

    def send(self, by: Account, day: date) -> None:
        """KPU has it from this day on; the deadline is counted from it."""
        if not self.is_made:
            raise Refused(_("The letter is still being made. Wait a moment."))
        if self.dated is None or not self.dated <= day <= today():
            raise Refused(_("A letter is sent on its date or later, and not in the future."))
        deadline = day + timedelta(days=self.deadline_days)
        with (
            self._of_a_standing_list(),
            self._moved(by, (states.SEND,), {"on": str(day), "deadline": str(deadline)}) as fields,
        ):
            fields |= {"sent_on": day, "sent_by": by, "deadline": deadline}

    def hand_in(self, by: Account, day: date | None = None) -> None:
        """KPU's answer is complete."""
        open_items = self.items.filter(claim="").count()
        if open_items:
            raise Refused(_("%(count)s records have no answer yet.") % {"count": open_items})
        if self.answered_on is not None:
            raise Refused(_("The answer has been handed in already."))
        day = day or today()
        with self._moved(by, (states.ANSWER, states.ANSWER_LATE), {"on": str(day)}) as fields:
            fields |= {"answered_on": day, "answered_by": by}

    def give_up(self, by: Account, note: str) -> None:
        """Marks it as not carried out in time; its state stays. What follows (temuan) is decided elsewhere."""
        if not note.strip():
            raise Refused(_("Say why."))
        with transaction.atomic():
            locked = Recommendation.objects.select_for_update().get(pk=self.pk)
            if not locked.is_sent or locked.deadline is None or locked.deadline >= today():
                raise Refused(_("The deadline is not over yet."))
            if locked.given_up_on is not None:
                raise Refused(_("It is marked already."))
            self.given_up_on, self.given_up_note = today(), note
            self.save(update_fields=["given_up_on", "given_up_note"])
            record(by, actions.NOT_CARRIED_OUT, self, details={"note": note, "deadline": str(self.deadline)})

    def results_taken_back(self, by: Account, details: Mapping[str, object]) -> None:
        """The list it was looked up in is withdrawn. Inside the transaction that takes the results from the records."""
        way = states.RESULTS_BACK if self.answered_on is None else states.RESULTS_BACK_ANSWERED
        with self._moved(by, (way,), details, by_the_program=True):
            pass

    def looked_up(self, by: Account, details: Mapping[str, object]) -> None:
        """The next list has been looked through for its records. Inside the transaction that keeps the results."""
        with self._moved(by, (states.LOOK_UP,), details, by_the_program=True):
            pass

    @contextmanager
    def _of_a_standing_list(self) -> Iterator[None]:
        """Locks the list first, as who withdraws it does: of a letter and a withdrawal at once one sees the other."""
        with transaction.atomic():
            if ListVersion.objects.standing().select_for_update().filter(pk=self.version_id).first() is None:
                raise Refused(
                    _("The list this letter is about has been withdrawn. It can be neither approved nor sent.")
                )
            yield

    @contextmanager
    def _moved(
        self,
        by: Account,
        ways: tuple[Move, ...],
        details: Mapping[str, object] | None = None,
        *,
        note: str = "",
        by_the_program: bool = False,
    ) -> Iterator[dict[str, Any]]:
        """Lock, check against the table of states, change, entry in the trail: in one transaction, or nothing of it.

        What is put into the yielded fields is saved with the new state.
        """
        with transaction.atomic():
            # The lock keeps two people from going different ways from the same state.
            state = Recommendation.objects.select_for_update().values_list("state", flat=True).get(pk=self.pk)
            move = move_from(state, ways)
            if not by_the_program and not by.may(move.permission):
                raise Refused(_("Your role does not allow this."))
            if move.note and not note.strip():
                raise Refused(_("Say why."))
            fields: dict[str, Any] = {}
            yield fields
            fields["state"] = move.target
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=list(fields))
            tell(self, move.key, by)
            record(by, move.action, self, details={**(details or {}), **({"note": note} if note else {})})
