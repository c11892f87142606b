"""The step's catalogue. A classifier takes scores (… × regions, no NaN) and gives its cut points (… × cuts), ascending.

A category is the number of cuts not above the score: 0 is the lowest. All leading axes are draws.
"""

from collections.abc import Callable

import numpy as np

from saksama.index.arrays import Floats, Integers, Reals
from saksama.index.methods import Catalogue
from saksama.language import Text

CLASSIFIERS: Catalogue[Callable[..., Reals]] = Catalogue("classify")
FOLLOWING_DRAWS = {
    "mean-sd",
    "fixed",
    "quantiles",
    "six-bands-2020",
    "thirds-2019",
}  # cheap enough to cut each draw anew

THREE = (Text("Rendah", "Low"), Text("Sedang", "Medium"), Text("Tinggi", "High"))
SIX = (
    Text("Rendah 1", "Low 1"),
    Text("Rendah 2", "Low 2"),
    Text("Sedang 3", "Medium 3"),
    Text("Sedang 4", "Medium 4"),
    Text("Tinggi 5", "High 5"),
    Text("Tinggi 6", "High 6"),
)


def category_of(scores: Floats, cuts: Floats) -> Integers:
    """Number of cuts not above each score; -1 where there is no score."""
    category = np.searchsorted(cuts, scores, side="right")
    return np.where(np.isnan(scores), -1, category).astype(np.int64)


def labels_for(classes: int, given: tuple[Text, ...]) -> tuple[Text, ...]:
    """Names of the categories from low to high: those given, IKP's for three or six, else numbers."""
    if len(given) == classes:
        return given
    if classes in (3, 6):
        return THREE if classes == 3 else SIX
    return tuple(Text(f"Kelas {number}", f"Class {number}") for number in range(1, classes + 1))
