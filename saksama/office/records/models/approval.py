"""Two persons for the dangerous steps: one asks, another decides."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from saksama.language import Text
from saksama.office.accounts.access import PERMISSIONS
from saksama.office.accounts.models import Account
from saksama.office.records import actions
from saksama.office.records.models.notice import notify
from saksama.office.records.registry import room_of
from saksama.office.records.states import Move, make_approved
from saksama.office.trail.record import record

ASKED = Text("Menunggu persetujuan orang kedua: {record}.", "Waits for a second person's approval: {record}.")


class Approval(models.Model):
    """A step that waits for, or got, the word of a second person."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    about = GenericForeignKey()
    move = models.CharField(max_length=40)  # key of the Move
    note = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    decided = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)  # None: waits

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(approved=None), name="approval_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")), name="approval_by_second_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.object_id}"

    @property
    def step(self) -> Move:
        """The move it is about."""
        model: Any = self.content_type.model_class()
        return next(each for each in room_of(model).moves if each.key == self.move)

    def is_decidable_by(self, viewer: Any) -> bool:
        """True if the viewer may approve the move and is not the one who asked."""
        permission = self.step.approval or self.step.permission
        return bool(self.approved is None and viewer.pk != self.asked_by_id and viewer.may(permission))

    @transaction.atomic
    def decide(self, by: Account, *, approved: bool, note: str = "") -> None:
        """The word of the second person; with a yes the move is made.

        Raises:
            ValidationError: decided already, the same person, or the move is no longer possible.
        """
        locked = Approval.objects.select_for_update().get(pk=self.pk)
        if not locked.is_decidable_by(by):
            raise ValidationError(_("This needs the word of a second person who may do it."))
        locked.approved, locked.decided_by, locked.decided = approved, by, timezone.now()
        locked.save()
        if approved:
            make_approved(locked.about, locked.step, locked.asked_by, by, locked.note)
        else:
            record(by, actions.APPROVAL_REFUSED, locked.about, details={"move": locked.move, "note": note})


def _who_may_approve(obj: Any, step: Move, by: Account) -> list[Account]:
    """Open accounts that see the record and may say the second word; one query an account of such a role."""
    permission = step.approval or step.permission
    accounts = Account.objects.filter(is_active=True, role__in=PERMISSIONS[permission].roles).exclude(pk=by.pk)
    rows = type(obj).objects.filter(pk=obj.pk)
    return [each for each in accounts if (rows & type(obj).objects.visible_to(each)).exists()]


def ask(obj: Any, step: Move, by: Account, note: str) -> Approval:
    """Writes down that a second person is asked; inside the caller's transaction.

    Raises:
        ValidationError: somebody is asked already.
    """
    kind = ContentType.objects.get_for_model(obj)
    if Approval.objects.filter(content_type=kind, object_id=obj.pk, approved=None).exists():
        raise ValidationError(_("A second person has been asked already."))
    made = Approval.objects.create(content_type=kind, object_id=obj.pk, move=step.key, note=note[:500], asked_by=by)
    notify(_who_may_approve(obj, step, by), ASKED.fill(record=obj), f"{obj.get_absolute_url()}#approval")
    record(by, actions.APPROVAL_ASKED, obj, details={"move": step.key, "note": note[:500]})
    return made
