"""Pairs drawn at random, to learn how often two different people are alike by chance; the same pairs in every run."""

import math
from dataclasses import dataclass

from saksama.rolls.link.blocks import NEIGHBOURS
from saksama.rolls.link.pairs import ELSEWHERE, HOME, OUTSIDE, VILLAGE

# Pairs drawn in each stratum.
RANDOM_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """Records of the left list and of the right one; how many pairs of the two are of one village, of two regencies."""

    left: int
    right: int
    in_village: int
    outside: int


def in_village_query(left: str, right: str) -> str:
    """SELECT the number of pairs of the two tables that live in one village."""
    return f"""
    SELECT coalesce(sum(l.n * r.n), 0) FROM (SELECT village, count(*) AS n FROM "{left}" GROUP BY village) l
    JOIN (SELECT village, count(*) AS n FROM "{right}" GROUP BY village) r ON l.village = r.village
    """


def outside_query(left: str, right: str) -> str:
    """SELECT the number of pairs of the two tables that are of two regencies."""
    return f"""
    SELECT coalesce(sum(l.n * r.n), 0)
    FROM (SELECT regency, count(*) AS n FROM "{left}" GROUP BY regency) l
    JOIN (SELECT regency, count(*) AS n FROM "{right}" GROUP BY regency) r ON l.regency <> r.regency
    """


def drawn_query(left: str, right: str, sizes: Sizes, *, within: bool) -> str:
    """SELECT left, right, drawn: about RANDOM_PAIRS pairs for each stratum `drawn`.

    Some do not live where they were drawn for, such as neighbours in the file of two households: count those that do.
    """
    in_village = _in_village(left, right, sizes, "l.record < r.record" if within else "true")
    draws = [in_village, _elsewhere(left, right, sizes)]
    if sizes.outside:
        draws.append(_outside(left, right, sizes))
    return " UNION ALL ".join([*draws, _at_home(right, sizes)] if within else draws)


def _at_home(features: str, sizes: Sizes) -> str:
    step = max(sizes.right * (NEIGHBOURS - 1) // RANDOM_PAIRS, 1)
    return f"""
    SELECT record AS "left", record + unnest(range(1, {NEIGHBOURS + 1})) AS "right", {HOME} AS drawn
    FROM (SELECT record FROM "{features}" WHERE hash(record, 7) % {step} = 0)
    """


def _in_village(left: str, right: str, sizes: Sizes, condition: str) -> str:
    # One person in so many of either list, and of these all pairs that live in one village.
    step = max(round(math.sqrt(sizes.in_village / RANDOM_PAIRS)), 1)
    return f"""
    SELECT l.record AS "left", r.record AS "right", {VILLAGE} AS drawn
    FROM (SELECT record, village FROM "{left}" WHERE hash(record, 1) % {step} = 0) l
    JOIN (SELECT record, village FROM "{right}" WHERE hash(record, 2) % {step} = 0) r
      ON l.village = r.village AND {condition}
    """


def _elsewhere(left: str, right: str, sizes: Sizes) -> str:
    # Where there are several regencies, each record finds its pair within its own.
    area = "regency" if sizes.outside else "0"
    return _side_by_side(left, right, sizes, area, ELSEWHERE)


def _outside(left: str, right: str, sizes: Sizes) -> str:
    return _side_by_side(left, right, sizes, "0", OUTSIDE)


def _side_by_side(left: str, right: str, sizes: Sizes, area: str, drawn: int) -> str:
    # A sample of either list, each in an order of its own, side by side. Of a list shorter than that, several samples.
    def seated(features: str, people: int, salt: int) -> str:
        rounds, step = 1 + RANDOM_PAIRS // max(people, 1), max(people // RANDOM_PAIRS, 1)
        order = f"PARTITION BY {area} ORDER BY hash(record, round, {salt}), record, round"
        return f"""
        (SELECT record, village, {area} AS area, row_number() OVER ({order}) AS seat
         FROM (SELECT record, village, regency, unnest(range({rounds})) AS round FROM "{features}")
         WHERE hash(record, round, {salt + 1}) % {step} = 0)
        """

    return f"""
    SELECT l.record AS "left", r.record AS "right", {drawn} AS drawn
    FROM {seated(left, sizes.left, 3)} l JOIN {seated(right, sizes.right, 5)} r USING (area, seat)
    WHERE l.village IS DISTINCT FROM r.village
    """
