"""Weights from the tree file, or none at all."""

from saksama.index.arrays import Floats
from saksama.index.node import Tree
from saksama.index.weight.catalogue import WEIGHTINGS, Weighing, weights_of_tree
from saksama.language import Text


@WEIGHTINGS.add("given", Text("Sesuai berkas pohon", "As the tree says"), "")
def given(tree: Tree, normalised: Floats) -> Weighing:
    """The weights written in the tree."""
    return Weighing(weights_of_tree(tree))


@WEIGHTINGS.add("equal", Text("Sama", "Equal"), "OECD/JRC Handbook 2008, step 6")
def equal(tree: Tree, normalised: Floats) -> Weighing:
    """The same weight for all children of a node, on every level."""
    weights = weights_of_tree(tree)
    for node in tree.nodes:
        for child in node.children:
            weights[tree.place[child.key]] = 1 / len(node.children)
    return Weighing(weights)
