"""The discussion about a record."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from saksama.office.accounts.models import Account
from saksama.office.records import actions
from saksama.office.trail.record import record


class Comment(models.Model):
    """What somebody said; never changed, so that an answer keeps its sense."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    about = GenericForeignKey()
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="comment_about")]

    def __str__(self) -> str:
        return self.text[:80]


@transaction.atomic
def comment(obj: Any, text: str, by: Account) -> Comment:
    """Adds to the discussion."""
    kind = ContentType.objects.get_for_model(obj)
    made = Comment.objects.create(content_type=kind, object_id=obj.pk, text=text, by=by)
    record(by, actions.COMMENTED, obj)
    return made
