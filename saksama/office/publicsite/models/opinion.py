"""What readers think of an item of news: a rating with one touch, a comment that somebody reads before it is shown."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.clock import now
from saksama.office.publicsite import actions
from saksama.office.publicsite.models.news import NewsItem
from saksama.office.trail.record import record

COMMENT_LENGTH = 600
HIDDEN_AFTER = 3  # complaints about a shown comment, from different readers: then it waits for the office again


class Rating(models.TextChoices):
    """Was it of use?"""

    USEFUL = "useful", _("Useful")
    NOT_USEFUL = "not", _("Not useful")


class OpinionStatus(models.TextChoices):
    """Of the comment; a bare rating has none."""

    NONE = "", _("Rating only")
    WAITING = "waiting", _("Waits to be read")
    SHOWN = "shown", _("Shown")
    REFUSED = "refused", _("Refused")


class Opinion(models.Model):
    """One reader's opinion. Who it is, nobody knows; the digest that keeps a reader from voting twice lives a day."""

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="opinions")
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    reader = models.CharField(max_length=32, blank=True)  # of flood.reader_of; emptied when its salt is thrown away
    at = models.DateTimeField(default=now)
    name = models.CharField(max_length=40, blank=True)
    comment = models.CharField(max_length=COMMENT_LENGTH, blank=True)
    status = models.CharField(max_length=10, choices=OpinionStatus.choices, blank=True, default=OpinionStatus.NONE)
    complaints = models.PositiveSmallIntegerField(default=0)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__in=["", *Rating.values]), name="opinion_rating_known"),
            models.CheckConstraint(condition=Q(status__in=OpinionStatus.values), name="opinion_status_known"),
            models.CheckConstraint(condition=Q(comment="", status="") | ~Q(comment="") & ~Q(status=""),
                                   name="opinion_comment_has_status"),
            models.CheckConstraint(condition=~Q(status="shown") | Q(decided_by__isnull=False),
                                   name="opinion_shown_by_somebody"),
            models.UniqueConstraint(fields=["item", "reader"], condition=~Q(reader=""), name="opinion_once_a_day"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["status", "id"], name="opinion_queue")]

    def __str__(self) -> str:
        return f"{self.item_id}:{self.pk}"  # never the words: this stands in the trail

    @property
    def region(self) -> str:
        """Of the item."""
        return str(self.item.region)

    @property
    def was_complained_about(self) -> bool:
        """True if readers have asked to look at it again."""
        return self.complaints > 0


@transaction.atomic
def decide(opinion: Opinion, by: Account, *, shown: bool) -> None:
    """Shows or refuses a comment, with an entry in the trail; what readers complained about before is settled."""
    locked = Opinion.objects.select_for_update().exclude(status=OpinionStatus.NONE).get(pk=opinion.pk)
    locked.status = OpinionStatus.SHOWN if shown else OpinionStatus.REFUSED
    locked.complaints = 0
    locked.decided_by, locked.decided_at = by, now()
    locked.save()
    record(by, actions.COMMENT_SHOWN if shown else actions.COMMENT_REFUSED, locked, region=locked.region)


def complain(opinion: Opinion) -> None:
    """A reader finds a shown comment abusive; after HIDDEN_AFTER of them it waits for the office."""
    Opinion.objects.filter(pk=opinion.pk, status=OpinionStatus.SHOWN).update(complaints=models.F("complaints") + 1)
    Opinion.objects.filter(pk=opinion.pk, status=OpinionStatus.SHOWN, complaints__gte=HIDDEN_AFTER).update(
        status=OpinionStatus.WAITING
    )


def ratings_of(item: NewsItem) -> dict[str, int]:
    """How many readers found it useful and not. One query."""
    rows: Any = item.opinions.exclude(rating="").order_by().values_list("rating").annotate(n=models.Count("pk"))
    found = dict(rows)
    return {rating.value: int(found.get(rating.value, 0)) for rating in Rating}
