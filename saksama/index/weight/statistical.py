"""Weights learnt from the data, group by group. They reward indicators that tell regions apart, not those that
matter.
"""

import numpy as np

from saksama.index.arrays import Booleans, Floats
from saksama.index.node import Tree
from saksama.index.weight.catalogue import WEIGHTINGS, Weighing, learnt_by_group
from saksama.language import Text

FEWEST_REGIONS = 3  # below, nothing can be learnt and weights are equal


@WEIGHTINGS.add("pca", Text("Komponen utama", "Principal component"), "OECD/JRC Handbook 2008, step 6; COINr get_PCA")
def pca(tree: Tree, normalised: Floats) -> Weighing:
    """Squared loadings of the first principal component of the correlations: its shares of explained variance."""
    return learnt_by_group(tree, normalised, _first_component)


@WEIGHTINGS.add("entropy", Text("Entropi", "Entropy"), "Shannon 1948; Zeleny 1982")
def entropy(tree: Tree, normalised: Floats) -> Weighing:
    """1 - H / ln n with H the entropy of an indicator's shares over the regions."""
    return learnt_by_group(tree, normalised, _diversity)


@WEIGHTINGS.add("critic", Text("CRITIC", "CRITIC"), "Diakoulaki, Mavrotas & Papayannakis 1995")
def critic(tree: Tree, normalised: Floats) -> Weighing:
    """SD of the min-max values × Σ (1 - correlation with each other indicator)."""
    return learnt_by_group(tree, normalised, _contrast)


def _first_component(values: Floats) -> Floats:
    varies = _varies(values)
    weights = np.zeros(values.shape[1])
    if varies.sum() < 2:
        return varies.astype(float)
    _, vectors = np.linalg.eigh(correlations(values[:, varies]))
    weights[varies] = vectors[:, -1] ** 2
    return weights


def _diversity(values: Floats) -> Floats:
    if len(values) < FEWEST_REGIONS:
        return np.zeros(values.shape[1])
    positive = values - np.minimum(values.min(axis=0), 0.0)
    total = positive.sum(axis=0)
    share = np.divide(positive, total, out=np.full_like(positive, 1 / len(values)), where=total > 0)
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    diversity: Floats = np.maximum(1 + (share * logs).sum(axis=0) / np.log(len(values)), 0.0)
    return diversity


def _contrast(values: Floats) -> Floats:
    varies = _varies(values)
    weights = np.zeros(values.shape[1])
    if varies.sum() < 2:
        return varies.astype(float)
    chosen = values[:, varies]
    low, high = chosen.min(axis=0), chosen.max(axis=0)
    scaled = (chosen - low) / (high - low)
    weights[varies] = scaled.std(axis=0, ddof=1) * (1 - correlations(chosen)).sum(axis=0)
    return np.maximum(weights, 0.0)


def _varies(values: Floats) -> Booleans:
    if len(values) < FEWEST_REGIONS:
        return np.zeros(values.shape[1], dtype=bool)
    varies: Booleans = np.ptp(values, axis=0) > 0
    return varies


def correlations(values: Floats) -> Floats:
    """Pearson correlations between columns that vary (indicators × indicators)."""
    apart = values - values.mean(axis=0)
    apart /= np.sqrt((apart**2).sum(axis=0))
    correlation: Floats = np.clip(apart.T @ apart, -1.0, 1.0)
    return correlation
