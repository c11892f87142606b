"""Links between records of any two rooms, seen from both sides."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.http import Http404
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.records import actions
from saksama.office.trail.record import record


class Link(models.Model):
    """Two records that belong together. Stored once, the smaller key first."""

    first_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    first_id = models.PositiveBigIntegerField()
    first = GenericForeignKey("first_type", "first_id")
    second_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    second_id = models.PositiveBigIntegerField()
    second = GenericForeignKey("second_type", "second_id")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first_type", "first_id", "second_type", "second_id"], name="link_once"),
            models.CheckConstraint(
                condition=~Q(first_type=F("second_type"), first_id=F("second_id")), name="link_of_two"
            ),
        ]
        indexes = [models.Index(fields=["second_type", "second_id"], name="link_second")]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"


@transaction.atomic
def link(one: Any, other: Any, by: Account | None) -> Link:
    """Links two records; linking them again changes nothing.

    Raises:
        ValidationError: a record cannot be linked to itself.
    """
    ends = sorted((ContentType.objects.get_for_model(each).pk, each.pk) for each in (one, other))
    (first_type, first_id), (second_type, second_id) = ends
    if (first_type, first_id) == (second_type, second_id):
        raise ValidationError(_("A record cannot be linked to itself."))
    owner = by or one.by
    made, is_new = Link.objects.get_or_create(
        first_type_id=first_type,
        first_id=first_id,
        second_type_id=second_type,
        second_id=second_id,
        defaults={"by": owner},
    )
    if is_new:
        record(owner, actions.LINKED, one, details={"to": f"{other._meta.label_lower}:{other.pk}"})
    return made


@transaction.atomic
def unlink(made: Link, seen_from: Any, by: Account) -> None:
    """Takes a link away; the trail keeps that it was there."""
    other = made.second if made.first == seen_from else made.first
    details = {"to": f"{other._meta.label_lower}:{other.pk}"} if other is not None else {}
    made.delete()
    record(by, actions.UNLINKED, seen_from, details=details)


def linked_records(obj: Any, viewer: Any) -> list[tuple[Link, Any]]:
    """What a record is linked to, as far as the viewer may see it; two queries and one for each kind found."""
    from saksama.office.records.registry import ROOMS

    kind = ContentType.objects.get_for_model(obj)
    rows = Link.objects.filter(Q(first_type=kind, first_id=obj.pk) | Q(second_type=kind, second_id=obj.pk))
    ends: dict[int, dict[int, Link]] = {}
    for each in rows:
        is_first = (each.first_type_id, each.first_id) == (kind.pk, obj.pk)
        far = (each.second_type_id, each.second_id) if is_first else (each.first_type_id, each.first_id)
        ends.setdefault(far[0], {})[far[1]] = each
    found = []
    for room in ROOMS.values():
        links = ends.get(ContentType.objects.get_for_model(room.model).pk, {})
        if links:
            seen = room.model.objects.visible_to(viewer).filter(pk__in=links)
            found += [(links[other.pk], other) for other in seen]
    return found


def seen_link(obj: Any, pk: int, viewer: Any) -> Link:
    """A link of a record, if the viewer may see what it leads to.

    Raises:
        Http404: there is none, or it leads to what is none of theirs.
    """
    for made, _other in linked_records(obj, viewer):
        if made.pk == pk:
            return made
    raise Http404
