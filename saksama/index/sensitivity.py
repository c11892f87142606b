"""Which choice matters: Sobol' indices of the average shift in rank, and of every region's rank.

Factors are the choices a replicate makes: how gaps are completed, normalisation, aggregation, weights. The design is
Saltelli's (A, B and one A_B a factor, N (d + 2) runs from a Sobol' sequence); first-order indices after Saltelli et al.
(2010), Comput. Phys. Commun. 181, 259-270; total indices after Jansen (1999), ibid. 117, 35-43.
"""

from dataclasses import dataclass

import numpy as np

from saksama.index.arrays import Floats, Reals
from saksama.index.progress import Progress, no_progress
from saksama.index.replicates import Choices, Replicates
from saksama.index.result import Result
from saksama.index.uncertainty import ranks_of_draws
from saksama.language import Text

POINTS = 256  # N, a power of two
WEIGHT_SETS = 1_024  # sets of weights the factor "weights" picks from
RESAMPLES = 200  # of the bootstrap intervals
INTERVAL = (0.025, 0.975)
RUNNING = Text("Kepekaan", "Sensitivity")
FACTORS = {
    "world": Text("Laporan yang hilang", "Missing reports"),
    "normalise": Text("Normalisasi", "Normalisation"),
    "aggregate": Text("Agregasi", "Aggregation"),
    "weights": Text("Bobot", "Weights"),
}


@dataclass(frozen=True)
class Sensitivity:
    """Indices of the mean absolute shift in rank against the run, one a factor; `*_interval`: factors × (low, high).

    `region_first`, `region_total`: factors × scored regions, of each region's own rank. `runs`: N (d + 2).
    """

    factors: tuple[str, ...]
    first: Floats
    total: Floats
    first_interval: Floats
    total_interval: Floats
    region_first: Floats
    region_total: Floats
    mean_shift: float
    runs: int


def sensitivity(
    result: Result, *, points: int = POINTS, seed: int = 0, progress: Progress = no_progress
) -> Sensitivity:
    """Runs the design over the factors that have more than one choice. Memory: runs × regions × 4 bytes."""
    choices = Choices.of(result, seed=seed)
    sizes = {
        "world": len(choices.worlds),
        "normalise": len(choices.normalise),
        "aggregate": len(choices.aggregate),
        "weights": WEIGHT_SETS if result.tree.doubts.weight_noise else 1,
    }
    factors = tuple(name for name, size in sizes.items() if size > 1)
    unit = saltelli_design(len(factors), points, seed)
    picked = {name: np.zeros(len(unit), dtype=np.int64) for name in sizes}
    for at, name in enumerate(factors):
        picked[name] = np.minimum((unit[:, at] * sizes[name]).astype(np.int64), sizes[name] - 1)
    weight_sets = choices.noisy_weights(WEIGHT_SETS, np.random.default_rng(seed))
    weights = (
        weight_sets[picked["weights"]]
        if sizes["weights"] > 1
        else np.repeat(result.weights[None].astype(np.float32), len(unit), axis=0)
    )
    replicates = Replicates(picked["world"], picked["normalise"], picked["aggregate"], weights)
    ranks = np.empty((len(unit), int(result.scored.sum())), dtype=np.float32)
    done = 0
    for batch, scores in choices.scores(replicates):
        ranks[batch] = ranks_of_draws(scores)
        done += len(batch)
        progress(RUNNING, done, len(unit))
    shift = np.abs(ranks - result.rank[result.scored].astype(np.float32)).mean(axis=1, dtype=float)
    first, total = sobol_indices(shift[:, None], len(factors))
    intervals = _bootstrap(shift, len(factors), points, seed)
    region_first, region_total = sobol_indices(ranks, len(factors))
    return Sensitivity(
        factors,
        first[:, 0],
        total[:, 0],
        intervals[0],
        intervals[1],
        region_first,
        region_total,
        float(shift.mean()),
        len(unit),
    )


def saltelli_design(factors: int, points: int, seed: int) -> Floats:
    """Points in the unit cube, points (factors + 2) × factors: A, then A_B for each factor, then B, block by block."""
    from scipy.stats import qmc  # slow to load, and seldom needed

    if factors == 0:
        return np.zeros((2 * points, 0))
    base = qmc.Sobol(2 * factors, rng=np.random.default_rng(seed)).random(points)
    a, b = base[:, :factors], base[:, factors:]
    mixed = [np.where(np.arange(factors) == at, b, a) for at in range(factors)]
    return np.concatenate([a, *mixed, b])


def sobol_indices(outputs: Reals, factors: int) -> tuple[Floats, Floats]:
    """First-order and total indices (factors × outputs) of outputs (design points × outputs, in the design's order).

    0 where an output does not vary. Outputs are centred first, which lowers the estimators' error.
    """
    points = len(outputs) // (factors + 2)
    blocks = np.asarray(outputs, dtype=float).reshape(factors + 2, points, -1)
    blocks = blocks - blocks.mean(axis=(0, 1))
    a, b, mixed = blocks[0], blocks[-1], blocks[1:-1]
    variance = np.concatenate([a, b]).var(axis=0)
    varies = variance > 1e-12
    first = (b * (mixed - a)).mean(axis=1)
    total = ((a - mixed) ** 2).mean(axis=1) / 2
    nothing = np.zeros_like(first)
    return np.divide(first, variance, out=nothing.copy(), where=varies), np.divide(
        total, variance, out=nothing, where=varies
    )


def _bootstrap(output: Floats, factors: int, points: int, seed: int) -> tuple[Floats, Floats]:
    """Percentile intervals of both indices (factors × 2), resampling base points with all their runs."""
    random = np.random.default_rng(seed)
    blocks = output.reshape(factors + 2, points)
    picked = random.integers(0, points, (RESAMPLES, points))
    resampled = blocks[:, picked].transpose(0, 2, 1).reshape((factors + 2) * points, RESAMPLES)
    first, total = sobol_indices(resampled, factors)
    return np.quantile(first, INTERVAL, axis=1).T, np.quantile(total, INTERVAL, axis=1).T
