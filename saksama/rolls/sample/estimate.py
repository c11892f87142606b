"""The share of people with something wrong, from a two-stage sample, with its interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.sample.interval import Interval, effective_size, interval
from saksama.rolls.sample.kinds import Outcome, SampleResult


@dataclass(frozen=True, slots=True)
class ClusterCount:
    """What was seen in one TPS. `hits` of `seen` have what is counted; `unresolved` more could not be told."""

    size: int  # people in the list of this TPS
    inclusion: float  # chance of this TPS to be in the sample, (0, 1]
    seen: int
    hits: int
    unresolved: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A rate with what it rests on. `lowest` and `highest` are the rates if no or all unresolved people were hits."""

    rate: float
    interval: Interval
    variance: float
    design_effect: float | None  # None where the variance says nothing: nobody or everybody is a hit
    effective_size: float
    people: int
    clusters: int
    unresolved: int
    lowest: float
    highest: float


def estimate(
    results: Iterable[SampleResult],
    *,
    hits: frozenset[Outcome],
    population: int | None = None,
    confidence: float = 0.95,
    planned_design_effect: float = 1.0,
) -> Estimate:
    """The share of people whose outcome is one of `hits`. See `estimate_counts`."""
    return estimate_counts(
        count_by_cluster(results, hits),
        population=population,
        confidence=confidence,
        planned_design_effect=planned_design_effect,
    )


def count_by_cluster(results: Iterable[SampleResult], hits: frozenset[Outcome]) -> list[ClusterCount]:
    """Results added up by TPS, in the order of their codes; unresolved outcomes are in no denominator."""
    counts: dict[tuple[str, str], list[int]] = {}
    design: dict[tuple[str, str], tuple[int, float]] = {}
    for result in results:
        key = (result.village, result.tps)
        design[key] = (result.cluster_size, result.inclusion)
        seen = counts.setdefault(key, [0, 0, 0])
        if result.outcome.is_resolved:
            seen[0] += 1
            seen[1] += result.outcome in hits
        else:
            seen[2] += 1
    return [ClusterCount(*design[key], *counts[key]) for key in sorted(counts)]


def estimate_counts(
    counts: Sequence[ClusterCount],
    *,
    population: int | None = None,
    confidence: float = 0.95,
    planned_design_effect: float = 1.0,
) -> Estimate:
    """The ratio estimator of the rate with its linearised variance and a Korn-Graubard interval.

    `population`: people in the whole list, for the finite population; None leaves it out. `planned_design_effect`
    stands in where no variance can be estimated because all or none are hits.

    Variance: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.5-5.6 (Taylor linearisation of the
    ratio) over two stages (4.3); first stage by the formula for unequal chances of Deville (1999) in Matei & Tillé
    (2005), Journal of Official Statistics 21, 543-570. With a systematic draw in the order of places it errs on the
    wide side. Raises InputError with fewer than two TPS, or nobody resolved.
    """
    seen = np.array([count.seen for count in counts], dtype=float)
    hits = np.array([count.hits for count in counts], dtype=float)
    visited = int(np.count_nonzero(seen))
    if visited < 2:
        raise InputError(
            Text(f"Hasil hanya dari {visited} TPS.", f"Results are from {visited} TPS only."),
            Text("Isi hasil sekurang-kurangnya dua TPS.", "Enter the results of at least two TPS."),
        )
    kept = seen > 0
    unresolved = np.array([count.unresolved for count in counts], dtype=float)
    size = np.array([count.size for count in counts], dtype=float)
    inclusion = np.array([count.inclusion for count in counts], dtype=float)

    # Everyone unresolved is taken to be like those resolved in the same TPS: the weight is shared among the latter.
    weight = np.divide(size, inclusion * seen, out=np.zeros_like(seen), where=kept)
    rate = float((weight * hits).sum() / (weight * seen).sum())
    variance = _variance(*(values[kept] for values in (size, inclusion, seen, hits, weight)), rate=rate)
    people = int(seen.sum())
    fraction = people / population if population else 0.0
    if rate in (0.0, 1.0):
        design_effect = None
    else:
        design_effect = variance * people / (rate * (1 - rate) * max(1 - fraction, 1 / people))
    effective = effective_size(people, design_effect or planned_design_effect, visited, confidence)
    tried = np.divide(size, inclusion * (seen + unresolved), out=np.zeros_like(seen), where=seen + unresolved > 0)
    whole = float((tried * (seen + unresolved)).sum())
    return Estimate(
        rate=rate,
        interval=interval(
            rate, effective, confidence, people=people if population else None, population=population or None
        ),
        variance=variance,
        design_effect=design_effect,
        effective_size=effective,
        people=people,
        clusters=visited,
        unresolved=int(unresolved.sum()),
        lowest=float((tried * hits).sum()) / whole,
        highest=float((tried * (hits + unresolved)).sum()) / whole,
    )


_Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def _variance(size: _Array, inclusion: _Array, seen: _Array, hits: _Array, weight: _Array, *, rate: float) -> float:
    """Design variance of the ratio; each argument has one value a TPS."""
    total = (weight * seen).sum()
    expanded = weight * (hits - rate * seen) / total
    open_share = 1 - inclusion
    first = 0.0
    if open_share.sum() > 0:
        share = open_share / open_share.sum()
        spread = open_share * (expanded - (share * expanded).sum()) ** 2
        freedom = 1 - (share**2).sum()
        first = float(spread.sum() / freedom) if freedom > 0 else 0.0
    # One person seen in a TPS shows no spread within it: the spread between TPS then has to stand for both.
    several = seen > 1
    within_rate = hits / seen
    spread_within = np.divide(
        seen**2 * within_rate * (1 - within_rate), seen - 1, out=np.zeros_like(seen), where=several
    )
    left = np.clip(1 - seen / size, 0, 1)
    second = float((inclusion * left * (weight / total) ** 2 * spread_within).sum())
    return first + second
