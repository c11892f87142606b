"""What an agency promised in a meeting, until when, and what became of it."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import LIAISONS
from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.meetings.models.meeting import Meeting
from saksama.office.records.models import Attachment, Record, RecordQuerySet


class ItemStatus(models.TextChoices):
    """How far it has come."""

    OPEN = "open", _("Not begun")
    STARTED = "started", _("Begun")
    REPORTED = "reported", _("Reported as done")
    DONE = "done", _("Done, proof accepted")
    DROPPED = "dropped", _("Dropped")


UNFINISHED = frozenset({ItemStatus.OPEN, ItemStatus.STARTED, ItemStatus.REPORTED})


def own_items(viewer: Any) -> Q:
    """Those a person, or the agency it is a liaison of, has promised."""
    return Q(account=viewer.pk) | Q(agency__in=Agency.objects.of(viewer).values("pk"))


class ActionItemQuerySet(RecordQuerySet["ActionItem"]):
    """Action items of the own region; an agency's liaison sees those of the own agency only."""

    def in_reach_of(self, viewer: Any) -> Q:
        """Own agency, own kecamatan, or all of the region."""
        own = own_items(viewer)
        return own if viewer.role in LIAISONS else own | super().in_reach_of(viewer)

    def late(self, day: date) -> "ActionItemQuerySet":
        """Not reported, and past its day."""
        return self.filter(status__in=[ItemStatus.OPEN, ItemStatus.STARTED], day__lt=day)


class ActionItem(Record):
    """One promise. Its day is the day it must be done by; its region that of the meeting."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="items")
    text = models.CharField(_("what is to be done"), max_length=300)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    account = models.ForeignKey(
        Account, verbose_name=_("or a person here"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=ItemStatus.choices, default=ItemStatus.OPEN, db_index=True)

    objects: ClassVar[Any] = ActionItemQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ItemStatus.values), name="item_status_known"),
            models.CheckConstraint(
                condition=Q(agency=None, account__isnull=False) | Q(agency__isnull=False, account=None),
                name="item_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def search_parts(self) -> list[object]:
        """Also by its owner and its meeting."""
        return [self.owner, self.meeting.theme]

    def is_editable_by(self, viewer: Any) -> bool:
        """The office, and whoever has promised it."""
        return bool(viewer.may("meetings.write") or self.is_owned_by(viewer))

    def is_correctable_by(self, viewer: Any) -> bool:
        """What, who and until when: by the office, while it is not reported."""
        return bool(viewer.may("meetings.write") and self.status in (ItemStatus.OPEN, ItemStatus.STARTED))

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """Whose step it is, and the proof."""
        reasons = []
        if move.key in ("start", "report") and not (self.is_owned_by(by) or by.may("meetings.write")):
            reasons.append(gettext("This is for whoever has promised it."))
        if move.key == "report" and not self._has_proof():
            reasons.append(gettext("Attach the proof first: a photo, a letter, a list."))
        return reasons

    def is_owned_by(self, viewer: Any) -> bool:
        """True for the liaison of its agency, or the person who has it."""
        if self.account_id is not None:
            return bool(self.account_id == viewer.pk)
        return bool(self.agency and self.agency.liaisons.filter(pk=viewer.pk).exists())

    def owners(self) -> list[Account]:
        """Whom to tell: the liaisons of its agency, or the person who has it."""
        if self.agency is not None:
            return [each for each in self.agency.liaisons.all() if each.is_active]
        return [self.account] if self.account is not None else []

    @property
    def owner(self) -> str:
        """Who has promised it."""
        return self.agency.name if self.agency else self.account.name if self.account else ""

    def days_late(self, day: date) -> int:
        """0 while there is time, or once it is reported."""
        return max(0, (day - self.day).days) if self.status in (ItemStatus.OPEN, ItemStatus.STARTED) else 0

    @property
    def tone(self) -> str:
        """Of its badge."""
        tones = {ItemStatus.DONE: "good", ItemStatus.REPORTED: "accent", ItemStatus.STARTED: "warn"}
        return tones.get(ItemStatus(self.status), "")

    def _has_proof(self) -> bool:
        kind = ContentType.objects.get_for_model(self)
        return Attachment.objects.filter(content_type=kind, object_id=self.pk).exists()
