"""A short item of news: written by the office, published with the word of a second person, withdrawn by any one."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.bare_photo import keep_bare_photo
from saksama.office.clock import now
from saksama.office.records.models import Approval, Attachment, Record, RecordQuerySet
from saksama.office.records.models.record import Classification
from saksama.office.stored_files import stored_path

PICTURE_SIDE = 960  # pixels: sharp on a phone, and light for a bad connection


class NewsStatus(models.TextChoices):
    """How far it has come."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class NewsQuerySet(RecordQuerySet["NewsItem"]):
    """News."""

    def public(self) -> "NewsQuerySet":
        """What everybody may read, the latest first."""
        return self.filter(status=NewsStatus.PUBLISHED).order_by("-published_at", "-pk")


class NewsItem(Record):
    """Title and text in Indonesian, in English if somebody has written it too. Pictures are its attachments."""

    status = models.CharField(max_length=10, choices=NewsStatus.choices, default=NewsStatus.DRAFT, editable=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=4000)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    text_en = models.TextField(_("text in English"), max_length=4000, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ClassVar[Any] = NewsQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(status__in=NewsStatus.values), name="news_status_known"),
            models.CheckConstraint(
                condition=~Q(status=NewsStatus.PUBLISHED) | Q(published_at__isnull=False, published_by__isnull=False),
                name="news_published_by_somebody",
            ),
            # What is public is open to everybody; a class would hide it from those who handle it.
            models.CheckConstraint(condition=Q(classification=Classification.OPEN), name="news_is_open"),
        ]
        indexes = [models.Index(fields=["status", "-published_at"], name="news_published")]

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> list[object]:
        """Found by its words in both languages."""
        return [self.text, self.title_en, self.text_en]

    def is_editable_by(self, viewer: Any) -> bool:
        """While it is a draft that nobody has been asked to approve: what is approved is what was read."""
        return bool(super().is_editable_by(viewer) and self.status == NewsStatus.DRAFT and not self._waits())

    def moved(self, move: Any, by: Any) -> None:
        """Publishing makes copies of the pictures that tell nothing but what they show; withdrawing drops them."""
        self.pictures.all().delete()
        if move.key == "publish":
            self.published_by, self.published_at = by, now()
            for each in self._attachments():
                NewsPicture.objects.create(
                    item=self, sha256=keep_bare_photo(each.path, PICTURE_SIDE), caption=each.caption
                )
        else:
            self.published_by = self.published_at = None

    @property
    def status_tone(self) -> str:
        """Of its badge."""
        return "good" if self.status == NewsStatus.PUBLISHED else ""

    def _waits(self) -> bool:
        kind = ContentType.objects.get_for_model(NewsItem)
        return Approval.objects.filter(content_type=kind, object_id=self.pk, approved=None).exists()

    def _attachments(self) -> list[Attachment]:
        kind = ContentType.objects.get_for_model(NewsItem)
        return [each for each in Attachment.objects.filter(content_type=kind, object_id=self.pk) if each.is_picture]


class NewsPicture(models.Model):
    """The public copy of a picture."""

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="pictures")
    sha256 = models.CharField(max_length=64)
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.caption or f"{self.item_id}"

    @property
    def path(self) -> Any:
        """Where the copy lies."""
        return stored_path(self.sha256, ".jpg")
