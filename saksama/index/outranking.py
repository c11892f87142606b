"""A second opinion without compensation: regions compared pair by pair, where only who is ahead counts, not by how far.

Munda & Nardo (2007), Appl. Econ. 41, 1513-1523; OECD/JRC Handbook 2008, step 6, equation 32. A region that ranks very
differently here owes its score to a few large values that make up for many small ones.
"""

import numpy as np

from saksama.index.arrays import Floats
from saksama.index.result import Result


def outranking(values: Floats, weights: Floats) -> Floats:
    """regions × regions: share of the weight on which the row is ahead of the column, ties half; 0 with itself.

    values: regions × indicators, higher is ahead, NaN = not reported. weights: indicators. A pair is compared on what
    both reported; NaN where that is nothing.
    """
    ahead = np.zeros((len(values), len(values)))
    known = np.zeros_like(ahead)
    for column, weight in zip(values.T, weights.tolist(), strict=True):
        both = ~np.isnan(column)[:, None] & ~np.isnan(column)[None]
        apart = np.where(both, column[:, None] - column[None], 0.0)
        ahead += np.where(both, weight * (apart > 0) + weight / 2 * (apart == 0), 0.0)
        known += weight * both
    matrix = np.divide(ahead, known, out=np.full_like(ahead, np.nan), where=known > 0)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def copeland(result: Result) -> Floats:
    """Regions a region outranks less those that outrank it, one number a region; NaN where it has no score.

    By the normalised values and the effective weights of the run. Copeland (1951); as COINr's a_copeland.
    """
    rows = np.flatnonzero(result.scored)
    values = np.round(result.normalised[rows], 9)  # equal values stay equal, whatever was computed with them
    matrix = outranking(values, result.effective_weights)
    won = np.where(np.isnan(matrix), 0.5, matrix)
    np.fill_diagonal(won, 0.5)
    scores = np.full(len(result.scored), np.nan)
    scores[rows] = (won > 0.5 + 1e-12).sum(axis=1) - (won < 0.5 - 1e-12).sum(axis=1)
    return scores
