"""Step 1: outliers. A function looks at values (regions × indicators, NaN = not reported) and gives the treatment.

A treatment is itself a function of values with the same indicators, so that the period before is brought onto the same
footing. Indicators are treated one by one, and only those whose distribution asks for it: |skewness| above 2 and excess
kurtosis above 3.5, both corrected for the sample size as in Excel's SKEW and KURT, the rule of JRC audits and of COINr
(Groeneveld & Meeden 1984; Saisana & Saltelli, JRC audit of the GII).
"""

from collections.abc import Callable

import numpy as np

from saksama.index.arrays import Booleans, Floats
from saksama.index.methods import Catalogue
from saksama.language import Text

HIGHEST_SKEWNESS = 2.0  # no unit; JRC rule
HIGHEST_KURTOSIS = 3.5  # excess, no unit; JRC rule
ABOVE_ZERO = 0.01  # of the range, added before the logarithm of the COIN Tool

Treatment = Callable[[Floats], Floats]
TREATMENTS: Catalogue[Callable[..., Treatment]] = Catalogue("treat")
HANDBOOK = "OECD/JRC Handbook 2008, step 3"


@TREATMENTS.add("none", Text("Tidak diolah", "Left as they are"), "")
def leave(values: Floats) -> Treatment:
    """Nothing is done."""
    return lambda values: values


@TREATMENTS.add("winsorise", Text("Pencilan ditarik ke nilai berikutnya", "Winsorised"), HANDBOOK)
def winsorise(values: Floats, *, most_points: int = 5) -> Treatment:
    """Outermost points are set to the next value inside, one by one, until the indicator passes the JRC rule.

    At most `most_points` regions an indicator; an indicator that still fails is left as it was.
    """
    low, high, _ = _bounds(values, int(most_points))
    return lambda values: np.clip(values, low, high)


@TREATMENTS.add("log", Text("Logaritma log(1+x) bila miring", "log(1+x) where skewed"), HANDBOOK)
def logarithm(values: Floats, *, all_indicators: bool = False) -> Treatment:
    """log(1 + x - min(x, 0)) of the skewed indicators, or of all."""
    columns = np.ones(values.shape[1], dtype=bool) if all_indicators else is_skewed(values)
    lowest = np.minimum(np.where(np.isnan(values), np.inf, values).min(axis=0, initial=np.inf), 0.0)

    def treated(values: Floats) -> Floats:
        return np.where(columns, np.log1p(np.maximum(values - lowest, 0.0)), values)

    return treated


@TREATMENTS.add(
    "winsorise-or-log",
    Text("Pencilan ditarik, bila belum cukup logaritma", "Winsorised, else logarithm"),
    "COINr, Treat",
)
def winsorise_or_log(values: Floats, *, most_points: int = 5) -> Treatment:
    """As `winsorise`; an indicator that still fails is replaced by log(x - min + 0.01 (max - min))."""
    low, high, failing = _bounds(values, int(most_points))
    lowest = np.where(np.isnan(values), np.inf, values).min(axis=0, initial=np.inf)
    highest = np.where(np.isnan(values), -np.inf, values).max(axis=0, initial=-np.inf)
    lowest, width = np.where(failing, lowest, 0.0), np.where(failing, highest - lowest, 1.0)

    def treated(values: Floats) -> Floats:
        logs = np.log(np.maximum(values - lowest, 0.0) + ABOVE_ZERO * width)
        return np.where(failing, logs, np.clip(values, low, high))

    return treated


def is_skewed(values: Floats) -> Booleans:
    """Which indicators break the JRC rule."""
    return (np.abs(skewness(values)) > HIGHEST_SKEWNESS) & (kurtosis(values) > HIGHEST_KURTOSIS)


def skewness(values: Floats) -> Floats:
    """Skewness of each indicator, corrected for the sample size; 0 where nothing varies or fewer than 3 reported."""
    count = np.maximum((~np.isnan(values)).sum(axis=0), 3)
    corrected: Floats = _moment_ratio(values, 3) * np.sqrt(count * (count - 1)) / (count - 2)
    return corrected


def kurtosis(values: Floats) -> Floats:
    """Excess kurtosis of each indicator, corrected for the sample size; -3 where nothing varies or too few reported."""
    count = np.maximum((~np.isnan(values)).sum(axis=0), 4)
    plain = _moment_ratio(values, 4)
    corrected = ((count + 1) * (plain - 3) + 6) * (count - 1) / ((count - 2) * (count - 3))
    return np.where(plain > 0, corrected, -3.0)


def _bounds(values: Floats, most_points: int) -> tuple[Floats, Floats, Booleans]:
    """Where each indicator is cut off on either side, and which still break the rule after `most_points`."""
    low, high = np.full(values.shape[1], -np.inf), np.full(values.shape[1], np.inf)
    failing = is_skewed(values)
    for column in np.flatnonzero(failing).tolist():
        own = values[:, column]
        least, most = -np.inf, np.inf
        while failing[column]:
            changed = np.clip(own, least, most)
            if skewness(changed[:, None])[0] >= 0:
                inside = own[own < np.nanmax(changed)]
                most = inside.max(initial=-np.inf)
            else:
                inside = own[own > np.nanmin(changed)]
                least = inside.min(initial=np.inf)
            if not len(inside) or ((own > most) | (own < least)).sum() > most_points:
                break
            failing[column] = is_skewed(np.clip(own, least, most)[:, None])[0]
        if not failing[column]:
            low[column], high[column] = least, most
    return low, high, failing


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
