"""The linkage from features to pairs with probability: candidates → levels → household → model → pairs.

Its two uses are duplicates.py (within one list) and matches.py (between two).
"""

from dataclasses import dataclass

import numpy as np

from saksama.language import Text
from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link.blocks import (
    block_across_query,
    block_between_query,
    block_within_query,
    blocks_across,
    blocks_for,
    left_out_query,
)
from saksama.rolls.link.draws import Sizes, drawn_query, in_village_query, outside_query
from saksama.rolls.link.features import has_several_regencies
from saksama.rolls.link.household import ALONE, IN_COMPANY, PROBABLE, company_query, other_members_query
from saksama.rolls.link.model import FIELDS, LEVELS, STRATA, Chance, Floats, Model, Patterns, chance_from_counts, fit
from saksama.rolls.link.pairs import HOME, compared_query, levelled_query

LEAST_PROBABILITY = 0.05  # pairs below are not kept
_FIELD_NAMES = [field.name for field in FIELDS]


@dataclass(frozen=True, slots=True)
class Linkage:
    """What a linkage met: the state of the data, pairs looked at and kept, the model.

    `records_left_out` have a key that too many share, so that their pairs are sought by their other keys only; within
    one list.
    """

    state: DataState
    candidates: int
    kept: int
    records_left_out: int
    model: Model


def link(
    engine: Engine,
    left: str,
    right: str,
    into: str,
    *,
    state: DataState,
    frequencies: str,
    sure: str | None = None,
    progress: Progress = no_progress,
) -> Linkage:
    """Links the feature tables `left` and `right` (the same name: within one list) and makes the table `into`.

    `frequencies` is the table of frequencies_query over the whole right list; `sure` a table of pairs already known.
    Columns of `into`: left, right (records; within one list left < right), probability (0..1, at least
    LEAST_PROBABILITY), stratum, company, and the level of each comparison.
    """
    within = left == right
    steps = 5
    doing = Text("Mencari pasangan data yang mirip", "Linking records")
    progress(doing, 0, steps)
    _make_candidates(engine, left, right, state, within)
    progress(doing, 1, steps)
    engine.table("_compared", compared_query("_candidates", left, right, frequencies, within=within))
    progress(doing, 2, steps)
    chance = _count_chance(engine, left, right, within)
    people = engine.value(f'SELECT count(*) FROM "{left}"')
    progress(doing, 3, steps)
    # Once without households, to know which pairs may vouch for the others of theirs; then with them.
    engine.run('CREATE OR REPLACE TABLE "_company" ("left" BIGINT, "right" BIGINT)')
    model, probability = _fit(engine, chance, people)
    _keep_pairs(engine, probability, "_probable", PROBABLE)
    engine.run('DELETE FROM "_probable" WHERE stratum = 0')
    _add_other_members(engine, left, right, frequencies, within)
    engine.table("_company", company_query("_compared", "_probable", sure))
    progress(doing, 4, steps)
    model, probability = _fit(engine, chance, people)
    _keep_pairs(engine, probability, into, LEAST_PROBABILITY)
    progress(doing, 5, steps)
    result = Linkage(
        state,
        candidates=engine.value('SELECT count(*) FROM "_compared"'),
        kept=engine.value(f'SELECT count(*) FROM "{into}"'),
        records_left_out=_count_left_out(engine, right, state) if within else 0,
        model=model,
    )
    for table in ("_candidates", "_compared", "_probable", "_company", "_patterns", "_patterned"):
        engine.run(f'DROP TABLE IF EXISTS "{table}"')
    return result


def _make_candidates(engine: Engine, left: str, right: str, state: DataState, within: bool) -> None:
    if within:
        queries = [block_within_query(right, block) for block in blocks_for(state)]
        if has_several_regencies(engine, right):
            queries += [block_across_query(right, block) for block in blocks_across(state)]
    else:
        queries = [block_between_query(left, right, block) for block in blocks_for(state)]
    # One block after the other: all at once they would hold their tables in memory together.
    engine.run('CREATE OR REPLACE TABLE "_blocked" ("left" BIGINT, "right" BIGINT)')
    with engine.timed("_blocked"):
        for query in queries:
            engine.run(f'INSERT INTO "_blocked" {query}')
    engine.table("_candidates", 'SELECT DISTINCT "left", "right" FROM "_blocked"')
    engine.run('DROP TABLE "_blocked"')


def _count_left_out(engine: Engine, features: str, state: DataState) -> int:
    with engine.timed("_left_out"):
        several = has_several_regencies(engine, features)
        return int(engine.value(left_out_query(features, state, several=several)))


def _add_other_members(engine: Engine, left: str, right: str, frequencies: str, within: bool) -> None:
    pairs = other_members_query("_probable", left, right)
    if within:
        pairs = f'SELECT DISTINCT least("left", "right") AS "left", greatest("left", "right") AS "right" FROM ({pairs})'
    engine.table("_members", f'({pairs}) EXCEPT SELECT "left", "right" FROM "_candidates"')
    with engine.timed("_compared"):
        engine.run(f'INSERT INTO "_compared" {compared_query("_members", left, right, frequencies, within=within)}')
    engine.run('DROP TABLE "_members"')


def _fit(engine: Engine, chance: Chance, people: int) -> tuple[Model, Floats]:
    """The model of the pairs as they stand, and the probability of each of `_patterns`."""
    _make_patterns(engine)
    patterns = _fetch_patterns(engine)
    with engine.timed("em"):
        return fit(patterns, chance, people)


def _make_patterns(engine: Engine) -> None:
    fields = ", ".join(_FIELD_NAMES)
    engine.table(
        "_patterned",
        f"""
        SELECT p.*, (CASE WHEN c."left" IS NULL THEN {ALONE} ELSE {IN_COMPANY} END)::TINYINT AS company,
          (round(2 * chance) / 2)::FLOAT AS chance_step
        FROM "_compared" p LEFT JOIN "_company" c ON c."left" = p."left" AND c."right" = p."right"
        """,
    )
    engine.table(
        "_patterns",
        f"""
        SELECT row_number() OVER (ORDER BY stratum, {fields}, company, chance_step) - 1 AS pattern, * FROM (
          SELECT stratum, {fields}, company, chance_step, count(*) AS pairs
          FROM "_patterned" GROUP BY ALL
        )
        """,
    )


def _fetch_patterns(engine: Engine) -> Patterns:
    fetched = engine.connection.execute(
        f'SELECT stratum, {", ".join(_FIELD_NAMES)}, company, chance_step, pairs FROM "_patterns" ORDER BY pattern'
    ).fetchnumpy()
    return Patterns(
        stratum=np.asarray(fetched["stratum"], dtype=np.int64),
        levels=np.column_stack([np.asarray(fetched[name], dtype=np.int64) for name in _FIELD_NAMES]),
        company=np.asarray(fetched["company"], dtype=np.int64),
        chance=np.asarray(fetched["chance_step"], dtype=np.float64),
        pairs=np.asarray(fetched["pairs"], dtype=np.float64),
    )


def _count_chance(engine: Engine, left: str, right: str, within: bool) -> Chance:
    sizes = Sizes(
        left=engine.value(f'SELECT count(*) FROM "{left}"'),
        right=engine.value(f'SELECT count(*) FROM "{right}"'),
        in_village=int(engine.value(in_village_query(left, right))),
        outside=int(engine.value(outside_query(left, right))),
    )
    engine.table("_drawn", drawn_query(left, right, sizes, within=within))
    levelled = levelled_query("_drawn", left, right, within=within)
    engine.table(
        "_drawn_patterns",
        f"""SELECT stratum, {", ".join(_FIELD_NAMES)}, count(*) AS pairs FROM ({levelled})
        WHERE stratum = drawn GROUP BY ALL""",
    )
    drawn = engine.connection.execute('SELECT * FROM "_drawn_patterns"').fetchnumpy()
    for table in ("_drawn", "_drawn_patterns"):
        engine.run(f'DROP TABLE "{table}"')
    pairs, stratum = np.asarray(drawn["pairs"], dtype=np.float64), np.asarray(drawn["stratum"], dtype=np.int64)
    levels = {name: np.asarray(drawn[name], dtype=np.int64) for name in _FIELD_NAMES}
    counts: Floats = np.stack(
        [
            np.bincount(stratum * LEVELS + level, weights=pairs, minlength=len(STRATA) * LEVELS).reshape(-1, LEVELS)
            for level in levels.values()
        ],
        axis=1,
    ).astype(np.float64)
    counts[:, :, 0] = 0.0  # a missing value is no agreement and no disagreement
    here = stratum == HOME
    name_and_birth = levels["name"][here] * LEVELS + levels["birth"][here]
    home = np.bincount(name_and_birth, weights=pairs[here], minlength=LEVELS * LEVELS).reshape(LEVELS, LEVELS)
    return chance_from_counts(counts, home.astype(np.float64), _total_pairs(sizes, within))


def _total_pairs(sizes: Sizes, within: bool) -> Floats:
    elsewhere = sizes.left * sizes.right - sizes.in_village - sizes.outside
    if not within:
        return np.array([0.0, sizes.in_village, elsewhere, sizes.outside])
    at_home = 3.5 * sizes.right  # each record has up to NEIGHBOURS others behind it, of which some in other houses
    return np.array([at_home, sizes.in_village / 2 - at_home, elsewhere / 2, sizes.outside / 2])


def _keep_pairs(engine: Engine, probability: Floats, into: str, at_least: float) -> None:
    engine.connection.register("_probability", {"pattern": np.arange(len(probability)), "probability": probability})
    same = " AND ".join(f"p.{name} = q.{name}" for name in [*_FIELD_NAMES, "stratum", "company", "chance_step"])
    engine.table(
        into,
        f"""
        SELECT p."left", p."right", probability, p.stratum, p.company,
          {", ".join("p." + name for name in _FIELD_NAMES)}
        FROM "_patterned" p JOIN "_patterns" q ON {same} JOIN _probability USING (pattern)
        WHERE probability >= {at_least}
        """,
    )
    engine.connection.unregister("_probability")
