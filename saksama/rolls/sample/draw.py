"""The two-stage draw: TPS with probability proportional to size, then people or starting points in each.

The same list and seed give the same sample, whatever the order of the rows: people are ordered by a digest of the
seed and of what the list says about them. No reserves are drawn: replacing the people who are hard to find by people
who are easy to find is how such a sample goes wrong.
"""

from dataclasses import dataclass

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.engine import Engine
from saksama.rolls.sample.kinds import Direction
from saksama.rolls.sample.pps import systematic_pps

EVERY_NTH_HOUSE = 3  # neighbouring houses are alike; the third still lies within sight
_CONTENT = ("name", "birthdate", "age", "sex", "birthplace", "rt", "rw", "address", "nik", "nkk")


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn: TPS, people (or starting points), and the people in the list they stand for."""

    direction: Direction
    seed: int
    clusters: int
    drawn: int
    population: int


def draw(
    engine: Engine,
    roll: str,
    direction: Direction,
    *,
    clusters: int,
    per_cluster: int,
    seed: int,
    into: str = "sample",
) -> Draw:
    """Makes the table `into` from the roll table `roll`, whose columns are ROLL_COLUMNS.

    Columns of `into`: person (code, 12 hex digits), village, tps, cluster_size, inclusion, number (1.. in the TPS),
    record, turn (`kanan` or `kiri`, people-to-list only). List-to-people: a row a person, at most `per_cluster` a TPS.
    People-to-list: a row a TPS, its record the voter at whose house the walk begins. Raises InputError.
    """
    if clusters < 2 or per_cluster < 1:
        raise InputError(
            Text(
                f"{clusters} TPS dengan {per_cluster} orang bukan sampel yang dapat ditaksir.",
                f"{clusters} TPS with {per_cluster} people make no sample to estimate from.",
            ),
            Text("Ambil sekurang-kurangnya 2 TPS dan 1 orang per TPS.", "Take at least 2 TPS and 1 person a TPS."),
        )
    places = engine.rows(_clusters_query(roll))
    if len(places) < 2:
        raise InputError(
            Text(f"Daftar ini hanya memuat {len(places)} TPS.", f"This list has {len(places)} TPS only."),
            Text("Muat daftar dengan sekurang-kurangnya 2 TPS.", "Load a list with at least 2 TPS."),
        )
    chosen = systematic_pps([size for _, _, size in places], clusters, seed)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE _chosen (village VARCHAR, tps VARCHAR, cluster_size BIGINT, inclusion DOUBLE)"
    )
    engine.connection.executemany(
        "INSERT INTO _chosen VALUES (?, ?, ?, ?)", [[*places[index], inclusion] for index, inclusion in chosen]
    )
    wanted = per_cluster if direction is Direction.LIST_TO_PEOPLE else 1
    engine.table(into, _people_query(roll, direction), [str(seed), str(seed), wanted])
    engine.run("DROP TABLE _chosen")
    return Draw(
        direction=direction,
        seed=seed,
        clusters=len(chosen),
        drawn=engine.value(f'SELECT count(*) FROM "{into}"'),
        population=sum(size for _, _, size in places),
    )


def _clusters_query(roll: str) -> str:
    """TPS in the order of places, so that a systematic draw spreads over kecamatan and desa.

    People whose desa or TPS is not known are a cluster too: they can be drawn like all others.
    """
    return f"""
    SELECT coalesce(village, village_name, '') AS village, coalesce(tps, '') AS tps, count(*) AS size
    FROM "{roll}" GROUP BY 1, 2 ORDER BY 1, 2
    """


def _people_query(roll: str, direction: Direction) -> str:
    """Bound: seed, seed, people a TPS. Rows that say exactly the same are told apart by a running number."""
    content = ", ".join(f"coalesce(CAST({column} AS VARCHAR), '')" for column in _CONTENT)
    turn = "CAST(NULL AS VARCHAR)"
    if direction is Direction.PEOPLE_TO_LIST:
        turn = "CASE WHEN substr(digest, 32, 1) < '8' THEN 'kanan' ELSE 'kiri' END"
    return f"""
    WITH said AS (
      SELECT coalesce(village, village_name, '') AS village, coalesce(tps, '') AS tps, record,
        concat_ws('|', {content}) AS content
      FROM "{roll}"
    ), told AS (
      SELECT s.village, s.tps, c.cluster_size, c.inclusion, s.record, s.content,
        row_number() OVER (PARTITION BY s.village, s.tps, s.content ORDER BY s.record) AS copy
      FROM said s JOIN _chosen c ON c.village = s.village AND c.tps = s.tps
    ), digested AS (
      SELECT *, md5(concat_ws('|', CAST(? AS VARCHAR), village, tps, content, CAST(copy AS VARCHAR))) AS digest
      FROM told
    ), numbered AS (
      SELECT *, row_number() OVER (PARTITION BY village, tps ORDER BY digest) AS number FROM digested
    )
    SELECT substr(md5(concat('{direction}|', CAST(? AS VARCHAR), '|', digest)), 1, 12) AS person, village, tps,
      cluster_size, inclusion, number, record, {turn} AS turn
    FROM numbered WHERE number <= ?
    ORDER BY village, tps, number
    """
