"""Does the tree hold together: what each indicator moves, what goes with what, Cronbach's alpha, KMO, principal
components.
"""

from dataclasses import dataclass

import numpy as np

from saksama.index.arrays import Booleans, Floats
from saksama.index.node import Node
from saksama.index.result import Result, ranks_from_top
from saksama.index.run import all_scores, classify
from saksama.index.weight.statistical import correlations

FEWEST_REGIONS = 4  # below, correlations say nothing


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What leaving out one indicator changes: mean and largest shift in rank, regions whose category changes."""

    indicator: str
    mean_shift: float
    largest_shift: int
    categories_changed: int


@dataclass(frozen=True, slots=True)
class Consistency:
    """One group of siblings. `alpha`: Cronbach; `kmo`: Kaiser–Meyer–Olkin; NaN where they cannot be had.

    `eigenvalues` of the correlations, descending; `loadings`: components × children (unit vectors); `children`: those
    that vary, the only ones looked at. `to_parent`: correlation of each with the parent's score.
    """

    node: str
    children: tuple[str, ...]
    correlation: Floats
    to_parent: Floats
    alpha: float
    kmo: float
    eigenvalues: Floats
    loadings: Floats


@dataclass(frozen=True, slots=True)
class Across:
    """Correlations of the indicators that vary with every main branch: indicators × branches, NaN where there is none.

    With its own branch an indicator is compared without itself: with the mean of the others, by their weights.
    """

    indicators: tuple[str, ...]
    branches: tuple[str, ...]
    own: tuple[int, ...]  # position of each indicator's branch
    correlation: Floats
    least: float  # correlation below which chance is a good explanation: two standard errors of none at all

    @property
    def misplaced(self) -> tuple[tuple[str, str], ...]:
        """Indicators that go clearly with another branch, and more than with their own; and that branch."""
        found = []
        for key, own, row in zip(self.indicators, self.own, self.correlation, strict=True):
            known = np.where(np.isnan(row), -np.inf, row)
            best = int(np.argmax(known))
            if best != own and not np.isnan(row[own]) and known[best] > max(row[own], self.least):
                found.append((key, self.branches[best]))
        return tuple(found)


def across(result: Result) -> Across:
    """What each indicator goes with, within its own main branch and across the others."""
    tree = result.tree
    branches = tree.root.children
    effective = result.effective_weights
    keys, own, rows = [], [], []
    for place, branch in enumerate(branches):
        for leaf in branch.leaves:
            column = tree.column[leaf.key]
            values = result.normalised[:, column]
            others = [tree.column[each.key] for each in branch.leaves if each.key != leaf.key]
            row = [
                _correlation(values, _mean(result.normalised[:, others], effective[others]))
                if other is branch
                else _correlation(values, result.score_of(other.key))
                for other in branches
            ]
            if not np.isnan(row).all():
                keys.append(leaf.key)
                own.append(place)
                rows.append(row)
    return Across(
        tuple(keys),
        tuple(branch.key for branch in branches),
        tuple(own),
        np.array(rows).reshape(-1, len(branches)),
        2 / float(np.sqrt(max(int(result.scored.sum()) - 1, 1))),
    )


def _mean(values: Floats, weights: Floats) -> Floats:
    """Weighted mean of what is reported, one a region; NaN where nothing is."""
    known = ~np.isnan(values)
    total = known @ weights
    sums = np.where(known, values, 0.0) @ weights
    mean: Floats = np.divide(sums, total, out=np.full(len(values), np.nan), where=total > 0)
    return mean


def _correlation(one: Floats, other: Floats) -> float:
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < FEWEST_REGIONS or not np.ptp(one[both]) or not np.ptp(other[both]):
        return float("nan")
    return float(correlations(np.column_stack([one[both], other[both]]))[0, 1])


def leave_one_out(result: Result) -> tuple[LeftOut, ...]:
    """Each indicator taken as unreported by all in turn; normalisation and the other weights stay as they are."""
    scored = result.scored
    changes = []
    for at, node in enumerate(result.tree.indicators):
        without = result.normalised.copy()
        without[:, at] = np.nan
        index = np.where(scored, all_scores(result.tree, without, result.weights)[0], np.nan)
        still = scored & ~np.isnan(index)
        if not still.any():
            continue
        _, category = classify(result.tree, index)
        shift = np.abs(ranks_from_top(index) - result.rank)[still]
        moved = int((category != result.category)[still].sum())
        changes.append(LeftOut(node.key, float(shift.mean()), int(shift.max()), moved))
    return tuple(changes)


def consistency(result: Result) -> tuple[Consistency, ...]:
    """Every node with at least two children that vary, over the regions that have all of them."""
    found = []
    for node in result.tree.nodes:
        looked_at = _group(result, node)
        if looked_at is not None:
            found.append(looked_at)
    return tuple(found)


def _group(result: Result, node: Node) -> Consistency | None:
    rows = [result.tree.place[child.key] for child in node.children]
    values = result.scores[rows].T
    parent = result.score_of(node.key)
    whole = ~np.isnan(values).any(axis=1) & ~np.isnan(parent)
    values, parent = values[whole], parent[whole]
    if len(values) < FEWEST_REGIONS or not np.ptp(parent):
        return None
    varies: Booleans = np.ptp(values, axis=0) > 0
    if varies.sum() < 2:
        return None
    values = values[:, varies]
    correlation = correlations(values)
    eigenvalues, vectors = np.linalg.eigh(correlation)
    return Consistency(
        node.key,
        tuple(child.key for child, kept in zip(node.children, varies.tolist(), strict=True) if kept),
        correlation,
        correlations(np.column_stack([values, parent]))[-1, :-1],
        cronbach_alpha(values),
        kaiser_meyer_olkin(correlation),
        eigenvalues[::-1],
        vectors[:, ::-1].T,
    )


def cronbach_alpha(values: Floats) -> float:
    """k/(k-1) (1 - Σ var_i / var of the sum), regions × items without gaps. Cronbach (1951), Psychometrika 16,
    297-334.
    """
    items = values.shape[1]
    of_sum = float(values.sum(axis=1).var(ddof=1))
    return items / (items - 1) * (1 - float(values.var(axis=0, ddof=1).sum()) / of_sum) if of_sum > 0 else float("nan")


def kaiser_meyer_olkin(correlation: Floats) -> float:
    """Σ r² / (Σ r² + Σ partial r²), off the diagonal; NaN where the matrix is singular. Kaiser (1974), Psychometrika
    39.
    """
    if np.linalg.cond(correlation) > 1e12:
        return float("nan")
    inverse = np.linalg.inv(correlation)
    scale = np.sqrt(np.diag(inverse))
    partial = -inverse / np.outer(scale, scale)
    off = ~np.eye(len(correlation), dtype=bool)
    plain, rest = float((correlation[off] ** 2).sum()), float((partial[off] ** 2).sum())
    return plain / (plain + rest) if plain + rest > 0 else float("nan")
