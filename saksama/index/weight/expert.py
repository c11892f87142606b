"""Weights from people: expert scores as IKP does, and Saaty's pairwise judgements."""

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Floats
from saksama.index.node import Tree
from saksama.index.weight.catalogue import WEIGHTINGS, Weighing, put, weights_of_tree
from saksama.language import Text

# Mean consistency index of random reciprocal matrices of size 1..15, Saaty (1980), The Analytic Hierarchy Process.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
HIGHEST_CONSISTENCY_RATIO = 0.10  # Saaty (1980)


@WEIGHTINGS.add("expert", Text("Skor pakar 1–4", "Expert scores 1–4"), "Afrimadona, scribd.com/presentation/616702345")
def expert(tree: Tree, normalised: Floats) -> Weighing:
    """w_i = sum of the scores of indicator i / sum over all; the weight of a node is the sum of its w_i."""
    total = dict.fromkeys((node.key for node in tree.nodes), 0.0)
    for node in reversed(tree.nodes):
        if node.indicator:
            if not node.expert_scores:
                raise InputError(NO_SCORES.fill(where=node.key), ADD_SCORES, file=tree.file, row=node.line)
            total[node.key] = sum(node.expert_scores)
        else:
            total[node.key] = sum(total[child.key] for child in node.children)
    weights = weights_of_tree(tree)
    for node in tree.nodes:
        if node.children:
            put(weights, tree, node, np.array([total[child.key] for child in node.children]))
    return Weighing(weights)


@WEIGHTINGS.add("ahp", Text("AHP, perbandingan berpasangan", "AHP, pairwise judgements"), "Saaty 1980")
def ahp(tree: Tree, normalised: Floats, *, highest_ratio: float = HIGHEST_CONSISTENCY_RATIO) -> Weighing:
    """Principal eigenvector of each `pairwise` matrix; nodes without one keep the weights of the tree.

    Raises InputError, with the ratio, where judgements contradict each other more than `highest_ratio`.
    """
    weights = weights_of_tree(tree)
    ratios: dict[str, float] = {}
    for node in tree.nodes:
        if not node.pairwise:
            continue
        priorities, ratio = priorities_of(np.array(node.pairwise))
        if ratio > highest_ratio:
            what = INCONSISTENT.fill(where=node.key, ratio=f"{ratio:.3f}", limit=f"{highest_ratio:g}")
            raise InputError(what, JUDGE_AGAIN, file=tree.file, row=node.line)
        ratios[node.key] = ratio
        put(weights, tree, node, priorities)
    if not ratios:
        raise InputError(NO_JUDGEMENTS, ADD_JUDGEMENTS, file=tree.file)
    return Weighing(weights, ratios)


def priorities_of(judgements: Floats) -> tuple[Floats, float]:
    """Priorities (sum 1) and consistency ratio of a positive reciprocal matrix of up to 15 rows."""
    size = len(judgements)
    values, vectors = np.linalg.eig(judgements)
    largest = int(np.argmax(values.real))
    priorities = np.abs(vectors[:, largest].real)
    index = (float(values[largest].real) - size) / (size - 1) if size > 1 else 0.0
    random_index = RANDOM_INDEX[min(size, len(RANDOM_INDEX)) - 1]
    return priorities / priorities.sum(), max(0.0, index / random_index) if random_index else 0.0


NO_SCORES = Text("{where}: tidak ada skor pakar.", "{where}: has no expert scores.")
ADD_SCORES = Text("Isi 'expert_scores', satu skor 1–4 tiap pakar.", "Give 'expert_scores', one score of 1–4 an expert.")
INCONSISTENT = Text(
    "{where}: rasio konsistensi {ratio} melebihi {limit} (Saaty 1980).",
    "{where}: the consistency ratio {ratio} is above {limit} (Saaty 1980).",
)
JUDGE_AGAIN = Text("Tinjau lagi perbandingan berpasangannya.", "Look at the pairwise judgements again.")
NO_JUDGEMENTS = Text("Tidak ada perbandingan berpasangan di pohon.", "The tree holds no pairwise judgements.")
ADD_JUDGEMENTS = Text("Isi 'pairwise' pada simpul.", "Give a node 'pairwise'.")
