"""A room's form filled in for thousands of rows: made once, so that what it offers is looked up once."""

from collections.abc import Mapping
from copy import copy
from functools import cache, partial
from typing import Any

from django import forms
from django.db.models import CheckConstraint, Q
from django.utils.datastructures import MultiValueDict

from saksama.office.records.filling import Data, usual_of
from saksama.office.records.intake import Intake

Passed = set[str]  # checks of the database that some values have passed


class Stencil:
    """The form of an intake for one record, or for every new one: its fields are shared, the answers never."""

    def __init__(self, intake: Intake, record: Any, viewer: Any, passed: Passed) -> None:
        self._form: Any = intake.form(instance=record, viewer=viewer)  # type: ignore[call-arg]
        self._passed = passed
        self.usual: Data = usual_of(intake, self._form)
        fields: dict[str, Any] = self._form.fields
        for field in fields.values():
            if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField):
                field.to_python = cache(field.to_python)  # type: ignore[method-assign]

    def filled(self, record: Any, given: Mapping[str, list[str]]) -> Any:
        """The form with what is given, to be asked whether it is valid; it fills in the record."""
        form = copy(self._form)
        form.is_bound, form.data, form.files = True, MultiValueDict({**self.usual, **given}), MultiValueDict()
        form.instance, form._errors, form._bound_fields_cache = record, None, {}
        record.validate_constraints = partial(self._validate_constraints, record)
        return form

    def _validate_constraints(self, record: Any, exclude: set[str]) -> None:
        """As the model does it, but the database is asked once about the same values of what a check names.

        Raises:
            ValidationError: of the first that does not hold.
        """
        for model, constraints in record.get_constraints():
            for each in constraints:
                asked = _asked(each, model, record, exclude) if isinstance(each, CheckConstraint) else ""
                if asked not in self._passed:
                    each.validate(model, record, exclude=exclude)
                    self._passed |= {asked} if asked else set()


def _asked(each: CheckConstraint, model: Any, record: Any, exclude: set[str]) -> str:
    """What the database would be asked, as a key; empty for a check that is no plain condition over columns."""
    if not isinstance(each.condition, Q):
        return ""
    columns = sorted(each.condition.referenced_base_fields)
    values = [getattr(record, model._meta.get_field(name).attname) for name in columns]
    return repr((each.name, values, sorted(exclude.intersection(columns))))
