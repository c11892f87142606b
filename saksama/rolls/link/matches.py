"""The same person in two lists: two versions of the roll, or the roll and a register (deaths, DPK, police and army)."""

from collections.abc import Iterable

from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link.comparisons import COMPARISONS, NAME_SAME, RT_SAME, VILLAGE_SAME
from saksama.rolls.link.features import features_of, forget_features, frequencies_of
from saksama.rolls.link.household import ALONE
from saksama.rolls.link.link import Linkage, link
from saksama.rolls.link.pairs import AGE_SAME, BIRTH_SAME, VILLAGE
from saksama.rolls.link.reasons import reasons_sql

MATCH_THRESHOLD = 0.5
# Nothing but the two of them, in both lists, has all of this: probability of exact matches, less than certainty.
EXACT_PROBABILITY = 0.999
_EXACT_KEY = {
    "name_standard": "name_standard",
    "born": "coalesce(birth_text, age::VARCHAR)",
    "sex": "sex",
    "village": "village",
    "rt": "coalesce(rt, '')",
    "address": "coalesce(address, 0)",
}
_ORDER = (DataState.FULL, DataState.MASKED, DataState.NO_NUMBERS, DataState.AGE_ONLY)


def poorer(one: DataState, other: DataState) -> DataState:
    """The state of the data that a comparison of two lists has to live with."""
    return max(one, other, key=_ORDER.index)


def match_lists(
    engine: Engine,
    left: str,
    right: str,
    *,
    state: DataState,
    into: str,
    at_least: float = MATCH_THRESHOLD,
    progress: Progress = no_progress,
) -> Linkage:
    """Makes the table `into`: for each record of the prepared table `left` at most one of `right`, and the reverse.

    Columns: left, right (records), probability, reasons_id, reasons_en. Pairs under `at_least` are left out; it is
    never lower than link.LEAST_PROBABILITY.
    """
    ours, theirs = features_of(engine, left), features_of(engine, right)
    engine.table("_exact", _exact_query(ours, theirs))
    engine.table("_left_rest", f'SELECT * FROM "{ours}" ANTI JOIN _exact ON _exact."left" = record')
    engine.table("_right_rest", f'SELECT * FROM "{theirs}" ANTI JOIN _exact ON _exact."right" = record')
    linkage = link(
        engine,
        "_left_rest",
        "_right_rest",
        "_linked",
        state=state,
        frequencies=frequencies_of(engine, right, within=False),
        sure="_exact",
        progress=progress,
    )
    pairs = engine.rows('SELECT "left", "right", probability FROM _linked WHERE probability >= ?', [at_least])
    chosen = one_to_one(pairs)
    engine.table(
        "_chosen",
        'SELECT unnest(CAST(? AS BIGINT[])) AS "left", unnest(CAST(? AS BIGINT[])) AS "right"',
        [[left for left, _ in chosen], [right for _, right in chosen]],
    )
    engine.table(into, _matches_query(ours))
    for table in ("_exact", "_left_rest", "_right_rest", "_linked", "_chosen"):
        engine.run(f'DROP TABLE "{table}"')
    forget_features(engine, left)
    return linkage


def one_to_one(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The surest pair first, then the surest among those left; ties by record number, whatever the order given."""
    left_taken: set[int] = set()
    right_taken: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for left, right, _ in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if left not in left_taken and right not in right_taken:
            left_taken.add(left)
            right_taken.add(right)
            chosen.append((left, right))
    return chosen


def _exact_query(ours: str, theirs: str) -> str:
    keys = ", ".join(f"{expression} AS {name}" for name, expression in _EXACT_KEY.items())
    names = ", ".join(_EXACT_KEY)
    known = " AND ".join(f"{name} IS NOT NULL" for name in _EXACT_KEY)

    def only_one(table: str) -> str:
        return (
            f'SELECT min(record) AS record, {names} FROM (SELECT record, {keys} FROM "{table}") WHERE {known}'
            f" GROUP BY {names} HAVING count(*) = 1"
        )

    return f"""
    SELECT l.record AS "left", r.record AS "right"
    FROM ({only_one(ours)}) l JOIN ({only_one(theirs)}) r USING ({names})
    """


def _matches_query(ours: str) -> str:
    birth = f"CASE WHEN birth_text IS NULL THEN {AGE_SAME} ELSE {BIRTH_SAME} END"
    same = {"name": NAME_SAME, "birth": birth, "sex": 2, "birthplace": 0, "marital": 0, "nik": 0, "nkk": 0}
    levels = ", ".join(f"{same[comparison.name]} AS {comparison.name}" for comparison in COMPARISONS)
    names = ", ".join(comparison.name for comparison in COMPARISONS)
    return f"""
    WITH paired AS (
      SELECT "left", "right", {EXACT_PROBABILITY} AS probability, {VILLAGE} AS stratum, {ALONE} AS company,
        {levels}, CASE WHEN rt IS NULL THEN {VILLAGE_SAME} ELSE {RT_SAME} END AS place
      FROM _exact JOIN "{ours}" ON record = "left"
      UNION ALL
      SELECT "left", "right", probability, stratum, company, {names}, place
      FROM _linked JOIN _chosen USING ("left", "right")
    )
    SELECT p."left", p."right", p.probability, {reasons_sql("id", within=False)} AS reasons_id,
      {reasons_sql("en", within=False)} AS reasons_en
    FROM paired p
    """
