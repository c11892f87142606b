"""The audit in a dozen numbers: for the terminal and for the head of the report."""

from collections.abc import Mapping
from dataclasses import dataclass

from saksama.rolls.engine import Engine
from saksama.rolls.findings import Category


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of one audit. `expected_true` is the sum of the probabilities of the `estimated` findings."""

    voters: int
    villages: int
    polling_stations: int
    findings: int
    by_category: Mapping[Category, int]
    people_by_category: Mapping[Category, int]  # distinct persons first concerned, of whichever list
    by_rule: Mapping[str, int]  # most first
    by_severity: Mapping[str, int]
    estimated: int
    expected_true: float
    by_district: Mapping[str, tuple[int, int]]  # kecamatan code: findings, voters


def summarise(engine: Engine) -> Summary:
    """Reads the tables `roll` and `findings`."""
    voters, villages, stations = engine.rows(
        "SELECT count(*), count(DISTINCT village), count(DISTINCT (village, tps)) FILTER (tps IS NOT NULL) FROM roll"
    )[0]
    findings, estimated, expected = engine.rows(
        "SELECT count(*), count(probability), coalesce(sum(probability), 0) FROM findings"
    )[0]
    found = {
        code: (count, people)
        for code, count, people in engine.rows(
            "SELECT category, count(*), count(DISTINCT (records[1].roll, records[1].record)) FILTER (len(records) > 0) "
            "FROM findings GROUP BY ALL"
        )
    }
    districts = engine.rows(
        """SELECT district, coalesce(f.findings, 0), coalesce(v.voters, 0)
        FROM (SELECT district, count(*) AS voters FROM roll WHERE district IS NOT NULL GROUP BY ALL) AS v
        FULL JOIN (SELECT district, count(*) AS findings FROM findings WHERE district IS NOT NULL GROUP BY ALL) AS f
        USING (district) ORDER BY district"""
    )
    return Summary(
        voters=voters,
        villages=villages,
        polling_stations=stations,
        findings=findings,
        by_category={category: found.get(category, (0, 0))[0] for category in Category},
        people_by_category={category: found.get(category, (0, 0))[1] for category in Category},
        by_rule=dict(engine.rows("SELECT rule, count(*) FROM findings GROUP BY ALL ORDER BY count(*) DESC, rule")),
        by_severity=dict(engine.rows("SELECT severity, count(*) FROM findings GROUP BY ALL ORDER BY severity")),
        estimated=estimated,
        expected_true=expected,
        by_district={code: (count, of) for code, count, of in districts},
    )
