"""The household as evidence: people who move, move together.

If A and B are probably one person and A's neighbour in the file also looks like B's neighbour, then a household stands
in the list twice, and that pair is the more believable too. Where one pair of a household is probable, its other
members are worth a look even if name and birth date are both misspelt.

Which pairs are probable is asked of the model itself, in a first round without households: a crowd of namesakes born in
one year would otherwise vouch for each other.
"""

from saksama.rolls.link.blocks import NEIGHBOURS

ALONE, IN_COMPANY = 1, 2
# Probability from which a pair counts as company of another: low, for two doubtful pairs of the same two households are
# hardly an accident. How much company proves is learnt (model.py).
PROBABLE = 0.1


def company_query(compared: str, probable: str, sure: str | None = None) -> str:
    """SELECT left, right of the pairs that another pair of the same two households stands beside.

    `probable` names a table of pairs that are probably one person, `sure` one of pairs already known to be. Pairs are
    put in squares of NEIGHBOURS × NEIGHBOURS records; the other pair is in the same square or one beside it.
    """
    size = NEIGHBOURS + 1
    known = f' UNION ALL SELECT "left", "right" FROM "{sure}"' if sure else ""
    return f"""
    WITH others AS (SELECT "left", "right" FROM "{probable}"{known}),
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


def other_members_query(probable: str, left: str, right: str) -> str:
    """SELECT left, right: neighbours of both sides of a probable pair, of one sex, who share a word or a birth year."""
    around = f"range(-{NEIGHBOURS}, {NEIGHBOURS} + 1)"
    return f"""
    WITH ours AS (
      SELECT near."right", l.record, l.sex, l.first_key, l.last_key, l.birth_text, l.age,
        year(l.birthdate) AS birth_year
      FROM (SELECT p.*, "left" + i AS beside FROM "{probable}" p, {around} a(i) WHERE i <> 0) near
      JOIN "{left}" l ON l.record = beside
    )
    SELECT DISTINCT l.record AS "left", r.record AS "right"
    FROM (SELECT ours.*, "right" + j AS beside FROM ours, {around} b(j) WHERE j <> 0) l
    JOIN "{right}" r ON r.record = l.beside
    WHERE l.record <> r.record AND l.sex IS NOT DISTINCT FROM r.sex
      AND (l.first_key = r.first_key OR l.last_key = r.last_key
           OR l.birth_text = r.birth_text OR l.birth_year = year(r.birthdate)
           OR (l.birth_text IS NULL OR r.birth_text IS NULL) AND l.age = r.age)
    """
