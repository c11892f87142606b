"""Which pairs are looked at: everyone who shares one of these keys. Looking at all pairs is not possible (1.7 × 10^11).

A key shared by too many people (born on 1 January 1970 and called MUHAMMAD) is left to the narrower keys; how many
records that concerned is counted and told, never hidden.
"""

from dataclasses import dataclass

from saksama.rolls.columns import DataState

LARGEST_BLOCK = 250  # records; a block of n makes n(n-1)/2 pairs
NEIGHBOURS = 7  # records before and after in the file that may be of one household


@dataclass(frozen=True, slots=True)
class Block:
    """A key: records with equal values in all expressions are compared; NULL never equals."""

    name: str
    key: tuple[str, ...]


_YEAR, _DAY_OF_YEAR = "year(birthdate)", "left(birth_text, 4)"

_BY_NUMBERS = (
    Block("nik", ("nik",)),
    Block("nkk and first word", ("nkk", "first_key")),
    Block("nkk and birth date", ("nkk", "birthdate")),
)
_BY_DATE = (
    Block("birth date and first word", ("birthdate", "first_key")),
    Block("birth date and last word", ("birthdate", "last_key")),
    Block("birth date and village", ("birthdate", "village", "sex")),
    Block("birth date and birthplace", ("birthdate", "birthplace", "sex")),
    Block("name and birth year", ("name_key", _YEAR)),
    Block("name and day of the year", ("name_key", _DAY_OF_YEAR)),
    Block("name and village", ("name_key", "village")),
    Block("first word, birth year and village", ("first_key", _YEAR, "village", "sex")),
    Block("last word, birth year and village", ("last_key", _YEAR, "village", "sex")),
)
# Without a birth date a common name proves nothing: only where something else agrees is it worth a look.
_BY_AGE = (
    Block("name, age and birthplace", ("name_key", "age", "birthplace")),
    Block("name and village", ("name_key", "village")),
    Block("rare name", ("CASE WHEN key_count <= 40 THEN name_key END",)),
    Block("first word, age and village", ("first_key", "age", "village", "sex")),
    Block("last word, age and village", ("last_key", "age", "village", "sex")),
)


def blocks_for(state: DataState) -> tuple[Block, ...]:
    """The keys that a state of the data allows."""
    if state is DataState.AGE_ONLY:
        return _BY_AGE
    return _BY_NUMBERS + _BY_DATE if state is DataState.FULL else _BY_DATE


def _keyed(features: str, block: Block) -> str:
    known = " AND ".join(f"{expression} IS NOT NULL" for expression in block.key)
    return f'SELECT record, hash({", ".join(block.key)}) AS key FROM "{features}" WHERE {known}'


def block_within_query(features: str, block: Block) -> str:
    """SELECT left, right (left < right) of one block within one list, blocks over LARGEST_BLOCK left out."""
    return f"""
    WITH keyed AS ({_keyed(features, block)}),
    sizes AS (SELECT key FROM keyed GROUP BY key HAVING count(*) BETWEEN 2 AND {LARGEST_BLOCK}),
    used AS (SELECT keyed.* FROM keyed SEMI JOIN sizes USING (key))
    SELECT l.record AS "left", r.record AS "right"
    FROM used l JOIN used r ON l.key = r.key AND l.record < r.record
    """


def block_between_query(left_features: str, right_features: str, block: Block) -> str:
    """SELECT left, right of one block between two lists; blocks whose product exceeds LARGEST_BLOCK² are left out."""
    return f"""
    WITH ours AS ({_keyed(left_features, block)}), theirs AS ({_keyed(right_features, block)}),
    sizes AS (
      SELECT o.key FROM (SELECT key, count(*) AS n FROM ours GROUP BY key) o
      JOIN (SELECT key, count(*) AS n FROM theirs GROUP BY key) t ON o.key = t.key
      WHERE o.n * t.n <= {LARGEST_BLOCK * LARGEST_BLOCK}
    )
    SELECT l.record AS "left", r.record AS "right"
    FROM ours l SEMI JOIN sizes s ON l.key = s.key JOIN theirs r ON l.key = r.key
    """


def left_out_query(features: str, block: Block) -> str:
    """SELECT the number of records in blocks too large to look at."""
    return f"""
    WITH keyed AS ({_keyed(features, block)})
    SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM keyed GROUP BY key HAVING count(*) > {LARGEST_BLOCK})
    """
