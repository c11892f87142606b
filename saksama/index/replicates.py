"""Many runs of one index, each with its own choices, computed in batches that never hold all of them.

A replicate chooses a completed table ("world": how the gaps might have been reported), a normalisation, an aggregation,
and weights. Replicates that share the first three share one matrix, so a batch of them is one matrix product.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from saksama.index.aggregate import index_scores, refuse_negative
from saksama.index.arrays import Floats, Integers, Reals
from saksama.index.impute import IMPUTATIONS, Context, hot_deck
from saksama.index.methods import Choice
from saksama.index.normalise import NORMALISATIONS
from saksama.index.result import Result

WORLDS = 20  # completions of the gaps; 20 is ample for intervals (Graham, Olchowski & Gilreath 2007)
VALUES_A_BATCH = 2_000_000  # draws × regions held at once: 8 MB a score matrix in float32


@dataclass(frozen=True, slots=True)
class Replicates:
    """Each replicate's choice, one a draw: positions in `Choices`, and weights (draws × nodes, float32)."""

    world: Integers
    normalise: Integers
    aggregate: Integers
    weights: Reals

    def __len__(self) -> int:
        return len(self.world)


@dataclass(frozen=True)
class Choices:
    """What replicates choose from. World 0, normalisation 0 and aggregation 0 are those of the run itself.

    `worlds`: completed tables (scored regions × indicators), before normalisation; `world_names`: how each was made.
    """

    result: Result
    worlds: tuple[Floats, ...]
    world_names: tuple[str, ...]
    normalise: tuple[Choice, ...]
    aggregate: tuple[tuple[Choice, ...], ...]

    @classmethod
    def of(cls, result: Result, *, worlds: int = WORLDS, seed: int = 0) -> "Choices":
        """From the doubts of the result's tree; one world when nothing is missing and no zero is doubted."""
        tree = result.tree
        completed = _worlds(result, np.flatnonzero(result.scored), worlds, np.random.default_rng(seed))
        return cls(
            result,
            tuple(world for _name, world in completed),
            tuple(name for name, _world in completed),
            (
                tree.steps.normalise,
                *(each for each in tree.doubts.normalise if each.record() != tree.steps.normalise.record()),
            ),
            (tree.steps.aggregate, *((each,) for each in tree.doubts.aggregate)),
        )

    def draw(self, draws: int, seed: int) -> Replicates:
        """Choices at random, each alternative as likely as the others; weights ± the tree's `weight_noise`."""
        random = np.random.default_rng(seed)
        return Replicates(
            random.integers(0, len(self.worlds), draws),
            random.integers(0, len(self.normalise), draws),
            random.integers(0, len(self.aggregate), draws),
            self.noisy_weights(draws, random),
        )

    def noisy_weights(self, draws: int, random: np.random.Generator) -> Reals:
        """draws × nodes; siblings are brought back to sum 1 where they are used."""
        noise = self.result.tree.doubts.weight_noise
        factor = random.uniform(1 - noise, 1 + noise, (draws, len(self.result.weights)))
        return (self.result.weights * factor).astype(np.float32)

    def scores(self, replicates: Replicates) -> Iterator[tuple[Integers, Reals]]:
        """Batches of (positions of the draws, scores as draws × scored regions in float32)."""
        tree = self.result.tree
        kinds = np.stack([replicates.world, replicates.normalise, replicates.aggregate], axis=1)
        size = max(1, VALUES_A_BATCH // max(1, len(self.worlds[0])))
        matrix_of: tuple[tuple[int, int], Reals] | None = None
        for world, normalise, aggregate in np.unique(kinds, axis=0).tolist():
            if matrix_of is None or matrix_of[0] != (world, normalise):
                function = NORMALISATIONS.function(self.normalise[normalise])
                matrix = function(self.worlds[world], tree.indicators, tree.scale).astype(np.float32)
                matrix_of = (world, normalise), matrix
            refuse_negative(tree, matrix_of[1], self.aggregate[aggregate])
            members = np.flatnonzero((kinds == (world, normalise, aggregate)).all(axis=1))
            for start in range(0, len(members), size):
                batch = members[start : start + size]
                yield batch, index_scores(tree, matrix_of[1], replicates.weights[batch], self.aggregate[aggregate])


def _worlds(result: Result, rows: Integers, lots: int, random: np.random.Generator) -> list[tuple[str, Floats]]:
    """As the run completed the table; by each imputation that is a doubt; and by lot, doubted zeros among the gaps."""
    doubts = result.tree.doubts
    treated = result.treated[rows]
    found = [("run", result.completed[rows])]
    if np.isnan(treated).any():
        previous = None if result.previous is None else result.previous[rows]
        context = Context([result.table.groups[row] for row in rows], previous, random)
        own = result.tree.steps.impute.record()
        for choice in doubts.impute:
            if choice.record() != own:
                found.append((str(choice), IMPUTATIONS.function(choice)(treated, context)))
    zero = result.table.values[rows] == 0
    if np.isnan(treated).any() or (doubts.nil and zero.any()):
        context = Context((), None, random)
        for at in range(lots):
            silent = zero & (random.random(zero.shape) < doubts.nil) if doubts.nil else np.zeros_like(zero)
            found.append((f"hot-deck {at + 1}", hot_deck(np.where(silent, np.nan, treated), context)))
    return found
