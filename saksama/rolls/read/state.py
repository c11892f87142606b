"""Which of the four states of the data a roll is in (DOMAIN 2.4)."""

from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine

# A number counts as shown when at least half of the rows have it: some voters have none in every list.
ENOUGH = 0.5


def data_state(engine: Engine, table: str) -> DataState:
    """By what most rows show: whole numbers, masked ones, a birth date, or only an age."""
    rows, whole, masked, dates, ages = engine.rows(
        f"""SELECT count(*), count(*) FILTER (WHERE regexp_full_match(coalesce(nik, nkk), '\\d{{16}}')),
                   count(*) FILTER (WHERE is_masked(coalesce(nik, nkk))), count(birthdate), count(age)
            FROM "{table}" WHERE reason IS NULL"""
    )[0]
    if rows and whole + masked >= ENOUGH * rows:
        return DataState.FULL if whole >= masked else DataState.MASKED
    return DataState.AGE_ONLY if ages > dates else DataState.NO_NUMBERS
