"""Classes of a choropleth map where most places may be zero.

Zero is a class of its own ("nothing found" is no small number). The rest is cut at its quantiles; cuts that fall
together are one, so a kind found in few desa gets few classes. The quantiles are not evenly spaced: with equal fifths
the darkest colour would cover a fifth of every map, however even the region. Here it is the top twentieth, so a dark
desa means something, and the eye goes where a supervisor should.
"""

from collections.abc import Sequence

import numpy as np

QUANTILES = (0.0, 0.35, 0.65, 0.85, 0.95)
DECIMALS_OF_RATES = 1


def lower_bounds(values: Sequence[float], *, whole: bool) -> list[float]:
    """Lower bounds of the classes above zero, ascending; empty when all is zero. A value belongs to the last bound
    that is not above it. `whole` for counts, else bounds are rounded down to one decimal so the legend tells the truth.
    """
    positive = np.array([value for value in values if value > 0], dtype=float)
    if not len(positive):
        return []
    cuts = np.quantile(positive, QUANTILES, method="inverted_cdf")
    if whole:
        return [float(cut) for cut in np.unique(np.maximum(np.floor(cuts), 1))]
    scale = 10**DECIMALS_OF_RATES
    rounded = np.unique(np.floor(cuts * scale) / scale)
    if rounded[0] == 0:  # a rate under 0.1 is still not zero
        rounded = np.unique(np.concatenate(([np.min(positive)], rounded[1:])))
    return [float(cut) for cut in rounded]


def class_of(value: float, bounds: Sequence[float]) -> int:
    """0 for zero, else 1 .. len(bounds)."""
    return int(np.searchsorted(np.asarray(bounds), value, side="right")) if value > 0 else 0
