"""Why a region has its score, what changed between two periods, and what its missing reports could change.

Differences are shared out among indicators by Shapley's rule: switch the indicators from one state to the other one
after another, in many orders, and credit each with the mean of what its switch did. Every order's credits add up to the
whole difference, so their mean does too, for every aggregation and with gaps. Shapley (1953); Shorrocks (2013), J.
Econ. Inequal. 11, 99-126. For an arithmetic tree without gaps it is exactly weight × difference.
"""

from dataclasses import dataclass

import numpy as np

from saksama.index.aggregate import roll_up
from saksama.index.arrays import Floats
from saksama.index.node import Node, Tree
from saksama.index.result import Result

ORDERS = 64  # orders of switching; each is also run backwards
STRONGEST = 5  # indicators named on either side


@dataclass(frozen=True, slots=True)
class Share:
    """One indicator's part of a difference, in points of the index; `before` and `after` are normalised values."""

    node: Node
    points: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` + the points of `shares` + `by_weights` = `after`, exactly. Shares from the largest to the smallest."""

    before: float
    after: float
    shares: tuple[Share, ...]
    by_weights: float


@dataclass(frozen=True, slots=True)
class MissingReports:
    """The index if all the region did not report were the least, or the most, that any region reported."""

    indicators: tuple[Node, ...]
    least: float
    most: float


def against_average(result: Result, region: str) -> Difference:
    """From the score of the average profile to that of the region: its drivers first, its reliefs last.

    The average profile has the mean normalised value of each indicator over all regions. KeyError: no such region.
    """
    row = _row(result, region)
    reported = ~np.isnan(result.normalised)
    sums = np.where(reported, result.normalised, 0.0).sum(axis=0)
    count = reported.sum(axis=0)
    average = np.divide(sums, count, out=np.full(len(sums), np.nan), where=count > 0)
    return difference(result.tree, average, result.normalised[row], result.weights, result.weights)


def between(earlier: Result, later: Result, region: str) -> Difference:
    """From the earlier to the later score of a region. Both results must be of the same tree.

    An indicator's part holds what the region did and, where the yardstick follows the data (min-max, ranks), what the
    others did; with goalposts it is the region's own alone.
    """
    rows = _row(earlier, region), _row(later, region)
    return difference(
        later.tree, earlier.normalised[rows[0]], later.normalised[rows[1]], earlier.weights, later.weights
    )


def difference(tree: Tree, before: Floats, after: Floats, weights_before: Floats, weights_after: Floats) -> Difference:
    """Shares out the difference between two profiles (one normalised value an indicator, NaN = not reported)."""
    players = len(before) + 1  # the last one switches the weights
    random = np.random.default_rng(0)
    forward = np.array([random.permutation(players) for _ in range(ORDERS)])
    orders = np.concatenate([forward, forward[:, ::-1]])
    step_of = np.argsort(orders, axis=1)  # when each player is switched
    switched = step_of[:, None, :] < np.arange(players + 1)[None, :, None]  # orders × steps × players
    profiles = np.where(switched[:, :, :-1], after, before).reshape(-1, len(before))
    scores = np.empty(len(profiles))
    new_weights = switched[:, :, -1].reshape(-1)
    for flag, weights in ((False, weights_before), (True, weights_after)):
        of_these = new_weights == flag
        scores[of_these] = roll_up(tree, profiles[of_these], weights[None])[tree.root.key][0]
    steps = np.diff(np.nan_to_num(scores).reshape(len(orders), players + 1), axis=1)
    points = np.take_along_axis(steps, step_of, axis=1).mean(axis=0)
    shares = [
        Share(node, float(part), float(old), float(new))
        for node, part, old, new in zip(tree.indicators, points[:-1], before, after, strict=True)
    ]
    shares.sort(key=lambda share: (-share.points, share.node.key))
    ends = np.nan_to_num(scores).reshape(len(orders), players + 1)[0, [0, -1]]
    return Difference(float(ends[0]), float(ends[1]), tuple(shares), float(points[-1]))


def missing_reports(result: Result, region: str) -> MissingReports:
    """What the indicators a region did not report could do to its index, within what other regions reported."""
    row = _row(result, region)
    open_ = ~result.table.reported[row]
    known = np.where(result.table.reported, result.normalised, np.nan)
    nobody = np.isnan(known).all(axis=0)
    low = np.where(nobody, np.nan, np.where(np.isnan(known), np.inf, known).min(axis=0))
    high = np.where(nobody, np.nan, np.where(np.isnan(known), -np.inf, known).max(axis=0))
    profiles = np.array([np.where(open_, bound, result.normalised[row]) for bound in (low, high)])
    scores = roll_up(result.tree, profiles, result.weights[None])[result.tree.root.key][0]
    nodes = tuple(node for node, is_open in zip(result.tree.indicators, open_.tolist(), strict=True) if is_open)
    return MissingReports(nodes, float(scores[0]), float(scores[1]))


def _row(result: Result, region: str) -> int:
    if region not in result.table.regions:
        raise KeyError(region)
    return result.table.regions.index(region)
