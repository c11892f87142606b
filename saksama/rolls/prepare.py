"""Columns derived once from a roll, for the rules and the linkage."""

from datetime import date, timedelta

from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine
from saksama.rolls.link.features import forget_features
from saksama.rolls.link.names import NAME_COLUMNS, make_names

# Columns that `prepare` adds to ROLL_COLUMNS.
DERIVED_COLUMNS: dict[str, str] = {
    "nik_known": "VARCHAR",  # where it is whole; NULL where masked, malformed or missing: unknown, not different
    "nkk_known": "VARCHAR",
    "age_on_voting_day": "INTEGER",  # whole years; where there is no birth date, the age the list gives
    **NAME_COLUMNS,
}
# A column counts as shown when it is filled in one row of twenty at least.
SHOWN_FROM = 1 / 20

# A number is whole when it has 16 digits and can be one: no province begins with 0, and a row of nines is a filler.
_WHOLE_NUMBER = "^[1-9][0-9]{15}$"
_FILLER = "9999999999999999"


def prepare(engine: Engine, name: str, voting_day: date) -> None:
    """Adds DERIVED_COLUMNS to the table `name` of ROLL_COLUMNS; again and again with the same result."""
    derived = DERIVED_COLUMNS.keys() & set(engine.columns(name))
    without = f" EXCLUDE ({', '.join(sorted(derived))})" if derived else ""
    make_names(engine, name, "_names")
    engine.table(
        name,
        f"""SELECT r.*{without},
            {known_number("r.nik")} AS nik_known,
            {known_number("r.nkk")} AS nkk_known,
            CAST(coalesce({whole_years("r.birthdate", voting_day)}, r.age) AS INTEGER) AS age_on_voting_day,
            {", ".join(f"n.{column}" for column in NAME_COLUMNS)}
        FROM "{name}" r LEFT JOIN _names n ON n.name = r.name""",
    )
    engine.run("DROP TABLE _names")
    forget_features(engine, name)


def state_of(engine: Engine, name: str) -> DataState:
    """How much of a person the prepared table `name` shows."""
    rows, nik, nik_shown, birthdate = engine.rows(
        f'SELECT count(*), count(nik_known), count(nik), count(birthdate) FROM "{name}"'
    )[0]
    enough = max(rows, 1) * SHOWN_FROM
    if nik >= enough:
        return DataState.FULL
    if birthdate < enough:
        return DataState.AGE_ONLY
    return DataState.MASKED if nik_shown >= enough else DataState.NO_NUMBERS


def known_number(column: str) -> str:
    """SQL: the number of a column where it is whole, else NULL."""
    return f"CASE WHEN regexp_matches({column}, '{_WHOLE_NUMBER}') AND {column} <> '{_FILLER}' THEN {column} END"


def whole_years(birthdate: str, day: date) -> str:
    """SQL: the age in whole years on a day.

    The same as counting the years n for which `birthdate + interval n year <= day`: who is born on 29 February
    has a birthday on 28 February of other years. date_diff('year') is not that: it counts New Year's Eves.
    """
    month_and_day = day.month * 100 + day.day
    if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
        month_and_day = 229
    return (
        f"({day.year} - year({birthdate}) - CASE WHEN month({birthdate}) * 100 + day({birthdate}) > {month_and_day} "
        f"THEN 1 ELSE 0 END)"
    )
