"""Intervals for a share from a complex sample: exact binomial on the effective size, narrowed for a finite list.

Korn & Graubard (1998), Confidence intervals for proportions with small expected number of positive counts estimated
from survey data, Survey Methodology 24(2), 193-201: Clopper-Pearson with the sample size divided by the design effect
and by the squared ratio of t quantiles. It keeps its meaning at 0 and 1, and errs on the wide side.

Finite population: Wise (1954), A quickly convergent expansion for cumulative hypergeometric probabilities, Biometrika
41, 317-329, first term: hypergeometric tails are close to binomial ones with N - (n - 1) / 2 in the place of N.
"""

from dataclasses import dataclass

from scipy.special import betaincinv, stdtrit


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits of a share, 0..1, and the confidence they are meant for."""

    low: float
    high: float
    confidence: float


def effective_size(people: int, design_effect: float, clusters: int, confidence: float) -> float:
    """The number of people of a simple random sample that would tell as much; never more than were seen.

    The few degrees of freedom of a variance from few clusters (clusters - 1) shorten it further.
    """
    if people < 2:
        return float(people)
    tail = (1 + confidence) / 2
    few = float(stdtrit(people - 1, tail) / stdtrit(max(clusters - 1, 1), tail)) ** 2
    return min(people / max(design_effect, 1.0) * min(few, 1.0), float(people))


def interval(
    rate: float, effective: float, confidence: float, *, people: int | None = None, population: int | None = None
) -> Interval:
    """The interval of `rate` from `effective` people (need not be whole).

    `people` seen out of `population` (both or neither) narrow it; the sampled share of the effective population is
    kept that of the real one.
    """
    hits, tail = effective * rate, (1 - confidence) / 2
    low = float(betaincinv(hits, effective - hits + 1, tail)) if rate > 0 else 0.0
    high = float(betaincinv(hits + 1, effective - hits, 1 - tail)) if rate < 1 else 1.0
    if people is not None and population is not None:
        whole = effective * population / people
        unseen = whole - (effective - 1) / 2
        low = (low * unseen + max(hits - 1, 0) / 2) / whole
        high = 1 - ((1 - high) * unseen + max(effective - hits - 1, 0) / 2) / whole
    return Interval(max(0.0, min(low, rate)), min(1.0, max(high, rate)), confidence)
