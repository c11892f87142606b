"""How many threats a week, by kind."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format

from saksama.office.chart import ChartFigure, column_chart
from saksama.office.threats.models import Kind

WEEKS = 12


def trend(rows: Any, until: date) -> ChartFigure | None:
    """Columns of the last twelve weeks up to the day; one query."""
    first = until - timedelta(days=until.weekday(), weeks=WEEKS - 1)
    counts: dict[tuple[int, str], int] = {}
    days = rows.filter(day__range=(first, until)).order_by().values_list("day", "kind").annotate(number=Count("pk"))
    for day, kind, number in days:
        week = (day - first).days // 7
        counts[week, kind] = counts.get((week, kind), 0) + number
    labels = [date_format(first + timedelta(weeks=week), "j M") for week in range(WEEKS)]
    return column_chart(labels, [(k.label, [counts.get((w, k.value), 0) for w in range(WEEKS)]) for k in Kind])
