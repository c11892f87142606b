"""Where scores pile up: Moran's I, local Moran, Getis–Ord Gi*, tested by conditional permutation, false discoveries
held.

Moran (1950), Biometrika 37, 17-23; Anselin (1995), Geogr. Anal. 27, 93-115; Ord & Getis (1995), Geogr. Anal. 27,
286-306. p-values are two-sided: twice the smaller tail of (more extreme + 1) / (permutations + 1), at most 1. Regions
at the floor of 999 permutations are permuted again, ten times as often and then a hundred times, because after
correction for 83,700 regions a p-value of 0.002 can never be named. False discoveries: Benjamini & Hochberg (1995),
over the regions tested. Islands and regions without a score are not tested; they are told apart in the result.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from saksama.index.arrays import Booleans, Floats, Integers
from saksama.index.neighbours import Neighbours
from saksama.index.progress import Progress, no_progress
from saksama.language import Text

PERMUTATIONS = 999
STAGES = (1, 10, 100)  # times the permutations, for what is still at the floor
FLOOR = 5  # fewer permutations as extreme than this: the p-value is not yet known well
FALSE_DISCOVERY_RATE = 0.05  # expected share of regions named by mistake among those named
CHUNK = 2_000_000  # gathered values held at once
PERMUTING = Text("Permutasi", "Permutation")


class Cluster(StrEnum):
    """What a region is after the test."""

    HIGH = "high-high"  # high among high: a hot spot
    LOW = "low-low"
    HIGH_OUTLIER = "high-low"  # high among low
    LOW_OUTLIER = "low-high"
    NONE = "none"
    ISLAND = "island"  # has no neighbour: cannot be tested
    NO_SCORE = "no-score"


@dataclass(frozen=True, slots=True)
class Global:
    """Moran's I over the tested regions, its expectation, and the two-sided p-value of the permutations."""

    moran: float
    expected: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Local:
    """One value a region, NaN where not tested. `statistic`: local Moran I, or the z-score of Gi*.

    `q_value`: smallest false-discovery rate at which the region is named. `permutations`: how many its p-value rests
    on.
    """

    statistic: Floats
    p_value: Floats
    q_value: Floats
    permutations: Integers
    cluster: tuple[Cluster, ...]


def morans_i(values: Floats, neighbours: Neighbours, *, permutations: int = PERMUTATIONS, seed: int = 0) -> Global:
    """Moran's I with row-standardised weights. NaN values and islands are left out."""
    values, neighbours, _ = _tested(values, neighbours)
    z = _apart(values)
    if not z.any():
        return Global(float("nan"), float("nan"), 1.0)  # all alike, or nobody to compare with
    weights = neighbours.matrix.multiply(1 / np.maximum(neighbours.count, 1)[:, None]).tocsr()
    size = len(z)

    def of(z: Floats) -> Floats:
        return np.asarray((z * (weights @ z)).sum(axis=0) / (z**2).sum(axis=0))

    observed = float(of(z))
    random = np.random.default_rng(seed)
    drawn = np.array([float(of(random.permutation(z))) for _ in range(permutations)])
    higher, lower = int((drawn >= observed).sum()), int((drawn <= observed).sum())
    return Global(observed, -1 / (size - 1), min(1.0, 2 * (min(higher, lower) + 1) / (permutations + 1)))


def local_moran(
    values: Floats, neighbours: Neighbours, *, permutations: int = PERMUTATIONS, seed: int = 0, stages: tuple[int, ...]
    = STAGES, progress: Progress = no_progress,
) -> Local:  # fmt: skip
    """I_i = z_i · mean z of its neighbours / (Σ z² / (n - 1)), z from the mean. values: regions, NaN = no score."""
    known, inner, rows = _tested(values, neighbours)
    z = _apart(known)
    lag = (inner.matrix @ z) / inner.count
    statistic = _over(z * lag, (z**2).sum() / max(len(z) - 1, 1))
    p_value, drawn = _conditional(z, inner, lag, permutations, seed, stages, progress)
    above, around = z > 0, lag > 0
    kinds = np.where(
        above, np.where(around, Cluster.HIGH, Cluster.HIGH_OUTLIER), np.where(around, Cluster.LOW_OUTLIER, Cluster.LOW)
    )
    return _spread_out(values, neighbours, rows, statistic, p_value, drawn, kinds)


def getis_ord(
    values: Floats, neighbours: Neighbours, *, permutations: int = PERMUTATIONS, seed: int = 0, stages: tuple[int, ...]
    = STAGES, progress: Progress = no_progress,
) -> Local:  # fmt: skip
    """Gi* as a z-score, each region counted among its own neighbours; hot above, cold below. NaN = no score."""
    known, inner, rows = _tested(values, neighbours)
    size, members = len(known), inner.count + 1.0
    z = _apart(known)
    spread = np.sqrt((z**2).sum() / max(size, 1))
    total = inner.matrix @ z + z
    statistic = _over(total, spread * np.sqrt((size * members - members**2) / max(size - 1, 1)))
    # The region's own value is the same in every permutation, so the test is that of its neighbours' mean.
    p_value, drawn = _conditional(z, inner, (inner.matrix @ z) / inner.count, permutations, seed, stages, progress)
    return _spread_out(
        values, neighbours, rows, statistic, p_value, drawn, np.where(statistic > 0, Cluster.HIGH, Cluster.LOW)
    )


def _apart(values: Floats) -> Floats:
    """Distances from the mean; all zero where the values are all alike."""
    alike = not len(values) or not np.ptp(values)
    return np.zeros(len(values)) if alike else values - values.mean()


def _over(numerator: Floats, denominator: Floats | float) -> Floats:
    """The quotient, 0 where the denominator is."""
    below = np.broadcast_to(np.asarray(denominator, dtype=float), numerator.shape)
    quotient: Floats = np.divide(numerator, below, out=np.zeros_like(numerator), where=below > 0)
    return quotient


def benjamini_hochberg(p_values: Floats) -> Floats:
    """q_(i) = min over j >= i of p_(j) m / j, in the order given; NaN stays NaN and is not counted."""
    q_values = np.full(len(p_values), np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    scaled = p_values[order] * len(order) / np.arange(1, len(order) + 1)
    q_values[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q_values


def _tested(values: Floats, neighbours: Neighbours) -> tuple[Floats, Neighbours, Integers]:
    """Values and neighbours of the regions that can be tested, and their positions."""
    known = ~np.isnan(values)
    while True:  # leaving one out can make another an island
        count = neighbours.matrix @ known.astype(float)
        still = known & (count > 0)
        if (still == known).all():
            break
        known = still
    rows = np.flatnonzero(known)
    inner = neighbours.matrix[rows][:, rows].tocsr()
    inner.sort_indices()
    return values[rows], Neighbours(inner.indptr.astype(np.int64), inner.indices.astype(np.int64), rows[:0]), rows


def _conditional(
    z: Floats,
    neighbours: Neighbours,
    lag: Floats,
    permutations: int,
    seed: int,
    stages: tuple[int, ...],
    progress: Progress,
) -> tuple[Floats, Integers]:
    """Two-sided p-values of the mean of k values drawn from all others without replacement, and on how many they
    rest.
    """
    random = np.random.default_rng(seed)
    p_value, drawn = np.ones(len(z)), np.zeros(len(z), dtype=np.int64)
    pending = np.arange(len(z))
    if not np.ptp(z) or len(z) < 3:
        return p_value, drawn
    for stage in stages:
        if not len(pending):
            break
        times = (permutations + 1) * stage - 1
        extreme = np.empty(len(pending), dtype=np.int64)
        for count in np.unique(neighbours.count[pending]).tolist():
            of_count = np.flatnonzero(neighbours.count[pending] == count)
            extreme[of_count] = _extremes(z, pending[of_count], lag, count, times, random)
            progress(PERMUTING, int(len(of_count)), len(pending))
        p_value[pending] = np.minimum(1.0, 2 * (extreme + 1) / (times + 1))
        drawn[pending] = times
        pending = pending[extreme < FLOOR]
    return p_value, drawn


def _extremes(z: Floats, rows: Integers, lag: Floats, count: int, times: int, random: np.random.Generator) -> Integers:
    """How many of `times` draws of `count` others have a mean as extreme as `lag`, in the nearer tail, for each of
    rows.

    One set of draws serves all regions: where a region would draw itself, the draw is repeated for it. That leaves each
    region's test exact and makes the p-values of regions depend on each other a little, as in any shared permutation.
    """
    size = len(z)
    higher, lower = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    step = max(1, CHUNK // max(count, 1))
    tolerance = 1e-9 * np.sqrt((z**2).mean())
    for start in range(0, times, step):
        draws = _without_repeats(random, min(step, times - start), count, size)
        means = np.sort(z[draws].mean(axis=1))
        # Means that held the region itself are taken out of its count and drawn again from the others.
        higher += len(means) - np.searchsorted(means, lag[rows] - tolerance, side="left")
        lower += np.searchsorted(means, lag[rows] + tolerance, side="right")
        _redraw_own(z, rows, lag, draws, random, tolerance, higher, lower)
    return np.minimum(higher, lower)


def _redraw_own(
    z: Floats, rows: Integers, lag: Floats, draws: Integers, random: np.random.Generator, tolerance: float,
    higher: Integers, lower: Integers,
) -> None:  # fmt: skip
    """Replaces, in the counts, every draw in which a region met itself by one in which another stands in its place."""
    place = np.full(len(z), -1)
    place[rows] = np.arange(len(rows))
    which, slot = np.nonzero(place[draws] >= 0)
    own = draws[which, slot]
    at = place[own]
    old = z[draws[which]].mean(axis=1)
    other = random.integers(0, len(z), len(own))
    clash = (draws[which] == other[:, None]).any(axis=1)
    while clash.any():
        other[clash] = random.integers(0, len(z), int(clash.sum()))
        clash = (draws[which] == other[:, None]).any(axis=1)
    new = old + (z[other] - z[own]) / draws.shape[1]
    for means, sign in ((old, -1), (new, 1)):
        np.add.at(higher, at, sign * (means >= lag[own] - tolerance).astype(np.int64))
        np.add.at(lower, at, sign * (means <= lag[own] + tolerance).astype(np.int64))


def _without_repeats(random: np.random.Generator, times: int, count: int, size: int) -> Integers:
    """times × count positions below size, no position twice in a row."""
    if 2 * count >= size:
        return np.argsort(random.random((times, size)), axis=1)[:, :count]
    draws = random.integers(0, size, (times, count))
    repeated = np.arange(times)
    while len(repeated):
        ordered = np.sort(draws[repeated], axis=1)
        repeated = repeated[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
        draws[repeated] = random.integers(0, size, (len(repeated), count))
    return draws


def _spread_out(
    values: Floats,
    neighbours: Neighbours,
    rows: Integers,
    statistic: Floats,
    p_value: Floats,
    drawn: Integers,
    kinds: Floats,
) -> Local:
    size = len(values)
    whole_statistic, whole_p = np.full(size, np.nan), np.full(size, np.nan)
    whole_statistic[rows], whole_p[rows] = statistic, p_value
    q_value = benjamini_hochberg(whole_p)
    permutations = np.zeros(size, dtype=np.int64)
    permutations[rows] = drawn
    kind_of = dict(zip(rows.tolist(), kinds.tolist(), strict=True))
    named: Booleans = q_value <= FALSE_DISCOVERY_RATE
    cluster = [
        Cluster.NO_SCORE if np.isnan(values[at])
        else Cluster.ISLAND if at not in kind_of
        else Cluster(kind_of[at]) if named[at]
        else Cluster.NONE
        for at in range(size)
    ]  # fmt: skip
    return Local(whole_statistic, whole_p, q_value, permutations, tuple(cluster))
