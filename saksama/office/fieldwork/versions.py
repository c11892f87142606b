"""A later change: a new version beside the signed one, and what differs between two."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.fieldwork import actions
from saksama.office.fieldwork.models import Evidence, Fact, FieldReport, Person, Status
from saksama.office.records.models import Attachment
from saksama.office.trail.record import PERSONAL_NUMBER, record

OWN = {
    "id", "status", "number", "version", "replaces", "version_reason", "signed_by", "signed_at", "by", "created",
    "changed", "search_text",
}  # fmt: skip
PART_LABELS: dict[str, str | Promise] = {
    "stage": gettext_lazy("Stage"),
    "region": gettext_lazy("Region"),
    "facts": gettext_lazy("Facts"),
    "suspects": gettext_lazy("Perpetrators"),
    "witnesses": gettext_lazy("Witnesses"),
    "evidence": gettext_lazy("Evidence"),
}


def begin_version(old: FieldReport, by: Account, reason: str) -> FieldReport:
    """See `FieldReport.new_version`; inside its transaction."""
    locked = FieldReport.objects.select_for_update().get(pk=old.pk)
    if not locked.can_be_versioned_by(by):
        raise ValidationError(_("Only a signed report can have a new version, by its author or a superior."))
    if FieldReport.objects.filter(replaces=locked).exclude(status=Status.DISCARDED).exists():
        raise ValidationError(_("A new version has been begun already."))
    if not reason.strip():
        raise ValidationError(_("Please give a reason."))
    if PERSONAL_NUMBER.search(reason):
        raise ValidationError(_("Please write without NIK or other long numbers."))
    # A discarded attempt gives way: one report is followed by one.
    for attempt in FieldReport.objects.filter(replaces=locked):
        _erase(attempt)
    values = {field.name: getattr(locked, field.name) for field in FieldReport._meta.fields if field.name not in OWN}
    new: FieldReport = FieldReport.objects.create(
        **values, by=by, version=locked.version + 1, replaces=locked, version_reason=reason.strip()[:500]
    )
    files = {file.pk: _copy_file(file, new) for file in locked.attachments()}
    for model in (Fact, Person):
        rows = list(model.objects.filter(report=locked))
        model.objects.bulk_create([_copy(row, report=new) for row in rows])
    Evidence.objects.bulk_create(
        [_copy(row, report=new, attachment=files.get(row.attachment_id or 0)) for row in locked.evidence.all()]
    )
    record(by, actions.VERSION_BEGUN, locked, details={"note": reason.strip()[:500], "version": new.version})
    return new


def _copy(row: models.Model, **changed: Any) -> Any:
    values = {field.name: getattr(row, field.name) for field in row._meta.fields if field.name != "id"}
    return type(row)(**(values | changed))


def _copy_file(file: Attachment, new: FieldReport) -> Attachment:
    # The same file on the disk, under its hash; only the row is new.
    copy: Attachment = _copy(file, object_id=new.pk)
    copy.save()
    Attachment.objects.filter(pk=copy.pk).update(at=file.at)
    return copy


def _erase(attempt: FieldReport) -> None:
    attempt.evidence.all().delete()
    attempt.attachments().delete()
    attempt.delete()


@dataclass(frozen=True)
class Difference:
    """One thing that two versions tell otherwise; lists of rows as lines."""

    section: str
    label: str
    before: str
    after: str
    is_people: bool = False  # names stand in it


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What differs between the contents of two versions, in the order of the form."""
    found = []
    for section in ("supervisor", "activity", "account", "violation", "dispute"):
        for key in after[section]:
            old, new = before[section].get(key), after[section][key]
            if old != new:
                found.append(Difference(section, _label(key), _told(old), _told(new), key in ("suspects", "witnesses")))
    if _pieces(before) != _pieces(after):
        label = str(PART_LABELS["evidence"])
        found.append(Difference("evidence", label, _told(_pieces(before)), _told(_pieces(after))))
    return found


def _pieces(content: dict[str, Any]) -> list[dict[str, Any]]:
    # The file by its hash: who attached it when is no difference of the report.
    rows = content["evidence"]
    return [{**row, "file": row["file"]["sha256"][:12] if row["file"] else None} for row in rows]


def _label(key: str) -> str:
    if key in PART_LABELS:
        return str(PART_LABELS[key])
    field: Any = FieldReport._meta.get_field(key)
    return str(field.verbose_name).capitalize()


def _told(value: Any) -> str:
    return "\n".join(_lines(value))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for row in value:
            yield (
                " · ".join(str(cell) for cell in row.values() if cell not in (None, ""))
                if isinstance(row, dict)
                else str(row)
            )
    elif isinstance(value, dict):
        yield " · ".join(", ".join(cell) if isinstance(cell, list) else str(cell) for cell in value.values())
    elif isinstance(value, bool):
        yield _("yes") if value else _("no")
    elif value not in (None, ""):
        yield str(value)
