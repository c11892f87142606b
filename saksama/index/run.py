"""The whole way from a table to an index, in one function."""

from typing import Any

import numpy as np

from saksama import __version__
from saksama.errors import InputError
from saksama.index.aggregate import refuse_negative, roll_up
from saksama.index.arrays import Booleans, Floats, Integers
from saksama.index.classify import CLASSIFIERS, category_of, labels_for
from saksama.index.data import Table
from saksama.index.denominate import denominate
from saksama.index.impute import IMPUTATIONS, Context
from saksama.index.node import Tree
from saksama.index.normalise import NORMALISATIONS, constant_indicators
from saksama.index.result import Result, ranks_from_top
from saksama.index.treat import TREATMENTS
from saksama.index.weight import WEIGHTINGS, effective_weights
from saksama.language import Text


def run(tree: Tree, table: Table, *, seed: int = 0, data_sha256: str = "") -> Result:
    """Denominate → treat → impute → normalise → weigh → aggregate → classify, as the tree says.

    The same tree, table and seed give the same numbers, whatever the order of regions. Raises InputError where a method
    lacks what it needs, or no region reported enough for a score.
    """
    values = denominate(tree, table, table.values)
    treatment = TREATMENTS.function(tree.steps.treat)(values)
    treated = treatment(values)
    previous = None if table.previous is None else treatment(denominate(tree, table, table.previous))
    context = Context(table.groups, previous, np.random.default_rng(seed))
    filled: Floats = IMPUTATIONS.function(tree.steps.impute)(treated, context)
    normalised = NORMALISATIONS.function(tree.steps.normalise)(filled, tree.indicators, tree.scale)
    refuse_negative(tree, normalised, tree.steps.aggregate)
    weighing = WEIGHTINGS.function(tree.steps.weight)(tree, normalised)
    scores = all_scores(tree, normalised, weighing.weights)
    coverage = ~np.isnan(values) @ effective_weights(tree, weighing.weights)
    scores[0] = np.where(coverage >= tree.lowest_coverage - 1e-9, scores[0], np.nan)
    cuts, category = classify(tree, scores[0])
    return Result(
        tree=tree,
        table=table,
        treated=treated,
        previous=previous,
        completed=filled,
        normalised=normalised,
        weights=weighing.weights,
        scores=scores,
        coverage=coverage,
        rank=ranks_from_top(scores[0]),
        cuts=cuts,
        category=category,
        labels=labels_for(len(cuts) + 1, tree.labels),
        record=_record(tree, table, values, seed, data_sha256, weighing.consistency, constant_indicators(table.values)),
    )


def all_scores(tree: Tree, normalised: Floats, weights: Floats) -> Floats:
    """Scores of all nodes (nodes × regions) for one set of weights; indicators have their normalised values."""
    rolled = roll_up(tree, normalised, weights[None])
    rows = [rolled[node.key][0] if node.children else normalised[:, tree.column[node.key]] for node in tree.nodes]
    return np.array(rows, dtype=float)


def classify(tree: Tree, index: Floats) -> tuple[Floats, Integers]:
    """Cuts, and the category of each region."""
    known = index[~np.isnan(index)]
    if not len(known):
        raise InputError(NO_SCORE.fill(share=f"{tree.lowest_coverage:.0%}"), REPORT_MORE, file=tree.file)
    cuts: Floats = np.asarray(CLASSIFIERS.function(tree.steps.classify)(known), dtype=float)
    return cuts, category_of(index, cuts)


def _record(
    tree: Tree,
    table: Table,
    values: Floats,
    seed: int,
    data_sha256: str,
    consistency: dict[str, float],
    constant: Booleans,
) -> dict[str, Any]:
    return {
        "saksama": __version__,
        "numpy": np.__version__,
        "tree": tree.key,
        "tree_sha256": tree.sha256,
        "data_sha256": data_sha256,
        "period": table.period,
        "regions": len(table.regions),
        "indicators": len(tree.indicators),
        "values_reported": int(table.reported.sum()),
        "values_not_reported": int((~table.reported).sum()),
        "values_without_denominator": int((table.reported & np.isnan(values)).sum()),
        "seed": seed,
        "scale": list(tree.scale),
        "lowest_coverage": tree.lowest_coverage,
        "left_out": list(tree.left_out),
        "steps": tree.steps.record(),
        "consistency_ratios": consistency,
        "indicators_without_difference": [
            node.key for node, same in zip(tree.indicators, constant.tolist(), strict=True) if same
        ],
    }


NO_SCORE = Text(
    "Tidak satu wilayah pun melaporkan {share} dari bobot indeks.",
    "Not one region reported {share} of the index's weight.",
)
REPORT_MORE = Text(
    "Lengkapi laporan, atau turunkan lowest_coverage di pohon.",
    "Complete the reports, or lower lowest_coverage in the tree.",
)
