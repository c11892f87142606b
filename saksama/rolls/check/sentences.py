"""Evidence in words: a template with {placeholders} becomes one SQL expression over the columns of a query."""

from collections.abc import Callable
from string import Formatter

from saksama.language import Language

# As each language writes 54282 and 1240.5: 54.282 and 1.240,5; 54,282 and 1,240.5.
_THOUSANDS: dict[Language, str] = {"id": ".", "en": ","}
_DECIMALS: dict[Language, str] = {"id": ",", "en": "."}
_MISSING = "'-'"


def _date(column: str) -> str:
    text = f"CAST({column} AS VARCHAR)"
    return f"concat(substr({text}, 9, 2), '-', substr({text}, 6, 2), '-', substr({text}, 1, 4))"


def _count(column: str, language: Language) -> str:
    """Below a thousand million; there is no list of so many voters."""
    return _grouped(f"CAST(CAST({column} AS BIGINT) AS VARCHAR)", language)


def _mean(column: str, language: Language) -> str:
    """A DECIMAL of one place after the comma."""
    text = f"CAST({column} AS VARCHAR)"
    whole = _grouped(f"substr({text}, 1, length({text}) - 2)", language)
    return f"concat({whole}, '{_DECIMALS[language]}', substr({text}, length({text}), 1))"


def _grouped(text: str, language: Language) -> str:
    """The digits of a whole number with its thousands apart; a minus stays before them."""
    digits = f"replace({text}, '-', '')"
    sign = f"CASE WHEN substr({text}, 1, 1) = '-' THEN '-' ELSE '' END"
    length, mark = f"length({digits})", _THOUSANDS[language]
    last, middle = f"substr({digits}, {length} - 2, 3)", f"substr({digits}, {length} - 5, 3)"
    return (
        f"concat({sign}, CASE WHEN {length} > 6 THEN concat(substr({digits}, 1, {length} - 6), '{mark}', {middle}, "
        f"'{mark}', {last}) WHEN {length} > 3 THEN concat(substr({digits}, 1, {length} - 3), '{mark}', {last}) "
        f"ELSE {digits} END)"
    )


def _percent(column: str) -> str:
    # Never 100 % of an estimate: nobody is called a duplicate for certain by a calculation.
    return f"concat(CAST(least(99, CAST(round(100 * {column}) AS INTEGER)) AS VARCHAR), '%')"


_FORMATS: dict[str, Callable[[str, Language], str]] = {
    "": lambda column, language: f"CAST({column} AS VARCHAR)",
    "count": _count,
    "date": lambda column, language: _date(column),
    "mean": _mean,
    "percent": lambda column, language: _percent(column),
}


def names_in(template: str) -> tuple[str, ...]:
    """The columns a template speaks of, in order.

    >>> names_in("Lahir {birthdate:date}, umur {age}.")
    ('birthdate', 'age')
    """
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def sentence(template: str, table: str, language: Language) -> str:
    """The template as a SQL expression over a table; a missing value reads "-". ValueError for an unknown format.

    Only concat, CASE, CAST, length, replace and substr are used, so that it runs on other engines as it is.
    """
    parts: list[str] = []
    for literal, name, form, _ in Formatter().parse(template):
        if literal:
            parts.append("'" + literal.replace("'", "''") + "'")
        if name:
            if form not in _FORMATS:
                raise ValueError(f"{{{name}:{form}}}: no such format")
            column = f'{table}."{name}"'
            parts.append(
                f"CASE WHEN {column} IS NULL THEN {_MISSING} ELSE {_FORMATS[form or ''](column, language)} END"
            )
    return f"concat({', '.join(parts)})" if parts else "''"
