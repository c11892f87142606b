"""One recommended record: a finding in a letter, what KPU says of it, and what the next list shows."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.recommendations.letter import LegalBases
from saksama.office.recommendations.models.recommendation import Recommendation
from saksama.office.recommendations.states import SENT_STATES, State
from saksama.office.rolls.models import Finding

KINDS = LegalBases.load().kinds


class Claim(models.TextChoices):
    """What KPU says of a record."""

    FIXED = "fixed", _("Fixed")
    ALREADY_RIGHT = "already_right", _("Already correct")
    REJECTED = "rejected", _("Rejected")


class Result(models.TextChoices):
    """What the next list shows of it."""

    FIXED = "fixed", _("Fixed in the list")
    PARTLY = "partly", _("Partly fixed")
    CHANGED = "changed", _("Changed otherwise")
    NOT_FIXED = "not_fixed", _("Not fixed")
    CANNOT_TELL = "cannot_tell", _("Cannot tell from the list")


# What a follow-up letter takes up again.
OPEN_RESULTS = (Result.NOT_FIXED, Result.PARTLY, Result.CHANGED)
CLAIM_TONES = {Claim.FIXED: "good", Claim.ALREADY_RIGHT: "accent", Claim.REJECTED: "warn"}
RESULT_TONES = {Result.FIXED: "good", Result.PARTLY: "warn", Result.CHANGED: "warn", Result.NOT_FIXED: "bad"}


class ItemQuerySet(RegionalQuerySet["Item"]):
    """Records of letters: who sees which."""

    def visible_to(self, viewer: Any) -> Self:
        """As the letters; a sub-district only its own records in them."""
        if viewer.role in (Role.HEAD, Role.STAFF):
            return self.filter(recommendation__region__within=viewer.region) if viewer.region else self
        if viewer.role == Role.KPU:
            return self.filter(recommendation__region=viewer.region, recommendation__state__in=SENT_STATES)
        if viewer.role == Role.DISTRICT:
            return self.within(viewer.region).exclude(recommendation__state=State.DRAFT)
        return self.none()


class Item(Regional):
    """A finding in a letter. Its region is that of the finding. Whom it is about stands in the list, not here."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="items", db_index=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="recommended")
    previous = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="following"
    )  # in the letter that this one repeats
    kind = models.CharField(max_length=20)  # key of letter/legal_basis.yaml

    claim = models.CharField(max_length=15, choices=Claim.choices, blank=True)
    claim_reason = models.CharField(max_length=500, blank=True)
    claimed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)

    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    result_code = models.CharField(max_length=20, blank=True)  # key of rolls.verify.REASONS, or of place_results
    result_id = models.CharField(max_length=300, blank=True)
    result_en = models.CharField(max_length=300, blank=True)
    result_record = models.BigIntegerField(null=True)  # of the list it was looked up in
    result_probability = models.FloatField(null=True)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["region", "id"]
        indexes = [
            models.Index(fields=["recommendation", "region", "id"], name="item_place"),
            models.Index(fields=["recommendation", "claim", "result"], name="item_claim_result"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "finding"], name="item_finding_once"),
            # A finding is recommended once; after that only by the follow-up of that letter.
            models.UniqueConstraint(
                fields=["finding"], condition=Q(previous__isnull=True), name="item_first_letter_once"
            ),
            models.CheckConstraint(condition=Q(claim__in=["", *Claim.values]), name="item_claim_known"),
            models.CheckConstraint(condition=Q(result__in=["", *Result.values]), name="item_result_known"),
            models.CheckConstraint(
                condition=~Q(claim=Claim.REJECTED) | ~Q(claim_reason=""), name="item_rejected_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(claim="", claimed_at__isnull=True) | (~Q(claim="") & Q(claimed_at__isnull=False)),
                name="item_claim_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.finding_id}"

    @property
    def kind_title(self) -> str:
        """What the letter calls it; letters are Indonesian."""
        return KINDS[self.kind].title

    @property
    def request(self) -> str:
        """What the letter asks for."""
        return KINDS[self.kind].request

    @property
    def claim_tone(self) -> str:
        """Of its badge."""
        return CLAIM_TONES[Claim(self.claim)] if self.claim else ""

    @property
    def result_tone(self) -> str:
        """Of its badge."""
        return RESULT_TONES.get(Result(self.result), "") if self.result else ""

    @property
    def result_reason(self) -> str:
        """Why, in the reader's language."""
        return Text(self.result_id, self.result_en).in_("en" if get_language() == "en" else "id")
