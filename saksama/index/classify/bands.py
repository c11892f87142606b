"""Categories by rule: Bawaslu's mean ± SD, fixed bands, quantiles."""

import numpy as np

from saksama.index.arrays import Reals
from saksama.index.classify.catalogue import CLASSIFIERS
from saksama.language import Text

THIRDS_2019 = (33.0, 66.0)  # points of 100; tirto.id c2so
# Points of 100: the governor cut-offs printed for IKP Pilkada 2020 (riau24.com, idntimes sumsel); steps of 7.545 about
# 50.
SIX_BANDS_2020 = (34.91, 42.46, 50.00, 57.54, 65.09)


@CLASSIFIERS.add("mean-sd", Text("Rata-rata ± simpangan baku", "Mean ± SD"), "bandungraya.inews.id 230344 (IKP 2024)")
def mean_sd(scores: Reals, *, width: float = 1.0, ddof: int = 1) -> Reals:
    """Low below mean - width·SD, high above mean + width·SD. ddof 1 (sample SD) is what reproduces IKP 2024."""
    mean = scores.mean(axis=-1)
    spread = width * scores.std(axis=-1, ddof=ddof) if scores.shape[-1] > ddof else np.zeros_like(mean)
    # A score at the upper cut is medium ("high" is above it), so the cut lies just beyond.
    upper = np.nextafter(mean + spread, np.asarray(np.inf, dtype=scores.dtype))
    return np.stack([mean - spread, upper], axis=-1)


@CLASSIFIERS.add("fixed", Text("Batas tetap", "Fixed bands"), "")
def fixed(scores: Reals, *, cuts: tuple[float, ...] = THIRDS_2019) -> Reals:
    """The given cuts, whatever the scores."""
    ordered = np.sort(np.asarray(cuts, dtype=scores.dtype))
    return np.broadcast_to(ordered, (*scores.shape[:-1], len(ordered)))


@CLASSIFIERS.add("thirds-2019", Text("Batas 33 dan 66 (IKP 2019)", "Bands at 33 and 66 (IKP 2019)"), "tirto.id c2so")
def thirds_2019(scores: Reals) -> Reals:
    """0–33, 33–66, 66–100."""
    return fixed(scores, cuts=THIRDS_2019)


@CLASSIFIERS.add("six-bands-2020", Text("Enam batas (IKP 2020)", "Six bands (IKP 2020)"), "riau24.com; idntimes sumsel")
def six_bands_2020(scores: Reals) -> Reals:
    """34.91, 42.46, 50.00, 57.54, 65.09: 1–2 low, 3–4 medium, 5–6 high."""
    return fixed(scores, cuts=SIX_BANDS_2020)


@CLASSIFIERS.add("quantiles", Text("Kuantil", "Quantiles"), "Hyndman & Fan 1996, type 7")
def quantiles(scores: Reals, *, classes: int = 5) -> Reals:
    """Classes of about equal size."""
    at = np.arange(1, classes) / classes
    return np.moveaxis(np.quantile(scores, at, axis=-1), 0, -1).astype(scores.dtype)
