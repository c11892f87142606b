"""In which order findings stand, and which one comes before and after another in it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.rolls.models import Finding
from saksama.office.rolls.models.finding import FindingQuerySet

GRAVEST, PLACE, LIKELIEST = "", "place", "probability"
SORTS: dict[str, str | Promise] = {
    GRAVEST: _("Gravest first"),
    PLACE: _("By place"),
    LIKELIEST: _("Likeliest first"),
}
# Columns of each order; all of them ascending, and the last one tells any two findings apart.
_COLUMNS = {
    GRAVEST: ("severity", "region", "id"),
    PLACE: ("region", "severity", "id"),
    LIKELIEST: ("unlikely", "id"),
}


@dataclass(frozen=True)
class Neighbours:
    """The findings before and after one, in the list one came from; None at its ends."""

    before: int | None
    after: int | None


def ordered(rows: FindingQuerySet, sort: str) -> FindingQuerySet:
    """The rows in one of SORTS."""
    return rows.order_by(*_COLUMNS[sort])


def neighbours(rows: FindingQuerySet, sort: str, found: Finding) -> Neighbours:
    """Two queries, each of a row."""
    columns = _COLUMNS[sort]
    values = {column: getattr(found, column) for column in columns}
    after = rows.filter(_beyond(values, "gt")).order_by(*columns).values_list("pk", flat=True).first()
    backwards = [f"-{column}" for column in columns]
    before = rows.filter(_beyond(values, "lt")).order_by(*backwards).values_list("pk", flat=True).first()
    return Neighbours(before, after)


def _beyond(values: dict[str, Any], way: str) -> Q:
    """Row comparison (a, b, c) > (x, y, z), written so that the index on the first column is used."""
    columns = list(values)
    condition = Q()
    for depth, column in enumerate(columns):
        same = Q(**{each: values[each] for each in columns[:depth]})
        condition |= same & Q(**{f"{column}__{way}": values[column]})
    return Q(**{f"{columns[0]}__{way}e": values[columns[0]]}) & condition
