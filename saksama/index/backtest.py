"""How well did an earlier index point at what then happened, and better than simply looking at the last time?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Booleans, Floats, Integers
from saksama.language import Text

RESAMPLES = 1_000
INTERVAL = (0.025, 0.975)
CALIBRATION_GROUPS = 5
FEWEST_REGIONS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure for the index and for the baseline, and the interval (95 %) of their difference from paired
    resampling.

    NaN where it cannot be had: no baseline, or events everywhere or nowhere.
    """

    title: Text
    index: float
    baseline: float
    difference_low: float
    difference_high: float


@dataclass(frozen=True, slots=True)
class CalibrationGroup:
    """Regions of similar score: how many, their mean score, and the share of them in which something happened, with
    Wilson's 95 % interval."""

    regions: int
    mean_score: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BackTest:
    """`regions`: tested, that is with score and outcome known. `happened`: with at least one event."""

    regions: int
    happened: int
    k: int
    measures: tuple[Measure, ...]
    calibration: tuple[CalibrationGroup, ...]


def back_test(
    index: Floats, outcome: Floats, last_time: Floats | None = None, *, k: int = 10, seed: int = 0
) -> BackTest:
    """Compares scores with the number of events that followed. All arrays: regions, NaN = not known.

    `last_time`: events of the time before, the plain baseline. `k`: length of the watch list. Raises InputError with
    fewer than five regions to test.
    """
    known = ~np.isnan(index) & ~np.isnan(outcome)
    if last_time is not None:
        known &= ~np.isnan(last_time)
    count = int(known.sum())
    if count < FEWEST_REGIONS:
        raise InputError(TOO_FEW.fill(count=count, needed=FEWEST_REGIONS), MATCH_CODES)
    score, events = index[known], outcome[known]
    baseline = None if last_time is None else last_time[known]
    k = min(k, count)
    measures: list[tuple[Text, Callable[[Floats, Floats], float]]] = [
        (SPEARMAN, spearman),
        (AUC, lambda s, e: roc_auc(s, e > 0)),
        (PRECISION.fill(k=k), lambda s, e: precision_at(s, e > 0, k)),
    ]
    random = np.random.default_rng(seed)
    picks = random.integers(0, count, (RESAMPLES, count))
    return BackTest(
        count,
        int((events > 0).sum()),
        k,
        tuple(_measure(title, function, score, events, baseline, picks) for title, function in measures),
        calibration(score, events > 0),
    )


def spearman(score: Floats, events: Floats) -> float:
    """Rank correlation, ties at their mean rank; NaN where either does not vary. Spearman (1904)."""
    from scipy.stats import rankdata  # takes more than a second to load, and whoever loads the index seldom needs it

    a, b = rankdata(score), rankdata(events)
    if not np.ptp(a) or not np.ptp(b):
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])


def roc_auc(score: Floats, happened: Booleans) -> float:
    """Chance that a region where it happened scored higher than one where it did not, ties counting half.

    Hanley & McNeil (1982), Radiology 143, 29-36. NaN if it happened everywhere or nowhere.
    """
    positive = int(happened.sum())
    negative = len(happened) - positive
    if not positive or not negative:
        return float("nan")
    from scipy.stats import rankdata  # slow to load, see above

    ranks = rankdata(score)
    return float((ranks[happened].sum() - positive * (positive + 1) / 2) / (positive * negative))


def precision_at(score: Floats, happened: Booleans, k: int) -> float:
    """Share of the k highest scores where it happened; of equal scores at the edge, the mean over all ways to
    choose.
    """
    order = np.sort(score)[::-1]
    edge = order[k - 1]
    above, at_edge = score > edge, score == edge
    hits = happened[above].sum() + (k - above.sum()) * happened[at_edge].mean()
    return float(hits / k)


def calibration(score: Floats, happened: Booleans, groups: int = CALIBRATION_GROUPS) -> tuple[CalibrationGroup, ...]:
    """Groups of about equal size by score, equal scores kept together, from low to high."""
    cuts = np.unique(np.quantile(score, np.arange(1, groups) / groups))
    group = np.searchsorted(cuts, score, side="left")
    found = []
    for at in np.unique(group):
        members = group == at
        count, hits = int(members.sum()), int(happened[members].sum())
        low, high = wilson(hits, count)
        found.append(CalibrationGroup(count, float(score[members].mean()), hits / count, low, high))
    return tuple(found)


def wilson(hits: int, count: int, z: float = 1.959964) -> tuple[float, float]:
    """Interval (95 %) of a share. Wilson (1927), J. Am. Stat. Assoc. 22, 209-212."""
    centre = (hits + z * z / 2) / (count + z * z)
    half = z / (count + z * z) * float(np.sqrt(hits * (count - hits) / count + z * z / 4))
    return max(0.0, centre - half), min(1.0, centre + half)


def _measure(
    title: Text, function: Callable[[Floats, Floats], float], score: Floats, events: Floats, baseline: Floats | None,
    picks: Integers,
) -> Measure:  # fmt: skip
    nan = float("nan")
    own = function(score, events)
    if baseline is None:
        return Measure(title, own, nan, nan, nan)
    apart = np.array([function(score[pick], events[pick]) - function(baseline[pick], events[pick]) for pick in picks])
    apart = apart[~np.isnan(apart)]
    low, high = np.quantile(apart, INTERVAL).tolist() if len(apart) else (nan, nan)
    return Measure(title, own, function(baseline, events), low, high)


SPEARMAN = Text("Korelasi peringkat (Spearman)", "Rank correlation (Spearman)")
AUC = Text("Luas di bawah kurva ROC", "Area under the ROC curve")
PRECISION = Text("Ketepatan {k} teratas", "Precision of the top {k}")
TOO_FEW = Text(
    "Hanya {count} wilayah punya skor dan kejadian, paling sedikit {needed}.",
    "Only {count} regions have a score and an outcome; at least {needed} are needed.",
)
MATCH_CODES = Text("Samakan kode wilayah di kedua berkas.", "Make the region codes of both files agree.")
