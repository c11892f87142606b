"""A cell as the form's field wants it: names to codes, the usual ways of writing a date, yes and no."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from saksama.office.exchange.columns import TableColumn

YES = frozenset({"ya", "y", "yes", "1", "true", "benar", "x", "✓"})
NO = frozenset({"tidak", "t", "no", "n", "0", "false", "salah", "-"})
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)", re.DOTALL)


class Unreadable(ValueError):
    """A cell that means nothing in its column; what and remedy in the reader's language."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class Values:
    """Reads cells; the names of all choices are looked up once for a whole table."""

    def __init__(self, columns: Sequence[TableColumn]) -> None:
        self._columns = {column.name: column for column in columns if column.field is not None}
        self._codes = {name: _codes(column) for name, column in self._columns.items() if column.choices}

    def read(self, name: str, cell: str) -> list[str]:
        """As a browser would send it; empty for an empty cell.

        Raises:
            Unreadable: with what is wrong and what would be right.
        """
        field: Any = self._columns[name].field
        if not cell:
            return []
        if isinstance(field, forms.ModelMultipleChoiceField):
            return [self._code(name, part.strip()) for part in cell.split(";") if part.strip()]
        if name in self._codes:
            return [self._code(name, cell)]
        if isinstance(field, forms.BooleanField):
            return _yes_or_no(field, cell)
        if isinstance(field, forms.DateTimeField | forms.DateField):
            return [_day_last(cell)]
        return [cell]

    def _code(self, name: str, cell: str) -> str:
        found = self._codes[name].get(cell.casefold(), [])
        if len(found) == 1:
            return found[0]
        column = self._columns[name]
        if found:
            what = _("“%(cell)s” means more than one thing here.") % {"cell": cell[:60]}
            raise Unreadable(what, _("Write the code: %(codes)s.") % {"codes": ", ".join(found[:8])})
        few = ", ".join(choice.names[0] for choice in column.choices[:8])
        what = _("“%(cell)s” is no choice here.") % {"cell": cell[:60]}
        raise Unreadable(what, _("For example: %(few)s.") % {"few": few})


def _codes(column: TableColumn) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    is_row = isinstance(column.field, forms.ModelChoiceField)
    for choice in column.choices:
        # The number of a row of our database means nothing to a person, and may be the name of something else.
        names = {*(each.casefold() for each in choice.names), *([] if is_row else [choice.code.casefold()])}
        for name in names:
            found.setdefault(name, []).append(choice.code)
    for choice in column.choices:
        if not is_row:
            found[choice.code.casefold()] = [choice.code]
    return found


def _yes_or_no(field: forms.Field, cell: str) -> list[str]:
    word = cell.casefold()
    if word in YES:
        return ["true"] if isinstance(field, forms.NullBooleanField) else ["on"]
    if word in NO:
        return ["false"] if isinstance(field, forms.NullBooleanField) else []
    raise Unreadable(_("“%(cell)s” is neither yes nor no.") % {"cell": cell[:60]}, _("Write yes or no."))


def _day_last(cell: str) -> str:
    """26/09/2024 as 2024-09-26, the time behind it kept; what is no such date is left to the form."""
    found = _DAY_FIRST.fullmatch(cell)
    if found is None:
        return cell
    day, month, year, rest = found.groups()
    try:
        return date(int(year), int(month), int(day)).isoformat() + rest
    except ValueError:
        return cell
