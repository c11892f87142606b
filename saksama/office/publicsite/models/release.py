"""The figures of one list as the head has released them: frozen, small counts hidden before they were stored."""

from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q

from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.clock import now
from saksama.office.publicsite import actions
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.record import record


class ReleaseQuerySet(RegionalQuerySet["Release"]):
    """Releases."""

    def current(self) -> Self:
        """Those that are public, the latest list first."""
        return self.filter(withdrawn_at=None).order_by("-version_id")


class Release(Regional):
    """Who released what, when, and until when it was public. The figures themselves never change."""

    version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="releases")
    figures = models.JSONField()  # of figures.counting.figures_of
    digest = models.CharField(max_length=64)  # of the figures: what is released is what was looked at
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(withdrawn_at=None), name="release_one_current"),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @transaction.atomic
    def withdraw(self, by: Account) -> None:
        """From now on nobody sees it."""
        done = Release.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=now())
        if done:
            record(by, actions.FIGURES_WITHDRAWN, self, details={"list": self.version_id})


@transaction.atomic
def release(version: ListVersion, figures: dict[str, Any], digest: str, by: Account) -> Release:
    """Makes figures public, in place of those of the same list that were public before.

    Raises:
        ListVersion.DoesNotExist: the list has been withdrawn.
    """
    locked = ListVersion.objects.standing().select_for_update().get(pk=version.pk)
    moment = now()
    Release.objects.filter(version=locked, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=moment)
    made: Release = Release.objects.create(
        region=locked.region, version=locked, figures=figures, digest=digest, by=by, at=moment
    )
    details = {"list": locked.pk, "digest": f"sha256:{digest}", "hidden": figures["hidden"]}
    record(by, actions.FIGURES_RELEASED, made, details=details)
    return made
