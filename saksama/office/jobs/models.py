"""Work that outlives a request: a job is a row, and the worker claims rows."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.accounts.scope import Regional, RegionalQuerySet

BEAT_EVERY = 5.0  # seconds between two heartbeats of a running job
STALE_AFTER = 20.0  # seconds without heartbeat after which its worker is taken for dead
MAX_ATTEMPTS = 5  # a job that kills its worker again and again is given up


class State(models.TextChoices):
    """Where a job is."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(RegionalQuerySet["Job"]):
    """Jobs, and which of them can be claimed."""

    def visible_to(self, viewer: Any) -> Self:
        """One's own; Bawaslu's staff and administrators see those of their region."""
        if viewer.may("regions.load"):
            return super().visible_to(viewer)
        return self.filter(owner=viewer)

    def claimable(self, now: datetime) -> Self:
        """Waiting, or running without a sign of life."""
        return self.filter(
            Q(state=State.WAITING) | Q(state=State.RUNNING, heartbeat__lt=now - timedelta(seconds=STALE_AFTER))
        )


class Job(Regional):
    """One piece of background work, its progress and its outcome."""

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)  # of the worker that may write here
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)  # 0: unknown
    text_id = models.CharField(max_length=200, blank=True)
    text_en = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error_id = models.TextField(blank=True)
    error_en = models.TextField(blank=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "running"]), name="job_open"),
        ]
        constraints = [models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_known")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def label(self) -> str:
        """What kind of work it is, for the reader."""
        from saksama.office.jobs.kinds import KINDS

        return str(KINDS[self.kind].label) if self.kind in KINDS else self.kind

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {State.DONE: "good", State.FAILED: "bad", State.RUNNING: "accent"}.get(State(self.state), "")

    @property
    def is_over(self) -> bool:
        """True once nothing more will happen."""
        return self.state in (State.DONE, State.FAILED)

    @property
    def percent(self) -> int | None:
        """0 to 100, None while the total is unknown."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def text(self) -> str:
        """What is being done, in the reader's language."""
        return Text(self.text_id, self.text_en).in_("en" if get_language() == "en" else "id")

    @property
    def error(self) -> str:
        """What went wrong and what to do, in the reader's language."""
        return Text(self.error_id, self.error_en).in_("en" if get_language() == "en" else "id")


class TimedRun(models.Model):
    """When something of the timetable was last done; see timetable.py."""

    code = models.CharField(max_length=60, primary_key=True)
    due = models.DateTimeField()  # the time of the table it was done for
    begun = models.DateTimeField()
    ended = models.DateTimeField(null=True)  # None: at work, or died
    problem = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.code


def claim_next(claim: str) -> Job | None:
    """Takes the oldest claimable job for the worker that names itself by `claim`.

    Two workers may pick the same row; the condition of the UPDATE lets one of them have it.
    """
    now = timezone.now()
    for job in Job.objects.claimable(now).order_by("id")[:10]:
        taken = (
            Job.objects.claimable(now)
            .filter(pk=job.pk)
            .update(state=State.RUNNING, claim=claim, attempts=F("attempts") + 1, started=now, heartbeat=now)
        )
        if taken:
            job.refresh_from_db()
            return job
    return None
