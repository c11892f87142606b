"""What if: an indicator or a branch taken out, another method chosen; and runs laid side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Floats, Integers
from saksama.index.data import Table
from saksama.index.node import Node, Tree
from saksama.index.result import Result
from saksama.language import Text


@dataclass(frozen=True, slots=True)
class Beside:
    """Runs of the same regions beside the first of them. Axes: runs × regions.

    `shift`: places a region moves against the first run, above zero up; 0 where either has no score. `moved`: mean of
    the absolute shifts, one a run. `agreement`: rank correlation (Spearman) with the first, one a run.
    """

    names: tuple[str, ...]
    regions: tuple[str, ...]
    scores: Floats
    ranks: Integers
    shift: Integers
    moved: Floats
    agreement: Floats


def leave_out(tree: Tree, table: Table, *keys: str) -> tuple[Tree, Table]:
    """The tree without some nodes, siblings scaled up to sum 1, and the table without their indicators.

    A branch that loses all its children goes as well. Raises InputError for a key that is not there, or if nothing
    would be left.
    """
    for key in keys:
        if key not in tree.place or key == tree.root.key:
            raise InputError(
                NO_NODE.fill(key=key), KEYS_ARE.fill(known=", ".join(list(tree.place)[1:20])), file=tree.file
            )
    root = _without(tree.root, frozenset(keys))
    if root is None:
        raise InputError(NOTHING_LEFT, LEAVE_SOME, file=tree.file)
    smaller = replace(tree, root=root, left_out=(*tree.left_out, *keys))
    kept = [tree.column[node.key] for node in smaller.indicators]
    previous = None if table.previous is None else table.previous[:, kept]
    return smaller, replace(table, values=table.values[:, kept], previous=previous)


def side_by_side(runs: Mapping[str, Result]) -> Beside:
    """Lays runs beside the first. Raises InputError if they are not of the same regions in the same order."""
    results = list(runs.values())
    first = results[0]
    if any(each.table.regions != first.table.regions for each in results):
        raise InputError(OTHER_REGIONS, SAME_REGIONS)
    ranks = np.array([each.rank for each in results])
    shift = np.where((ranks > 0) & (ranks[0] > 0), ranks[0] - ranks, 0)
    moved = np.full(len(results), np.nan)
    agreement = np.full(len(results), np.nan)
    for at, each in enumerate(results):
        both = (ranks[at] > 0) & (ranks[0] > 0)
        if both.any():
            moved[at] = np.abs(shift[at])[both].mean()
            agreement[at] = _rank_correlation(first.index[both], each.index[both])
    return Beside(
        tuple(runs), first.table.regions, np.array([each.index for each in results]), ranks, shift,
        moved, agreement,
    )  # fmt: skip


def _without(node: Node, keys: frozenset[str]) -> Node | None:
    if node.key in keys:
        return None
    if not node.children:
        return node
    kept = [(at, child) for at, each in enumerate(node.children) if (child := _without(each, keys)) is not None]
    if not kept:
        return None
    total = sum(child.weight for _, child in kept)
    share = [child.weight / total if total else 1 / len(kept) for _, child in kept]
    children = tuple(replace(child, weight=weight) for (_, child), weight in zip(kept, share, strict=True))
    rows = [at for at, _ in kept]
    pairwise = tuple(tuple(node.pairwise[row][at] for at in rows) for row in rows) if node.pairwise else ()
    return replace(node, children=children, pairwise=pairwise)


def _rank_correlation(one: Floats, other: Floats) -> float:
    from scipy.stats import rankdata  # slow to load, and seldom needed

    a, b = rankdata(np.round(one, 9)), rankdata(np.round(other, 9))
    return float(np.corrcoef(a, b)[0, 1]) if len(a) > 1 and np.ptp(a) and np.ptp(b) else float("nan")


NO_NODE = Text("Tidak ada simpul '{key}' di pohon.", "There is no node '{key}' in the tree.")
KEYS_ARE = Text("Antara lain: {known}.", "Among others: {known}.")
NOTHING_LEFT = Text("Tidak ada indikator yang tersisa.", "No indicator would be left.")
LEAVE_SOME = Text("Hilangkan lebih sedikit simpul.", "Leave out fewer nodes.")
OTHER_REGIONS = Text("Hitungan ini bukan dari wilayah yang sama.", "These runs are not of the same regions.")
SAME_REGIONS = Text("Bandingkan hitungan dari berkas data yang sama.", "Compare runs of the same data file.")
