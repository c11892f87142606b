"""Natural breaks: classes with the least squared distance to their means, exactly (Fisher 1958; Jenks 1977).

Dynamic programming over the distinct values. The best start of the last class never moves back as more values are
added, so each level is solved by halving, in k · n · log n steps instead of k · n².
"""

import numpy as np

from saksama.index.arrays import Floats, Integers
from saksama.index.classify.catalogue import CLASSIFIERS
from saksama.language import Text


@CLASSIFIERS.add("natural-breaks", Text("Kelompok alami (Jenks)", "Natural breaks (Jenks)"), "Fisher 1958; Jenks 1977")
def natural_breaks(scores: Floats, *, classes: int = 5) -> Floats:
    """Cuts are the lowest values of the second and later classes; fewer distinct values give fewer classes."""
    values, counts = np.unique(scores, return_counts=True)
    classes = min(int(classes), len(values))
    apart = values - values.mean()  # sums of squares keep their digits near zero
    mass, first, second = (np.concatenate(([0.0], np.cumsum(counts * apart**power))) for power in (0, 1, 2))

    def spread(start: Integers, stop: Integers) -> Floats:
        """Squared distance to the mean of the values start..stop-1."""
        sums = first[stop] - first[start]
        squares = second[stop] - second[start]
        return np.asarray(np.maximum(squares - sums**2 / np.maximum(mass[stop] - mass[start], 1), 0.0))

    size = len(values)
    best = spread(np.zeros(size + 1, dtype=np.int64), np.arange(size + 1))
    starts = []
    for filled in range(1, classes):
        level, chosen = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=np.int64)
        pending = [(filled + 1, size, filled, size - 1)]
        while pending:
            low, high, earliest, latest = pending.pop()
            if low > high:
                continue
            middle = (low + high) // 2
            candidates = np.arange(earliest, min(latest, middle - 1) + 1)
            costs = best[candidates] + spread(candidates, np.asarray(middle))
            at = int(np.argmin(costs))
            level[middle], chosen[middle] = costs[at], candidates[at]
            pending += [
                (low, middle - 1, earliest, int(candidates[at])),
                (middle + 1, high, int(candidates[at]), latest),
            ]
        starts.append(chosen)
        best = level
    cuts, stop = [], size
    for chosen in reversed(starts):
        stop = int(chosen[stop])
        cuts.append(values[stop])
    return np.array(cuts[::-1])
