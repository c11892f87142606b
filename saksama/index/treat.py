"""Step 1: outliers. A function takes values (regions × indicators, NaN = not reported) and gives the same shape.

Indicators are treated one by one, and only those whose distribution asks for it: |skewness| above 2 and excess kurtosis
above 3.5, the rule of JRC audits (Groeneveld & Meeden 1984; Saisana & Saltelli, JRC audit of the GII).
"""

from collections.abc import Callable

import numpy as np

from saksama.index.arrays import Booleans, Floats
from saksama.index.methods import Catalogue
from saksama.language import Text

HIGHEST_SKEWNESS = 2.0  # no unit; JRC rule
HIGHEST_KURTOSIS = 3.5  # excess, no unit; JRC rule

TREATMENTS: Catalogue[Callable[..., Floats]] = Catalogue("treat")


@TREATMENTS.add("none", Text("Tidak diolah", "Left as they are"), "")
def leave(values: Floats) -> Floats:
    """Nothing is done."""
    return values


@TREATMENTS.add(
    "winsorise", Text("Pencilan ditarik ke nilai berikutnya", "Winsorised"), "OECD/JRC Handbook 2008, step 3"
)
def winsorise(values: Floats, *, most_points: int = 5) -> Floats:
    """Outermost points are set to the next value inside, one by one, until the indicator passes the JRC rule.

    At most `most_points` regions an indicator; an indicator that still fails is left as it was.
    """
    treated = values.copy()
    for column in np.flatnonzero(is_skewed(values)):
        changed = treated[:, column].copy()
        for _ in range(int(most_points)):
            upper = skewness(changed[:, None])[0] > 0
            edge = np.nanmax(changed) if upper else np.nanmin(changed)
            inside = changed[(changed < edge) if upper else (changed > edge)]
            if len(inside) == 0 or (changed == edge).sum() > most_points:
                break
            changed[changed == edge] = inside.max() if upper else inside.min()
            if not is_skewed(changed[:, None])[0]:
                treated[:, column] = changed
                break
    return treated


@TREATMENTS.add(
    "log", Text("Logaritma log(1+x) bila miring", "log(1+x) where skewed"), "OECD/JRC Handbook 2008, step 3"
)
def logarithm(values: Floats, *, all_indicators: bool = False) -> Floats:
    """log(1 + x - min(x, 0)) of the skewed indicators, or of all."""
    columns = np.ones(values.shape[1], dtype=bool) if all_indicators else is_skewed(values)
    treated = values.copy()
    chosen = values[:, columns]
    if chosen.size:
        lowest = np.minimum(np.where(np.isnan(chosen), np.inf, chosen).min(axis=0), 0.0)
        treated[:, columns] = np.log1p(chosen - lowest)
    return treated


def is_skewed(values: Floats) -> Booleans:
    """Which indicators break the JRC rule."""
    return (np.abs(skewness(values)) > HIGHEST_SKEWNESS) & (_moment_ratio(values, 4) - 3 > HIGHEST_KURTOSIS)


def skewness(values: Floats) -> Floats:
    """Third standardised moment (population) of each indicator; 0 where nothing varies."""
    return _moment_ratio(values, 3)


def _moment_ratio(values: Floats, power: int) -> Floats:
    reported = ~np.isnan(values)
    count = np.maximum(reported.sum(axis=0), 1)
    filled = np.where(reported, values, 0.0)
    apart = np.where(reported, filled - filled.sum(axis=0) / count, 0.0)
    variance = (apart**2).sum(axis=0) / count
    moment = (apart**power).sum(axis=0) / count
    varies = variance > 1e-12 * np.maximum(1.0, np.abs(filled).max(axis=0, initial=0.0) ** 2)
    ratio: Floats = np.divide(moment, variance ** (power / 2), out=np.zeros(values.shape[1]), where=varies)
    return ratio
