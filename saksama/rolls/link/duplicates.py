"""One person twice in one list: probable pairs with reasons, and the groups they form."""

from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link.clusters import cluster
from saksama.rolls.link.features import features_of, frequencies_of
from saksama.rolls.link.link import Linkage, link
from saksama.rolls.link.reasons import reasons_sql

DUPLICATE_THRESHOLD = 0.5  # more likely one person than two; a person still has to confirm


def find_duplicates(
    engine: Engine, roll: str = "roll", *, state: DataState, into: str = "duplicates", progress: Progress = no_progress
) -> Linkage:
    """Makes the table `into` from the prepared table `roll`.

    Columns: left, right (records, left < right), probability, reasons_id, reasons_en, cluster (smallest record of the
    group, NULL for pairs that no group holds together). Pairs under DUPLICATE_THRESHOLD are left out.
    """
    features, frequencies = features_of(engine, roll), frequencies_of(engine, roll, within=True)
    linked = f"{into}_linked"
    linkage = link(engine, features, features, linked, state=state, frequencies=frequencies, progress=progress)
    pairs = engine.rows(
        f'SELECT "left", "right", probability FROM "{linked}" WHERE probability >= ?', [DUPLICATE_THRESHOLD]
    )
    groups = cluster(pairs, threshold=DUPLICATE_THRESHOLD)
    engine.table(
        "_group",
        "SELECT unnest(CAST(? AS BIGINT[])) AS record, unnest(CAST(? AS BIGINT[])) AS cluster",
        [list(groups), list(groups.values())],
    )
    engine.table(
        into,
        f"""
        SELECT p."left", p."right", p.probability, {reasons_sql("id", within=True)} AS reasons_id,
          {reasons_sql("en", within=True)} AS reasons_en, CASE WHEN a.cluster = b.cluster THEN a.cluster END AS cluster
        FROM "{linked}" p
        LEFT JOIN _group a ON a.record = p."left" LEFT JOIN _group b ON b.record = p."right"
        WHERE p.probability >= {DUPLICATE_THRESHOLD}
        """,
    )
    for table in ("_group", linked):
        engine.run(f'DROP TABLE "{table}"')
    return linkage
