"""Evidence in words: a template with {placeholders} becomes one SQL expression over the columns of a query."""

from collections.abc import Callable
from string import Formatter

_MISSING = "'-'"


def _date(column: str) -> str:
    text = f"CAST({column} AS VARCHAR)"
    return f"concat(substr({text}, 9, 2), '-', substr({text}, 6, 2), '-', substr({text}, 1, 4))"


def _percent(column: str) -> str:
    # Never 100 % of an estimate: nobody is called a duplicate for certain by a calculation.
    return f"concat(CAST(least(99, CAST(round(100 * {column}) AS INTEGER)) AS VARCHAR), '%')"


_FORMATS: dict[str, Callable[[str], str]] = {
    "": lambda column: f"CAST({column} AS VARCHAR)",
    "date": _date,
    "percent": _percent,
}


def names_in(template: str) -> tuple[str, ...]:
    """The columns a template speaks of, in order.

    >>> names_in("Lahir {birthdate:date}, umur {age}.")
    ('birthdate', 'age')
    """
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def sentence(template: str, table: str) -> str:
    """The template as a SQL expression over a table; a missing value reads "-". ValueError for an unknown format.

    Only concat, coalesce, CAST and substr are used, so that it runs on other engines as it is.
    """
    parts: list[str] = []
    for literal, name, form, _ in Formatter().parse(template):
        if literal:
            parts.append("'" + literal.replace("'", "''") + "'")
        if name:
            if form not in _FORMATS:
                raise ValueError(f"{{{name}:{form}}}: no such format")
            column = f'{table}."{name}"'
            parts.append(f"CASE WHEN {column} IS NULL THEN {_MISSING} ELSE {_FORMATS[form or ''](column)} END")
    return f"concat({', '.join(parts)})" if parts else "''"
