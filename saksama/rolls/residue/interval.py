"""How many of some people are in the list, when for each only a chance is known.

The sum of independent trials with unequal chances (the Poisson binomial distribution), exactly by convolution; beyond
LARGE trials by the normal with continuity correction. Hong (2013), On computing the distribution function for the
Poisson binomial distribution, Computational Statistics & Data Analysis 59, 41-51.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

LARGE = 3_000  # trials


def count_interval(chances: Sequence[float], unknown: int, confidence: float = 0.95) -> tuple[int, int]:
    """Least and greatest number of people in the list at a confidence.

    `chances`: that each is in it, 0..1. `unknown`: people of whom nothing is known: none of them counts for the lower
    end, all of them for the upper one. So it errs on the wide side.
    """
    tail = (1 - confidence) / 2
    open_chances = np.array([chance for chance in chances if 0 < chance < 1])
    sure = sum(1 for chance in chances if chance >= 1)
    if len(open_chances) > LARGE:
        low, high = _normal(open_chances, tail)
    else:
        whole = np.cumsum(_distribution(open_chances))
        # 1e-12: the last sum of many small numbers may stay a hair below 1.
        low = int(np.searchsorted(whole, tail, side="left"))
        high = int(np.searchsorted(whole, 1 - tail - 1e-12, side="left"))
    return sure + low, sure + min(high, len(open_chances)) + unknown


def _distribution(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chance of 0, 1, … n successes."""
    shares = np.ones(1)
    for chance in chances:
        grown = np.zeros(len(shares) + 1)
        grown[:-1] = shares * (1 - chance)
        grown[1:] += shares * chance
        shares = grown
    return shares


def _normal(chances: NDArray[np.float64], tail: float) -> tuple[int, int]:
    mean, spread = float(chances.sum()), math.sqrt(float((chances * (1 - chances)).sum()))
    reach = -float(ndtri(tail)) * spread + 0.5
    return max(0, math.floor(mean - reach)), min(len(chances), math.ceil(mean + reach))
