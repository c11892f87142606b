"""What somebody saw on the spot. Every review is kept; the last one is the finding's status."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.rolls import actions
from saksama.office.rolls.models.finding import Finding, FindingStatus
from saksama.office.rolls.models.list_version import ListVersion
from saksama.office.trail.record import record

PHOTO_SUFFIX = ".jpg"


class Verdict(models.TextChoices):
    """What was seen; the statuses a finding can get by it."""

    CONFIRMED = FindingStatus.CONFIRMED.value, _("Confirmed on the spot")
    REFUTED = FindingStatus.REFUTED.value, _("Not confirmed")
    UNCLEAR = FindingStatus.UNCLEAR.value, _("Cannot tell")


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, and those that hold."""

    def standing(self) -> Self:
        """Without those that were taken back."""
        return self.filter(taken_back__isnull=True)


class Review(models.Model):
    """One verdict of one person on one finding. One taken back stays to be read and counts no longer."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    photo = models.CharField(max_length=64, blank=True)  # SHA-256 of the picture among the stored files
    taken_back = models.DateTimeField(null=True)
    is_from_check = models.BooleanField(default=False)  # of the person, in another room; it stays with the check

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="review_verdict_known")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.verdict}"

    @property
    def photo_path(self) -> Path:
        """Where the picture lies."""
        return Path(settings.DATA_FOLDER) / "files" / self.photo[:2] / f"{self.photo}{PHOTO_SUFFIX}"

    @property
    def tone(self) -> str:
        """Of its badge."""
        return Finding(status=self.verdict).status_tone


def review(
    version: ListVersion,
    findings: Sequence[Finding],
    by: Account,
    verdict: Verdict,
    note: str,
    photo: str = "",
    *,
    is_from_check: bool = False,
) -> list[Review]:
    """Writes one review for each of the findings of a list, their new status, and one entry in the trail.

    The findings must come from `visible_to`; `photo` is what `photos.keep` gave. Gives the reviews.
    """
    if not findings:
        return []
    with transaction.atomic():
        made: list[Review] = Review.objects.bulk_create(
            Review(finding=each, verdict=verdict, note=note, by=by, photo=photo, is_from_check=is_from_check)
            for each in findings
        )
        Finding.objects.filter(pk__in=[each.pk for each in findings]).update(status=verdict.value)
        if len(findings) == 1:
            details: dict[str, object] = {"verdict": verdict, "list": version.pk}
            if photo:
                details["photo"] = f"sha256:{photo}"
            record(by, actions.FINDING_REVIEWED, findings[0], details=details)
        else:
            chosen = [each.reference for each in findings]
            details = {"verdict": verdict, "findings": len(chosen), "ids": ",".join(chosen)}
            record(by, actions.FINDINGS_REVIEWED, version, region=by.region, details=details)
    return made


def can_be_taken_back(findings: Sequence[Finding], by: Account) -> dict[int, Review]:
    """The reviews that one may take back, by finding: one's own that hold now, of findings that no letter names."""
    latest: dict[int, Review] = {}
    rows = Review.objects.standing().filter(finding__in=findings, finding__recommended__isnull=True)
    each: Review
    for each in rows.order_by("at", "pk"):
        latest[each.finding_id] = each
    return {pk: each for pk, each in latest.items() if each.by_id == by.pk and not each.is_from_check}


@transaction.atomic
def take_back(version: ListVersion, findings: Sequence[Finding], by: Account) -> int:
    """Made by mistake: what was said before holds again, or nothing. Gives the number of reviews taken back.

    The findings must come from `visible_to`; of those whose last review is another's, or that are in a letter, nothing
    is taken back.
    """
    ListVersion.objects.select_for_update().get(pk=version.pk)  # as who drafts a letter does: not both at once
    locked = list(Finding.objects.select_for_update().filter(pk__in=[each.pk for each in findings], version=version))
    taken = can_be_taken_back(locked, by)
    if not taken:
        return 0
    Review.objects.filter(pk__in=[each.pk for each in taken.values()]).update(taken_back=timezone.now())
    verdicts = dict.fromkeys(taken, FindingStatus.OPEN.value)
    before = Review.objects.standing().filter(finding__in=taken).order_by("at", "pk")
    verdicts.update({each.finding_id: each.verdict for each in before})
    for status in set(verdicts.values()):
        Finding.objects.filter(pk__in=[pk for pk, each in verdicts.items() if each == status]).update(status=status)
    details = {"findings": len(taken), "ids": ",".join(each.reference for each in locked if each.pk in taken)}
    record(by, actions.REVIEW_TAKEN_BACK, version, region=by.region, details=details)
    return len(taken)
