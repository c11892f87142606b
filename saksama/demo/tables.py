"""A table in memory: columns of one length. Text columns are object arrays, days are counted from 1970-01-01."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Table = dict[str, Array]


def rows(table: Table) -> int:
    """How many rows the table has."""
    return len(next(iter(table.values())))


def take(table: Table, index: Array) -> Table:
    """The rows at `index`, in that order."""
    return {name: column[index] for name, column in table.items()}


def append(first: Table, second: Table) -> Table:
    """The rows of both; both have the same columns."""
    return {name: np.concatenate([column, second[name]]) for name, column in first.items()}


def texts(value: str | None, length: int) -> Array:
    """A column of `length` equal texts."""
    column = np.empty(length, dtype=object)
    column[:] = value
    return column


def pick(rng: np.random.Generator, pool: Array, number: int) -> Array:
    """At most `number` different positions where the boolean array `pool` is true, in random order."""
    candidates = np.flatnonzero(pool)
    return rng.choice(candidates, size=min(number, len(candidates)), replace=False)


def day(year: int, month: int, of_month: int) -> int:
    """The day as a count from 1970-01-01."""
    return date(year, month, of_month).toordinal() - date(1970, 1, 1).toordinal()


def year_month_day(days: Array) -> tuple[Array, Array, Array]:
    """Year, month and day of the month of each count of days."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return year, months.astype(np.int64) % 12 + 1, (dates - months).astype(np.int64) + 1


def days_of(year: Array, month: Array, of_month: Array) -> Array:
    """The count of days of each date; the day must exist."""
    months = (year - 1970) * 12 + month - 1
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + of_month - 1


VOTING_DAY = day(2024, 11, 27)
