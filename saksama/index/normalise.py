"""Step 3: one yardstick for all indicators. Higher always means more vulnerable afterwards.

A function takes values (regions × indicators, NaN = not reported, stays NaN), the indicators of the axis, and the scale
(low, high), and gives values on that scale. Where nothing varies nothing is told apart: all get the low end.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Booleans, Floats
from saksama.index.methods import Catalogue
from saksama.index.node import Node
from saksama.language import Text

Scale = tuple[float, float]
NORMALISATIONS: Catalogue[Callable[..., Floats]] = Catalogue("normalise")
HANDBOOK = "OECD/JRC Handbook 2008, step 5"


@NORMALISATIONS.add("none", Text("Tidak diubah", "As they are"), "")
def as_they_are(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """x; for values that are on the scale already."""
    return values


@NORMALISATIONS.add("min-max", Text("Minimum–maksimum", "Min–max"), HANDBOOK)
def min_max(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """(x - min) / (max - min)."""
    directed = _directed(values, indicators)
    return _stretched(_between(directed, _lowest(directed), _highest(directed)), scale)


@NORMALISATIONS.add("scaled", Text("Rentang tetap", "Fixed range"), "COINr, n_scaled")
def scaled(
    values: Floats, indicators: Sequence[Node], scale: Scale, *, low: float = 0.0, high: float = 100.0
) -> Floats:
    """(x - low) / (high - low), the same for all indicators and not capped; for values of one unit, such as percent."""
    share = _between(values, low, high)
    return _stretched(np.where(_is_down(indicators), 1 - share, share), scale)


@NORMALISATIONS.add("z-score", Text("Skor-z", "z-score"), HANDBOOK)
def z_score(
    values: Floats, indicators: Sequence[Node], scale: Scale, *, mean: float = 50.0, sd: float = 10.0
) -> Floats:
    """mean + sd (x - mean(x)) / SD(x), sample SD; mean and sd are in percent of the scale. Not bounded."""
    directed = _directed(values, indicators)
    reported = ~np.isnan(directed)
    count = reported.sum(axis=0)
    centre = _sum(directed) / np.maximum(count, 1)
    spread = np.sqrt(_sum((directed - centre) ** 2) / np.maximum(count - 1, 1))
    varies = spread > 1e-12 * np.maximum(1.0, np.abs(centre))
    z = np.divide(directed - centre, spread, out=np.zeros_like(directed), where=varies)
    return _stretched(np.where(reported, (mean + sd * z) / 100, np.nan), scale)


@NORMALISATIONS.add("rank", Text("Peringkat", "Rank"), HANDBOOK)
def rank(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """(rank - 1) / (n - 1), n the regions that reported; ties share their mean rank."""
    return _stretched(_between(_ranks(_directed(values, indicators)), 1.0, _reporting(values)), scale)


@NORMALISATIONS.add("percentile-rank", Text("Peringkat persentil", "Percentile rank"), "COINr, n_prank")
def percentile_rank(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """Share of the other reporting regions with a strictly lower value: zeros stay at the low end, however many."""
    directed = _directed(values, indicators)
    return _stretched(_between(_ranks(directed, ties="lowest"), 1.0, _reporting(values)), scale)


@NORMALISATIONS.add("goalposts", Text("Patokan tetap", "Fixed goalposts"), "UNDP, HDR technical note 1")
def goalposts(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """(x - low) / (high - low) with the indicator's own goalposts, capped; the same over all periods."""
    low, high = (np.array([_needed(node, "goalposts")[end] for node in indicators]) for end in (0, 1))
    logarithmic = np.array([node.indicator is not None and node.indicator.log for node in indicators])
    capped = np.clip(values, low, high)

    def measured(x: Floats) -> Floats:
        return np.where(logarithmic, np.log(np.where(logarithmic, x, 1.0)), x)

    share = _between(measured(capped), measured(low), measured(high))
    return _stretched(np.where(_is_down(indicators), 1 - share, share), scale)


@NORMALISATIONS.add("distance-to-reference", Text("Jarak ke acuan", "Distance to a reference"), "COINr, n_dist2ref")
def distance_to_reference(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """1 - (ref - x) / (max - min), capped at 1: the reference and what lies above it are at the high end."""
    reference = np.array([_needed(node, "reference") for node in indicators])
    down = _is_down(indicators)
    directed = _directed(values, indicators)
    width = _highest(directed) - _lowest(directed)
    apart = np.where(down, -reference, reference) - directed
    share = 1 - np.divide(apart, width, out=np.ones_like(apart), where=width > 0)
    return _stretched(np.where(np.isnan(values), np.nan, np.clip(share, 0.0, 1.0)), scale)


@NORMALISATIONS.add("distance-to-target", Text("Jarak ke sasaran", "Distance to a target"), "COINr, n_dist2targ")
def distance_to_target(values: Floats, indicators: Sequence[Node], scale: Scale, *, capped: bool = True) -> Floats:
    """(x - min) / (target - min), with min the calmest value and the indicator's `reference` as the target."""
    directed = _directed(values, indicators)
    target = np.where(_is_down(indicators), -1.0, 1.0) * [_needed(node, "reference") for node in indicators]
    share = _between(directed, _lowest(directed), target)
    return _stretched(np.clip(share, 0.0, 1.0) if capped else share, scale)


@NORMALISATIONS.add(
    "fraction-of-max", Text("Bagian dari nilai tertinggi", "Fraction of the highest"), "COINr, n_fracmax"
)
def fraction_of_max(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """x / max: zero events stay at zero though every region had some. Values must not be negative."""
    share = _between(values, 0.0, _highest(values))
    return _stretched(np.where(_is_down(indicators), 1 - share, share), scale)


@NORMALISATIONS.add("reported-or-not", Text("Terjadi atau tidak", "Happened or not"), "TPS rawan, Bawaslu 2024")
def happened(values: Floats, indicators: Sequence[Node], scale: Scale) -> Floats:
    """The high end where the value is above zero, the low end where it is zero."""
    share = (values > 0).astype(float)
    return _stretched(np.where(np.isnan(values), np.nan, np.where(_is_down(indicators), 1 - share, share)), scale)


def constant_indicators(values: Floats) -> Booleans:
    """Which indicators do not vary between the regions that reported them (or nobody reported)."""
    return ~(_highest(values) > _lowest(values))


def _needed(node: Node, field: str) -> Any:
    value = getattr(node.indicator, field)
    if value is None:
        raise InputError(NEEDS.fill(where=node.key, field=field), ADD.fill(field=field), row=node.line)
    return value


def _is_down(indicators: Sequence[Node]) -> Booleans:
    return np.array(
        [node.indicator is not None and node.indicator.direction == "down" for node in indicators], dtype=bool
    )


def _directed(values: Floats, indicators: Sequence[Node]) -> Floats:
    return np.where(_is_down(indicators), -values, values)


def _lowest(values: Floats) -> Floats:
    low = np.where(np.isnan(values), np.inf, values).min(axis=0, initial=np.inf)
    return np.where(np.isinf(low), np.nan, low)


def _highest(values: Floats) -> Floats:
    high: Floats = -_lowest(-values)
    return high


def _sum(values: Floats) -> Floats:
    total: Floats = np.where(np.isnan(values), 0.0, values).sum(axis=0)
    return total


def _reporting(values: Floats) -> Floats:
    count: Floats = (~np.isnan(values)).sum(axis=0).astype(float)
    return count


def _between(values: Floats, low: Floats | float, high: Floats | float) -> Floats:
    width = np.asarray(high) - np.asarray(low)
    share = np.divide(values - low, width, out=np.zeros_like(values), where=width > 0)
    return np.where(np.isnan(values), np.nan, share)


def _stretched(share: Floats, scale: Scale) -> Floats:
    return scale[0] + (scale[1] - scale[0]) * share


def _ranks(values: Floats, ties: str = "mean") -> Floats:
    """Ranks from 1 of each column among its reported values; ties share their mean or their lowest rank."""
    ranks = np.full(values.shape, np.nan)
    for at, column in enumerate(values.T):
        reported = ~np.isnan(column)
        _, inverse, counts = np.unique(column[reported], return_inverse=True, return_counts=True)
        below = np.concatenate(([0], np.cumsum(counts)[:-1]))
        place = below + 1.0 if ties == "lowest" else below + (counts + 1) / 2
        ranks[reported, at] = place[inverse]
    return ranks


NEEDS = Text("{where}: cara normalisasi ini memerlukan '{field}'.", "{where}: this normalisation needs '{field}'.")
ADD = Text(
    "Isi '{field}' pada indikator itu, atau pilih cara lain.", "Give the indicator '{field}', or choose another method."
)
