"""Which pairs are looked at: everyone who shares one of these keys. Looking at all pairs is not possible (1.7 × 10^11).

A key shared by too many people (born on 1 January 1970 and called MUHAMMAD) is left to the narrower keys; how many
records that concerned is counted and told, never hidden.

Most pairs that share a key cannot be one person all the same: born on one day in one town, but with names of other
letters; of one name and year, but of dates that no slip turns into one another. Such pairs, which grow with the square
of the list, are dropped where they are made (MAY_BE_ONE_NAME, MAY_BE_ONE_BIRTH), before anything is compared. People
who stand near one another in the file are kept: how alike those of one household are is learnt from all of them.

A province is ten regencies, and a hundred times the pairs of one. Within each regency the same pairs are looked at as
if its list were alone, so that their number grows with the list and nothing is lost that a regency's own audit finds.
Of pairs of two regencies, few of whom are one person among very many, only those can be believed in which nearly
everything agrees: they have keys of their own, and name and birth must be one but for a slip (ACROSS).
"""

from dataclasses import dataclass

from saksama.rolls.columns import DataState
from saksama.rolls.link.comparisons import BIRTH, BIRTH_A_SLIP_APART, NAME, NAME_SHARES_A_WORD

LARGEST_BLOCK = 250  # records; a block of n makes n(n-1)/2 pairs
NEIGHBOURS = 7  # records before and after in the file that may be of one household


# What a name's levels ask at the least (comparisons.py): the same letters but for two slips, or a shorter form's.
MAY_BE_ONE_NAME = (
    "(l.letters IS NULL OR r.letters IS NULL OR bit_count(xor(l.letters, r.letters)) <= 4"
    " OR (l.letters & r.letters) IN (l.letters, r.letters) OR l.has_initial OR r.has_initial)"
)
# The same of dates: one day, one digit or day and month apart, or one of them a 1 January of that year.
MAY_BE_ONE_BIRTH = (
    "(hamming(l.birth_text, r.birth_text) <= 1"
    " OR (l.birth_text[5:] = r.birth_text[5:] AND (l.birth_text[:2] = r.birth_text[3:4]"
    " AND l.birth_text[3:4] = r.birth_text[:2] OR l.birth_text[:4] = '0101' OR r.birth_text[:4] = '0101')))"
)
_ASKED = "letters, first_is_initial OR last_is_initial AS has_initial, birth_text"
# Of pairs of two regencies the ladders of comparisons.py are asked at once, with all they need.
IS_ONE_NAME = f"{NAME.sql()} > {NAME_SHARES_A_WORD}"
IS_ONE_BIRTH = f"{BIRTH.sql()} >= {BIRTH_A_SLIP_APART}"
_ASKED_ACROSS = (
    "name_standard, name_key, first_key, last_key, name_sound, name_starts, name_ends, first_initial, last_initial,"
    " first_is_initial, last_is_initial, word_count, rarest_word, letters, birthdate, birth_text, age"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A key: records with equal values in all expressions are compared; NULL never equals.

    `alike` are conditions on a pair l, r without which it cannot be one person; `largest` is the number of records from
    which on a key tells too little.
    """

    name: str
    key: tuple[str, ...]
    alike: tuple[str, ...] = ()
    largest: int = LARGEST_BLOCK


_YEAR, _DAY_OF_YEAR = "year(birthdate)", "left(birth_text, 4)"
_NAME, _BIRTH = (MAY_BE_ONE_NAME,), (MAY_BE_ONE_BIRTH,)

_BY_NUMBERS = (
    Block("nik", ("nik",)),
    Block("nkk and first word", ("nkk", "first_key")),
    Block("nkk and birth date", ("nkk", "birthdate")),
)
_BY_DATE = (
    Block("birth date and first word", ("birthdate", "first_key"), _NAME),
    Block("birth date and last word", ("birthdate", "last_key"), _NAME),
    Block("birth date and village", ("birthdate", "village", "sex"), _NAME),
    Block("birth date and birthplace", ("birthdate", "birthplace", "sex"), _NAME),
    Block("name and birth year", ("name_key", _YEAR), _BIRTH),
    Block("name and day of the year", ("name_key", _DAY_OF_YEAR), _BIRTH),
    Block("name and village", ("name_key", "village")),
    Block("first word, birth year and village", ("first_key", _YEAR, "village", "sex"), _NAME + _BIRTH),
    Block("last word, birth year and village", ("last_key", _YEAR, "village", "sex"), _NAME + _BIRTH),
)
# Without a birth date a common name proves nothing: only where something else agrees is it worth a look.
_BY_AGE = (
    Block("name, age and birthplace", ("name_key", "age", "birthplace")),
    Block("name and village", ("name_key", "village")),
    Block("rare name", ("rare_key",)),
    Block("first word, age and village", ("first_key", "age", "village", "sex"), _NAME),
    Block("last word, age and village", ("last_key", "age", "village", "sex"), _NAME),
)


_ACROSS_BY_DATE = (
    Block("birth date and name", ("birthdate", "name_key")),
    Block("birth date and birthplace", ("birthdate", "birthplace", "sex"), (IS_ONE_NAME,)),
    Block("birth date, birthplace and first word", ("birthdate", "birthplace", "first_key"), (IS_ONE_NAME,)),
    Block("name, birth year and birthplace", ("name_key", _YEAR, "birthplace"), (IS_ONE_BIRTH,)),
    Block("name, day of the year and birthplace", ("name_key", _DAY_OF_YEAR, "birthplace"), (IS_ONE_BIRTH,)),
)
_ACROSS_BY_AGE = (Block("name, age and birthplace", ("name_key", "age", "birthplace", "sex"), largest=40),)


def blocks_for(state: DataState) -> tuple[Block, ...]:
    """The keys that a state of the data allows: within a regency, and between two lists."""
    return _allowed(state, _BY_DATE, _BY_AGE)


def blocks_across(state: DataState) -> tuple[Block, ...]:
    """The keys for pairs of two regencies of one list."""
    return _allowed(state, _ACROSS_BY_DATE, _ACROSS_BY_AGE)


def _allowed(state: DataState, by_date: tuple[Block, ...], by_age: tuple[Block, ...]) -> tuple[Block, ...]:
    if state is DataState.AGE_ONLY:
        return by_age
    return _BY_NUMBERS + by_date if state is DataState.FULL else by_date


def _keyed(features: str, block: Block, *, asked: str = "", area: str = "") -> str:
    known = " AND ".join(f"{expression} IS NOT NULL" for expression in block.key)
    key = ", ".join((*([area] if area else []), *block.key))
    return f'SELECT record, hash({key}) AS key{asked and f", {asked}"} FROM "{features}" WHERE {known}'


_REGENCY = "coalesce(regency, 0)"


def block_within_query(features: str, block: Block) -> str:
    """SELECT left, right (left < right) of one block within each regency of a list, too large blocks left out."""
    alike = f" AND (r.record - l.record <= {NEIGHBOURS} OR {' AND '.join(block.alike)})" if block.alike else ""
    return f"""
    WITH keyed AS ({_keyed(features, block, asked=_ASKED if block.alike else "", area=_REGENCY)}),
    sizes AS (SELECT key FROM keyed GROUP BY key HAVING count(*) BETWEEN 2 AND {block.largest}),
    used AS (SELECT keyed.* FROM keyed SEMI JOIN sizes USING (key))
    SELECT l.record AS "left", r.record AS "right"
    FROM used l JOIN used r ON l.key = r.key AND l.record < r.record{alike}
    """


def block_across_query(features: str, block: Block) -> str:
    """SELECT left, right (left < right) of one block, the two of different regencies, too large blocks left out."""
    alike = "".join(f" AND {condition}" for condition in block.alike)
    asked = f"regency, {_ASKED_ACROSS}" if block.alike else "regency"
    return f"""
    WITH keyed AS ({_keyed(features, block, asked=asked)}),
    sizes AS (
      SELECT key FROM keyed GROUP BY key
      HAVING count(*) <= {block.largest} AND min(regency) <> max(regency)
    ),
    used AS (SELECT keyed.* FROM keyed SEMI JOIN sizes USING (key))
    SELECT l.record AS "left", r.record AS "right"
    FROM used l JOIN used r ON l.key = r.key AND l.record < r.record AND l.regency <> r.regency{alike}
    """


def block_between_query(left_features: str, right_features: str, block: Block) -> str:
    """SELECT left, right of one block between two lists; blocks whose product exceeds its largest² are left out.

    Unlikely pairs stay: what lists have in common is mostly known beforehand (matches.py), so they are few, and people
    taken for vanished are the worse error.
    """
    return f"""
    WITH ours AS ({_keyed(left_features, block)}), theirs AS ({_keyed(right_features, block)}),
    sizes AS (
      SELECT o.key FROM (SELECT key, count(*) AS n FROM ours GROUP BY key) o
      JOIN (SELECT key, count(*) AS n FROM theirs GROUP BY key) t ON o.key = t.key
      WHERE o.n * t.n <= {block.largest * block.largest}
    )
    SELECT l.record AS "left", r.record AS "right"
    FROM ours l SEMI JOIN sizes s ON l.key = s.key JOIN theirs r ON l.key = r.key
    """


def left_out_query(features: str, state: DataState, *, several: bool) -> str:
    """SELECT the number of records with a key that too many share: their pairs are sought by their other keys only."""
    within = [(block, _REGENCY, "") for block in blocks_for(state)]
    across = [(block, "", " AND min(regency) <> max(regency)") for block in blocks_across(state)] if several else []
    crowded = " UNION ".join(
        f"""SELECT record FROM ({_keyed(features, block, area=area)}) SEMI JOIN
        (SELECT key FROM ({_keyed(features, block, asked="regency", area=area)}) GROUP BY key
        HAVING count(*) > {block.largest}{of_two}) USING (key)"""
        for block, area, of_two in (*within, *across)
    )
    return f"SELECT count(*) FROM ({crowded})"
