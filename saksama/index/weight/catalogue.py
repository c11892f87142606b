"""The step's catalogue and what a method of it gives.

A function takes the tree and the normalised values (regions × indicators) and gives a Weighing. Methods that learn from
data do so among the indicators of one group (children that are all indicators); above, the weights of the tree hold.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from saksama.index.arrays import Floats
from saksama.index.methods import Catalogue
from saksama.index.node import Node, Tree


@dataclass(frozen=True, slots=True)
class Weighing:
    """`weights`: one a node, on the tree's node axis; siblings sum to 1. `consistency`: AHP ratio by node key."""

    weights: Floats
    consistency: dict[str, float] = field(default_factory=dict)


WEIGHTINGS: Catalogue[Callable[..., Weighing]] = Catalogue("weight")


def weights_of_tree(tree: Tree) -> Floats:
    """The weights written in the tree, on the node axis."""
    return np.array([node.weight for node in tree.nodes])


def learnt_by_group(tree: Tree, normalised: Floats, learn: Callable[[Floats], Floats]) -> Weighing:
    """Weights of each group of indicators by `learn` (regions without a gap × indicators → weights)."""
    weights = weights_of_tree(tree)
    for node in tree.nodes:
        if not node.children or not all(child.indicator for child in node.children):
            continue
        group = normalised[:, [tree.column[child.key] for child in node.children]]
        learnt = learn(group[~np.isnan(group).any(axis=1)])
        put(weights, tree, node, learnt)
    return Weighing(weights)


def put(weights: Floats, tree: Tree, node: Node, shares: Floats) -> None:
    """Sets the weights of the children of `node` to shares of their sum; equal where the sum is zero."""
    total = float(shares.sum())
    shares = shares / total if total > 0 else np.full(len(shares), 1 / len(shares))
    for child, share in zip(node.children, shares, strict=True):
        weights[tree.place[child.key]] = share


def effective_weights(tree: Tree, weights: Floats) -> Floats:
    """Weight of each indicator in the whole index: the product along its way up. Sums to 1."""
    product = np.ones(len(tree.nodes))
    for node in tree.nodes:
        for child in node.children:
            product[tree.place[child.key]] = product[tree.place[node.key]] * weights[tree.place[child.key]]
    return product[[tree.place[leaf.key] for leaf in tree.indicators]]
