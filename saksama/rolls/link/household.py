"""The household as evidence: people who move, move together.

If A and B look like one person and A's neighbour in the file also looks like B's neighbour, then a household stands in
the list twice, and both pairs are the more believable. And where one pair of a household is sure, its other members
are worth a look even if name and birth date are both misspelt.
"""

from saksama.rolls.link.blocks import NEIGHBOURS
from saksama.rolls.link.comparisons import BIRTH, NAME_MISTYPED, NAME_PART

_BIRTH_ALIKE = 5  # one of them on 1 January, or better
_AGE_ALIKE = 3
ALONE, IN_COMPANY = 1, 2
# A pair is likely enough to look at its household when its likeness by chance is below 2 to this power: about one pair
# in the whole list would be so alike by accident for every 30 that are.
LIKELY_BELOW = -22


def _looks_like_one(pair: str) -> str:
    return f"({pair}.name >= {NAME_MISTYPED} AND ({pair}.birth >= {_BIRTH_ALIKE} OR {pair}.birth = {_AGE_ALIKE}))"


def company_query(compared: str, sure: str | None = None) -> str:
    """SELECT left, right of the pairs that another pair of the same two households stands beside.

    `sure` names a table of pairs already known to be one person. Pairs are put in squares of NEIGHBOURS × NEIGHBOURS
    records; the other pair is in the same square or one beside it.
    """
    size = NEIGHBOURS + 1
    known = f' UNION ALL SELECT "left", "right" FROM "{sure}"' if sure else ""
    return f"""
    WITH others AS (SELECT "left", "right" FROM "{compared}" q WHERE stratum > 0 AND {_looks_like_one("q")}{known}),
    squares AS (
      SELECT "left", "right", "left" // {size} + i AS row_at, "right" // {size} + j AS column_at
      FROM others, range(-1, 2) a(i), range(-1, 2) b(j)
    )
    SELECT DISTINCT p."left", p."right"
    FROM "{compared}" p JOIN squares q
      ON p."left" // {size} = q.row_at AND p."right" // {size} = q.column_at
      AND p."left" <> q."left" AND p."right" <> q."right"
      AND abs(p."left" - q."left") <= {NEIGHBOURS} AND abs(p."right" - q."right") <= {NEIGHBOURS}
    WHERE p.stratum > 0
    """


def other_members_query(compared: str, left: str, right: str) -> str:
    """SELECT left, right: neighbours of both sides of a likely pair, of one sex, who share a word or a birth year."""
    around = f"range(-{NEIGHBOURS}, {NEIGHBOURS} + 1)"
    return f"""
    WITH likely AS (
      SELECT "left", "right" FROM "{compared}" q
      WHERE stratum > 0 AND name >= {NAME_PART} AND birth IN ({BIRTH.levels[0].number}, {_AGE_ALIKE})
        AND chance < {LIKELY_BELOW}
    ),
    ours AS (
      SELECT likely."right", l.record, l.sex, l.first_key, l.last_key, l.birth_text, year(l.birthdate) AS birth_year
      FROM (SELECT likely.*, "left" + i AS beside FROM likely, {around} a(i) WHERE i <> 0) likely
      JOIN "{left}" l ON l.record = beside
    )
    SELECT DISTINCT l.record AS "left", r.record AS "right"
    FROM (SELECT ours.*, "right" + j AS beside FROM ours, {around} b(j) WHERE j <> 0) l
    JOIN "{right}" r ON r.record = l.beside
    WHERE l.record <> r.record AND l.sex IS NOT DISTINCT FROM r.sex
      AND (l.first_key = r.first_key OR l.last_key = r.last_key
           OR l.birth_text = r.birth_text OR l.birth_year = year(r.birthdate))
    """
