"""What a run gives: every intermediate, every choice, and the scores."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from saksama.index.arrays import Booleans, Floats, Integers
from saksama.index.data import Table
from saksama.index.node import Tree
from saksama.index.weight import effective_weights
from saksama.language import Text


@dataclass(frozen=True)
class Result:
    """Axes: regions as in `table`, indicators and nodes as in `tree`. NaN: not reported, or too little to give a score.

    `treated`: values divided and after step 1, `previous`: the period before, brought onto the same footing.
    `completed`: after step 2. `normalised`: on the tree's scale.
    `weights`: one a node, siblings sum to 1. `scores`: nodes × regions, the index in row 0, indicators their normalised
    values. `coverage`: share of the index's weight the region reported, 0–1. `rank`: 1 the highest score, equal scores
    share the better rank, 0 no score. `cuts`: lower ends of the categories above the lowest. `category`: 0 the lowest,
    -1 no score. `record`: what must be known to repeat the run to the same number.
    """

    tree: Tree
    table: Table
    treated: Floats
    previous: Floats | None
    completed: Floats
    normalised: Floats
    weights: Floats
    scores: Floats
    coverage: Floats
    rank: Integers
    cuts: Floats
    category: Integers
    labels: tuple[Text, ...]
    record: dict[str, Any]

    @property
    def index(self) -> Floats:
        """The composite score of each region, on the tree's scale."""
        score: Floats = self.scores[0]
        return score

    @cached_property
    def effective_weights(self) -> Floats:
        """Weight of each indicator in the whole index; sums to 1."""
        return effective_weights(self.tree, self.weights)

    @property
    def filled(self) -> Booleans:
        """Which gaps step 2 filled."""
        gaps: Booleans = np.isnan(self.treated) & ~np.isnan(self.completed)
        return gaps

    @property
    def scored(self) -> Booleans:
        """Which regions have a score."""
        return ~np.isnan(self.index)

    def score_of(self, node: str) -> Floats:
        """Scores of a node by key, one a region."""
        score: Floats = self.scores[self.tree.place[node]]
        return score

    def counts(self) -> tuple[int, ...]:
        """Regions in each category, from low to high."""
        return tuple(int((self.category == at).sum()) for at in range(len(self.labels)))


def ranks_from_top(scores: Floats) -> Integers:
    """1 for the highest; equal scores share the better rank; 0 where there is no score."""
    scores = np.round(scores, 9)  # sums in another order differ in their last digits
    known = np.sort(scores[~np.isnan(scores)])
    rank = 1 + len(known) - np.searchsorted(known, scores, side="right")
    return np.where(np.isnan(scores), 0, rank).astype(np.int64)
