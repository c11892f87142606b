"""One line of the log: an activity that was watched, or a day on which there was none."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.posko.models.planned import Planned
from saksama.office.posko.models.post import Organiser, Post, post_of
from saksama.office.records.models import Attachment, Record, RecordQuerySet
from saksama.office.records.models.record import Classification
from saksama.office.stored_files import stored_path

__all__ = ["EntryStatus", "LogEntry", "Organiser", "Post", "PublicPhoto", "Situation", "post_of"]


class Situation(models.TextChoices):
    """How it went, as the daily report says it."""

    CALM = "calm", _("Safe and orderly")
    WATCH = "watch", _("Needs attention")
    DISTURBED = "disturbed", _("Disturbed")


class EntryStatus(models.TextChoices):
    """How far an entry has come."""

    DRAFT = "draft", _("Draft")
    RECORDED = "recorded", _("Recorded")
    PUBLISHED = "published", _("Published")


class LogEntryQuerySet(RecordQuerySet["LogEntry"]):
    """Entries: all of one's own post, of the other one what is published."""

    def in_reach_of(self, viewer: Any) -> Q:
        """By region and post."""
        return super().in_reach_of(viewer) & (Q(post=post_of(viewer)) | Q(status=EntryStatus.PUBLISHED))

    def counted(self) -> "LogEntryQuerySet":
        """What stands in reports and tables: no drafts."""
        return self.exclude(status=EntryStatus.DRAFT)


class LogEntry(Record):
    """An activity by stage, place and time: who came, what happened, how the situation was."""

    post = models.CharField(_("election post"), max_length=12, choices=Post.choices, editable=False)
    status = models.CharField(max_length=10, choices=EntryStatus.choices, default=EntryStatus.DRAFT, editable=False)
    key = models.CharField(max_length=40, editable=False)  # of the form it came from: sent twice it is one entry
    is_nil = models.BooleanField(default=False, editable=False)  # a person says: nothing to report here on this day
    title = models.CharField(_("what"), max_length=200)
    organiser = models.CharField(_("whose activity"), max_length=12, choices=Organiser.choices, default=Organiser.KPU)
    starts = models.TimeField(_("begins"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    agencies = models.CharField(_("who came"), max_length=300, blank=True)
    attendance = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    situation = models.CharField(_("situation"), max_length=10, choices=Situation.choices, default=Situation.CALM)
    result = models.TextField(_("what happened"), max_length=4000, blank=True)
    problems = models.TextField(_("what was wrong"), max_length=2000, blank=True)
    planned = models.ForeignKey(
        Planned, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries", editable=False
    )
    public_text = models.TextField(_("text for the public"), max_length=2000, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ClassVar[Any] = LogEntryQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-day", "-starts", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="log_entry_sent_once"),
            models.UniqueConstraint(fields=["post", "region", "day"], condition=Q(is_nil=True), name="log_nil_once"),
            models.CheckConstraint(condition=Q(status__in=EntryStatus.values), name="log_entry_status_known"),
            models.CheckConstraint(condition=Q(post__in=Post.values), name="log_entry_post_known"),
            models.CheckConstraint(condition=Q(situation__in=Situation.values), name="log_entry_situation_known"),
            models.CheckConstraint(condition=Q(organiser__in=Organiser.values), name="log_entry_organiser_known"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(starts__lte=F("ends")), name="log_entry_begins_first"
            ),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.PUBLISHED)
                | (Q(published_by__isnull=False) & Q(published_at__isnull=False) & ~Q(public_text="")),
                name="log_entry_published_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["post", "day", "region"], name="log_entry_day")]

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> list[object]:
        """Found by who came and what happened."""
        return [self.agencies, self.result, self.problems]

    def is_editable_by(self, viewer: Any) -> bool:
        """By the own post, until it is published: then it is withdrawn first."""
        return bool(super().is_editable_by(viewer) and self.is_of(viewer) and self.status != EntryStatus.PUBLISHED)

    def is_of(self, viewer: Any) -> bool:
        """True if the viewer works in the post that wrote it."""
        return self.post == post_of(viewer)

    def why_not(self, move: Any, by: Any) -> list[Any]:
        """Another post's entries are left alone; what goes out is open and says something."""
        reasons = []
        if not self.is_of(by):
            reasons.append(_now("It belongs to the other election post."))
        if move.key == "publish":
            if self.classification != Classification.OPEN:
                reasons.append(_now("It is classified."))
            if self.is_nil:
                reasons.append(_now("There was nothing on this day."))
        return reasons

    def moved(self, move: Any, by: Any) -> None:
        """Who decides to publish stands in the record; withdrawn, the text stays for the next time."""
        if move.key == "publish":
            self.published_by, self.published_at = by, timezone.now()
        elif move.key == "withdraw":
            self.published_by = self.published_at = None

    @property
    def status_tone(self) -> str:
        """Of its badge."""
        return {EntryStatus.PUBLISHED: "accent", EntryStatus.RECORDED: "good"}.get(EntryStatus(self.status), "warn")

    @property
    def situation_tone(self) -> str:
        """Of its badge."""
        return {Situation.CALM: "good", Situation.WATCH: "warn"}.get(Situation(self.situation), "bad")


class PublicPhoto(models.Model):
    """A photo chosen for the public: a smaller copy without anything the camera wrote into it."""

    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="public_photos")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entry", "attachment"], name="public_photo_once")]

    def __str__(self) -> str:
        return self.caption or f"{self.entry_id}"

    @property
    def path(self) -> Any:
        """Where the copy lies."""
        return stored_path(self.sha256, ".jpg")
