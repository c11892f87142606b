"""A room's form filled in by a program: what is not given stays as the empty form, or the record, has it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from saksama.office.records.intake import Intake

Data = dict[str, list[str]]


def usual_data(intake: Intake, record: Any, viewer: Any) -> Data:
    """What the form would send if nobody touched it."""
    return usual_of(intake, intake.form(instance=record, viewer=viewer))  # type: ignore[call-arg]


def usual_of(intake: Intake, form: Any) -> Data:
    """The same of a form that is there."""
    usual: Data = {}
    for name, field in intake.fields(form).items():
        value = form[name].value()
        initial = field.initial() if callable(field.initial) else field.initial
        usual[name] = as_typed(field, initial if value is None and form.instance.pk is None else value)
    return usual


def filled(intake: Intake, record: Any, viewer: Any, usual: Data, given: Mapping[str, list[str]]) -> Any:
    """The form with what is given, to be asked whether it is valid."""
    data: MultiValueDict[str, str] = MultiValueDict({**usual, **given})
    return intake.form(data=data, instance=record, viewer=viewer)  # type: ignore[call-arg]


def as_typed(field: forms.Field, value: Any) -> list[str]:
    """A value as a browser would send it."""
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
            return ["on"] if value else []
        if isinstance(field, forms.NullBooleanField):
            return ["true" if value else "false"]
        return ["yes" if value else "no"]  # a choice that can also be left open
    if isinstance(value, list | tuple | set) or hasattr(value, "values_list"):
        return [str(getattr(each, "pk", each)) for each in value]
    if isinstance(value, datetime):
        return [(timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%Y-%m-%dT%H:%M:%S")]
    if isinstance(value, time):
        return [value.strftime("%H:%M:%S")]
    return [value.isoformat() if isinstance(value, date) else str(value)]
