"""How records come in without their page: by the API and from a table. A room says so in its `intake.py`.

register_intake(
    Intake("threats", Threat, _("Threats (AGHT)"), "threats.write", "threats", ThreatForm,
           blank=lambda by: Threat(by=by), written=actions.THREAT_WRITTEN, changed=actions.THREAT_CHANGED)
)

The room's own form decides what is right, so that its rules stay in one place.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import connection
from django.utils.functional import Promise

from saksama.office.records.forms import FilesField
from saksama.office.trail.actions import Action


@dataclass(frozen=True)
class Intake:
    """What can be written from outside, by whom, and what belongs to it in the same transaction."""

    key: str  # in addresses; the key of the room where there is one
    model: type[Any]
    label: str | Promise  # of many: Threats
    permission: str
    list_route: str  # the page from which one comes and to which one returns
    form: type[forms.ModelForm]  # type: ignore[type-arg]
    blank: Callable[[Any], Any]  # account → an unsaved record with its author and whatever no form asks
    written: Action
    changed: Action | None = None  # None: once written it is changed by its page only
    before: Callable[[Any, Mapping[str, Any], Any], None] | None = None  # record, cleaned values, account: set the rest
    after: Callable[[Any, Mapping[str, Any], Any, bool], None] | None = None  # the same, and whether it is new
    skipped: frozenset[str] = frozenset()  # fields of the form that only its page needs
    natural: tuple[str, ...] = ()  # fields that name a record by themselves, where there is no number of one's own
    by_table: bool = True  # False: its room has an import of its own
    goes_out: bool = False  # its rows may be taken out in this layout, to be corrected and brought back

    def fields(self, form: forms.BaseForm) -> dict[str, forms.Field]:
        """The fields of a form of it that are filled in from outside."""
        return {
            name: field
            for name, field in form.fields.items()
            if name not in self.skipped and not isinstance(field, FilesField)
        }

    def may_change(self, record: Any, viewer: Any) -> bool:
        """True if somebody who sees the record may change it by this way."""
        if self.changed is None or not viewer.may(self.permission):
            return False
        return bool(record.is_correctable_by(viewer)) if hasattr(record, "is_correctable_by") else True


INTAKES: dict[str, Intake] = {}


def register_intake(intake: Intake) -> Intake:
    """Makes it known.

    Raises:
        ValueError: the key is taken.
    """
    if intake.key in INTAKES:
        raise ValueError(f"the intake {intake.key} is registered twice")
    INTAKES[intake.key] = intake
    return intake


def keep(
    intake: Intake, record: Any, told: Mapping[str, Any], by: Any, changed: Iterable[str]
) -> tuple[Any, Action, dict[str, object]]:
    """Saves the record of a valid form with what belongs to it; gives it with what the trail has yet to be told.

    Args:
        record: the instance of the form.
        told: its cleaned values.
        changed: the names of its fields that have changed.

    Raises:
        RuntimeError: not in a transaction; record and entry must stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("keep() outside a transaction: open transaction.atomic() around record and entry")
    is_new = record.pk is None
    if intake.before is not None:
        intake.before(record, told, by)
    record.save()
    for field in record._meta.many_to_many:
        if field.name in told:
            field.save_form_data(record, told[field.name])
    if intake.after is not None:
        intake.after(record, told, by, is_new)
    action = intake.written if is_new else intake.changed
    if action is None:
        raise RuntimeError(f"{intake.key} is changed by its page only")
    return record, action, {} if is_new else {"changed": sorted(changed)}


def version_of(record: Any) -> str:
    """Names what stands in a record now; another text as soon as any column of it has another value."""
    values = [(field.attname, str(getattr(record, field.attname))) for field in record._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:20]
