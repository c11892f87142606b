"""Types for the records of a room, made from its columns; and for what goes in, made from its form."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal

from django import forms
from django.db import models
from pydantic import ConfigDict, Field, create_model

from saksama.office.api.operation import Id, Schema
from saksama.office.records.forms import FilesField, RecordFilter
from saksama.office.records.intake import Intake
from saksama.office.records.registry import Column, Room

_FIELDS: tuple[tuple[type[Any], Any], ...] = (
    (models.BooleanField, bool),
    (models.DateTimeField, datetime),
    (models.DateField, date),
    (models.IntegerField, int),
    (models.FloatField, float),
    (models.DecimalField, float),
)
_INPUTS: tuple[tuple[type[Any], Any], ...] = (
    (forms.NullBooleanField, bool),
    (forms.BooleanField, bool),
    (forms.ModelMultipleChoiceField, list[Id]),
    (forms.ModelChoiceField, Id),
    (forms.FloatField, float),
    (forms.DecimalField, float),
    (forms.IntegerField, int),
    (forms.DateTimeField, datetime),
    (forms.DateField, date),
    (forms.TimeField, time),
)


def type_of(room: Room, column: Column) -> Any:
    """What a column of a room holds: as its model's field of that name says, else as the column says, else text."""
    if column.of is not None:
        return column.of
    found = _field(room, column)
    if found is None:
        return str
    if found.choices and codes_of(found):
        return Literal[tuple(codes_of(found))]
    return next((kind for model, kind in _FIELDS if isinstance(found, model)), str)


def value_of(room: Room, column: Column, row: Any) -> Any:
    """The value of a column as its type says; of a choice its code and not its name."""
    found = _field(room, column) if column.of is None else None
    if found is not None and found.choices:
        return getattr(row, column.key) if getattr(row, column.key) in codes_of(found) else None
    value = column.value(row)
    if isinstance(value, bool | int | float | date | datetime) or value is None:
        return value if type_of(room, column) is not str or value is None else str(value)
    return float(value) if isinstance(value, Decimal) else str(value)


def codes_of(found: Any) -> list[Any]:
    """The codes of the choices of a field of a model."""
    return [code for code, _label in found.flatchoices]


def _field(room: Room, column: Column) -> Any:
    known = {field.name: field for field in room.model._meta.concrete_fields}
    found = known.get(column.key)
    return None if found is None or found.is_relation or isinstance(found, models.TimeField) else found


def values_schema(room: Room) -> type[Schema]:
    """The columns of a room."""
    fields: dict[str, Any] = {
        column.key: (type_of(room, column) | None, Field(description=str(column.label))) for column in room.columns
    }
    return create_model(f"{_title(room.key)}Values", __base__=Schema, **fields)


def query_schema(room: Room) -> type[Schema]:
    """The filters of a room, as its list page has them."""
    form: type[RecordFilter] = room.filter_form
    fields: dict[str, Any] = {}
    for name, field in form.base_fields.items():
        if name in Page.model_fields or (name == "status" and not form.statuses):
            continue  # paging is the API's own, whatever a page calls by these names
        kind: Any = date if isinstance(field, forms.DateField) else str
        fields[name] = (kind | None, Field(default=None, description=str(field.label or name)))
    return create_model(f"{_title(room.key)}Query", __base__=Page, **fields)


class Page(Schema):
    """Where in a list one is; rows come in the order of their ids, so that none is lost while others are added."""

    after: Id = Field(default=0, description="the last id one has")
    limit: int = Field(default=25, ge=1, le=100, description="at most; without the permission to export at most 25")
    changed_since: datetime | None = Field(default=None, description="changed at or after this moment")


def input_schema(intake: Intake, *, is_new: bool) -> type[Schema]:
    """The fields of the form. Of a new record those without a usual value must be there; of a change none must."""
    fields: dict[str, Any] = {}
    for name, field in _fields(intake):
        kind, usual = input_type(field), field.initial
        must = is_new and field.required and usual is None and name not in _FILLED and not _has_default(intake, name)
        about = (
            Field(description=str(field.label or name))
            if must
            else Field(default=None, description=str(field.label or name))
        )
        fields[name] = (kind if must else kind | None, about)
    name = f"{'New' if is_new else 'Changed'}{_title(intake.key)}"
    made = create_model(name, __base__=Schema, **fields)
    made.model_config = ConfigDict(extra="forbid")
    return made


_FILLED = frozenset({"region", "day"})  # a RecordForm has them ready: one's own region, today


def _has_default(intake: Intake, name: str) -> bool:
    known = {field.name: field for field in intake.model._meta.concrete_fields}
    return name in known and known[name].has_default()


def input_type(field: forms.Field) -> Any:
    """The type of what goes into a field."""
    for form_field, kind in _INPUTS:
        if isinstance(field, form_field):
            return kind
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        codes = [code for code, label in choices if not isinstance(label, list | tuple) and code != ""]
        return Literal[tuple(codes)] if codes and field.required else str
    limit = getattr(field, "max_length", None)
    return str if limit is None else _text(limit)


def _text(limit: int) -> Any:
    return Annotated[str, Field(max_length=limit)]


def _fields(intake: Intake) -> Iterator[tuple[str, forms.Field]]:
    for name, field in intake.form.base_fields.items():
        if name not in intake.skipped and not isinstance(field, FilesField):
            yield name, field


def _title(key: str) -> str:
    return "".join(part.capitalize() for part in key.split("_"))
