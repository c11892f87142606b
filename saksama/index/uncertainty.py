"""How far scores, ranks and categories can be trusted: a Monte Carlo over the choices that could as well have been
made.

Saisana, Saltelli & Tarantola (2005), J. R. Statist. Soc. A 168, 307-323. Draws are streamed: what is kept is a
histogram of scores and one of ranks for each region, and each replicate's choice. Ranks compare scores on a grid finer
than the two decimals in which IKP is published, so that regions with equal scores share a rank.
"""

from dataclasses import dataclass

import numpy as np

from saksama.index.arrays import Booleans, Floats, Integers, Reals
from saksama.index.classify import CLASSIFIERS, FOLLOWING_DRAWS
from saksama.index.progress import Progress, no_progress
from saksama.index.replicates import Choices, Replicates
from saksama.index.result import Result
from saksama.language import Text

DRAWS = 1_000
INTERVAL = (0.05, 0.95)  # quantiles, as COINr's q5 and q95
SAME = np.float32(1e-5)  # relative; float32 keeps seven digits
RANK_LEVELS = 20_000  # steps between the lowest and the highest score of a draw
HISTOGRAM_CELLS = 20_000_000  # regions × bins, for each of the two histograms
FEWEST_BINS, MOST_BINS = 500, 2_000
SCORE_MARGIN = 0.25  # share of the scale on either side, for normalisations that leave it
DRAWING = Text("Simulasi", "Simulation")


@dataclass(frozen=True)
class Uncertainty:
    """One value a region of the result's table, NaN (rank 0) where it has no score. Intervals hold 90 % of the draws.

    `mean`, `low` and `high` are of the draws that kept the run's normalisation and aggregation: scores on another
    yardstick cannot be laid beside them. Ranks and categories are of all draws.
    `chance`: regions × categories, share of draws. `other_category`: chance that the category is not the run's.
    """

    draws: int
    seed: int
    mean: Floats
    low: Floats
    high: Floats
    rank_low: Integers
    rank_median: Integers
    rank_high: Integers
    chance: Floats
    other_category: Floats
    choices: Choices
    replicates: Replicates


def uncertainty(result: Result, *, draws: int = DRAWS, seed: int = 0, progress: Progress = no_progress) -> Uncertainty:
    """Draws `draws` replicates and sums them up. Memory does not grow with draws, save 4 bytes a node and draw."""
    choices = Choices.of(result, seed=seed)
    replicates = choices.draw(draws, seed)
    rows = np.flatnonzero(result.scored)
    tally = _Tally(result, len(rows), draws)
    done = 0
    for batch, scores in choices.scores(replicates):
        own = replicates.normalise[batch[0]] == replicates.aggregate[batch[0]] == 0
        tally.add(scores, own_method=bool(own))
        done += len(batch)
        progress(DRAWING, done, draws)
    chance = tally.chances()
    category = result.category[rows]
    low, high = tally.scores.quantile(INTERVAL[0]), tally.scores.quantile(INTERVAL[1])
    ranks = [tally.ranks.rank_at(at) for at in (INTERVAL[0], 0.5, INTERVAL[1])]
    scored = result.scored
    return Uncertainty(
        draws=draws,
        seed=seed,
        mean=_spread_out(tally.total / max(tally.own, 1), scored),
        low=_spread_out(low, scored),
        high=_spread_out(high, scored),
        rank_low=_spread_out(ranks[0], scored, 0).astype(np.int64),
        rank_median=_spread_out(ranks[1], scored, 0).astype(np.int64),
        rank_high=_spread_out(ranks[2], scored, 0).astype(np.int64),
        chance=_spread_out(chance, scored),
        other_category=_spread_out(1 - chance[np.arange(len(rows)), category], scored),
        choices=choices,
        replicates=replicates,
    )


def ranks_of_draws(scores: Reals) -> Integers:
    """Ranks from the top within each draw (draws × regions), equal scores sharing the better rank."""
    low = scores.min(axis=1, keepdims=True)
    high = scores.max(axis=1, keepdims=True)
    alike = high - low <= SAME * np.maximum(np.abs(low), np.abs(high))  # all equal but for rounding: one rank for all
    width = np.where(alike, scores.dtype.type(np.inf), high - low)
    level = ((scores - low) * ((RANK_LEVELS - 1) / width) + scores.dtype.type(0.5)).astype(np.int64)
    ranks = np.empty(scores.shape, dtype=np.int64)
    for draw in range(len(scores)):
        not_above = np.cumsum(np.bincount(level[draw], minlength=RANK_LEVELS))
        ranks[draw] = (scores.shape[1] + 1) - not_above[level[draw]]
    return ranks


class _Histogram:
    """Counts by region and bin, the bins equal parts of low..high; outside counts at the ends."""

    def __init__(self, regions: int, low: float, high: float, bins: int) -> None:
        self.low, self.width, self.bins = low, (high - low) / bins, bins
        self.counts = np.zeros(regions * bins, dtype=np.uint32)
        self.start = (np.arange(regions) * bins)[:, None]
        self.least, self.most = np.full(regions, np.inf), np.full(regions, -np.inf)

    def add(self, values: Reals) -> None:
        """values: draws × regions."""
        self.least = np.minimum(self.least, values.min(axis=0))
        self.most = np.maximum(self.most, values.max(axis=0))
        bin_ = np.clip((values.T - self.low) * (1 / self.width), 0, self.bins - 1).astype(np.int64)
        np.add.at(self.counts, (bin_ + self.start).ravel(), np.uint32(1))

    def quantile(self, share: float) -> Floats:
        """The quantile of each region, straight lines within a bin, never beyond what was seen."""
        at, within = self._bin_of(share)
        return np.clip(self.low + (at + within) * self.width, self.least, self.most)

    def rank_at(self, share: float) -> Floats:
        """The rank at a quantile: the lower end of its bin, exact where a bin is one rank."""
        at, _ = self._bin_of(share)
        return np.asarray(np.ceil(self.low + at * self.width))

    def _bin_of(self, share: float) -> tuple[Integers, Floats]:
        counts = self.counts.reshape(-1, self.bins)
        reached = counts.cumsum(axis=1, dtype=np.uint32)
        target = share * reached[:, -1:]
        at = (reached < target).sum(axis=1)
        rows = np.arange(len(counts))
        inside = np.maximum(counts[rows, at], 1)
        below = reached[rows, at] - counts[rows, at]
        return at, np.clip((target[:, 0] - below) / inside, 0, 1)


class _Tally:
    """Sums over the draws."""

    def __init__(self, result: Result, regions: int, draws: int) -> None:
        low, high = result.tree.scale
        margin = SCORE_MARGIN * (high - low)
        bins = int(np.clip(HISTOGRAM_CELLS // max(regions, 1), FEWEST_BINS, MOST_BINS))
        self.scores = _Histogram(
            regions,
            min(low, float(np.nanmin(result.index))) - margin,
            max(high, float(np.nanmax(result.index))) + margin,
            bins,
        )
        self.ranks = _Histogram(regions, 1, regions + 1, min(bins, regions))
        self.total, self.own = np.zeros(regions), 0
        self.draws = draws
        classify = result.tree.steps.classify
        self.classifier = CLASSIFIERS.function(classify) if classify.method in FOLLOWING_DRAWS else None
        self.cuts = result.cuts
        self.not_below = np.zeros((len(result.cuts), regions), dtype=np.int64)

    def add(self, scores: Reals, *, own_method: bool) -> None:
        if own_method:
            self.own += len(scores)
            self.total += scores.sum(axis=0, dtype=float)
            self.scores.add(scores)
        self.ranks.add(ranks_of_draws(scores))
        cuts = self.classifier(scores) if self.classifier else np.broadcast_to(self.cuts, (len(scores), len(self.cuts)))
        for at in range(len(self.cuts)):
            self.not_below[at] += (scores >= cuts[:, at, None]).sum(axis=0)

    def chances(self) -> Floats:
        """Share of the draws in each category: regions × categories."""
        at_least = np.vstack(
            [np.full(self.not_below.shape[1], self.draws), self.not_below, np.zeros(self.not_below.shape[1])]
        )
        return np.asarray((at_least[:-1] - at_least[1:]).T / self.draws)


def _spread_out(values: Reals, scored: Booleans, nothing: float = np.nan) -> Floats:
    """From scored regions to all regions."""
    whole = np.full((len(scored), *values.shape[1:]), nothing)
    whole[scored] = values
    return whole
