"""Duplicate detection beside Splink: the same roll, the same run, one after the other, each in a fresh process.

The peer is judged at the threshold that is best for it, found with the truth; ours at 0.5, chosen without.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import Cost, alone
from saksama.reference.elections import Election
from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine
from saksama.rolls.evaluate import DuplicateQuality, Pair, evaluate_duplicates, load_truth
from saksama.rolls.link import find_duplicates
from saksama.rolls.prepare import prepare, state_of

OUR_THRESHOLD = 0.5
ROUNDS = 3  # each runs ours, then the peer: both meet the same other work on the machine


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the two: cost, quality at 0.5 and at its best threshold, and at the recall both can reach."""

    cost: Cost
    at_half: DuplicateQuality
    best: DuplicateQuality
    best_threshold: float
    at_equal_recall: DuplicateQuality


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both, and the ratios: ours at 0.5 against the peer at its best threshold.

    `rounds` are the costs of ours and the peer, run in turn; what is told of each is its median.
    """

    state: DataState
    saksama: Judged
    splink: Judged
    rounds: tuple[tuple[Cost, Cost], ...]

    @property
    def times_faster(self) -> float:
        """Wall time of the peer by ours, pair by pair: the median."""
        return median(peer.wall / ours.wall for ours, peer in self.rounds)

    @property
    def times_less_cpu(self) -> float:
        """CPU time of the peer by ours likewise."""
        return median(peer.cpu / ours.cpu for ours, peer in self.rounds)

    @property
    def gap_closed(self) -> float:
        """Share of the peer's gap to F1 = 1 that is closed; below 0 where ours is worse."""
        ours, peer = self.saksama.at_half.total.f1, self.splink.best.total.f1
        return (ours - peer) / (1 - peer) if peer < 1 else 0.0


def our_duplicates(roll: Path, state: DataState) -> list[Pair]:
    """From the Parquet file of a roll to pairs, reasons in words included."""
    with Engine() as engine:
        engine.read_parquet("roll", roll)
        prepare(engine, "roll", Election.load().voting_day.value)
        find_duplicates(engine, state=state)
        return engine.rows('SELECT "left", "right", probability FROM duplicates')


def our_quality(roll: Path, truth: Path, list_name: str, state: DataState) -> tuple[Cost, DuplicateQuality]:
    """Cost and quality without a peer."""
    cost, pairs = alone(our_duplicates, roll, state)
    with Engine() as engine:
        engine.read_parquet("roll", roll)
        load_truth(engine, "roll", truth, list_name)
        return cost, evaluate_duplicates(engine, pairs, threshold=OUR_THRESHOLD)


def compare(roll: Path, truth: Path, list_name: str, state: DataState) -> Comparison:
    """Runs both in turn, ours first, ROUNDS times, and judges them."""
    from bench import splink_peer

    finders = (our_duplicates, splink_peer.duplicates)
    turns = [[alone(find, roll, state) for find in finders] for _ in range(ROUNDS)]
    runs = [(median_cost([cost for cost, _ in side]), side[0][1]) for side in zip(*turns, strict=True)]
    with Engine() as engine:
        engine.read_parquet("roll", roll)
        load_truth(engine, "roll", truth, list_name)
        true = true_pairs(engine)
        best = [best_threshold(pairs, true) for _, pairs in runs]
        at_half = [evaluate_duplicates(engine, pairs) for _, pairs in runs]
        at_best = [
            evaluate_duplicates(engine, pairs, threshold=threshold)
            for (_, pairs), threshold in zip(runs, best, strict=True)
        ]
        common = min(at_half[0].total.recall, at_best[1].total.recall)
        equal = [evaluate_duplicates(engine, pairs, threshold=threshold_for(pairs, true, common)) for _, pairs in runs]
    ours, peer = (
        Judged(cost, *judged)
        for (cost, _), judged in zip(runs, zip(at_half, at_best, best, equal, strict=True), strict=True)
    )
    return Comparison(state, ours, peer, tuple((mine, theirs) for (mine, _), (theirs, _) in turns))


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Median wall and CPU seconds, largest peak."""
    return Cost(median(c.wall for c in costs), median(c.cpu for c in costs), max(c.peak for c in costs))


def true_pairs(engine: Engine) -> set[tuple[int, int]]:
    """Pairs of records (left < right) that are one person."""
    return set(
        engine.rows(
            "SELECT a.record, b.record FROM person_of a JOIN person_of b USING (person) WHERE a.record < b.record"
        )
    )


def best_threshold(pairs: Sequence[Pair], true: set[tuple[int, int]]) -> float:
    """The threshold of the highest F1."""
    _, threshold = max(
        ((2 * right / (found + len(true)), threshold) for threshold, found, right in _cuts(pairs, true)),
        default=(0.0, 1.0),
    )
    return threshold


def threshold_for(pairs: Sequence[Pair], true: set[tuple[int, int]], recall: float) -> float:
    """The highest threshold that reaches a recall; 0 where none does."""
    return max((t for t, _, right in _cuts(pairs, true) if right >= recall * len(true)), default=0.0)


def _cuts(pairs: Sequence[Pair], true: set[tuple[int, int]]) -> list[tuple[float, int, int]]:
    """(threshold, pairs found, right ones among them) for each probability that occurs, from the highest."""
    cuts: list[tuple[float, int, int]] = []
    right = 0
    for found, (a, b, probability) in enumerate(sorted(pairs, key=lambda pair: -pair[2]), 1):
        right += (min(a, b), max(a, b)) in true
        if cuts and cuts[-1][0] == probability:
            cuts.pop()
        cuts.append((probability, found, right))
    return cuts


if __name__ == "__main__":
    from bench.page import comparison_lines

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("roll", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--list", default="dpt")
    given = parser.parse_args()
    with Engine() as asked:
        asked.read_parquet("roll", given.roll)
        prepare(asked, "roll", Election.load().voting_day.value)
        shown = state_of(asked, "roll")
    print("\n".join(comparison_lines(compare(given.roll, given.truth, given.list, shown))))
