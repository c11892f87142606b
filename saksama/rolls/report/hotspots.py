"""Desa where findings pile up more than chance explains, with the false-discovery rate held.

One kind of finding at a time. If every voter of the regency were equally likely to be in a finding, then, given that
there are K findings in all, the number in desa i is binomial: K draws, each with the chance n_i / N of its share of the
voters. The p-value is the exact upper tail of that distribution: no estimate of the rate enters, and small desa are
treated fairly. It is the conditional test of Poisson rates of Przyborowski & Wilenski (1940), Biometrika 31, 313-323.
The p-values of all desa are then adjusted after Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, 289-300.

It errs on the side of naming too many where findings come in bundles (a whole household moved), because bundled
findings vary more than independent ones. Hence the second condition: the rate must also be clearly higher.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

FALSE_DISCOVERY_RATE = 0.05  # expected share of desa named by mistake among those named
LOWEST_RATIO = 1.5  # findings over the expected number; less is of no use to a supervisor, however certain
FEWEST_FINDINGS = 3  # one or two findings are read, not mapped


@dataclass(frozen=True, slots=True)
class HotSpots:
    """One value a desa, in the order given. `q_value` is the smallest false-discovery rate at which it is named."""

    expected: Floats
    ratio: Floats
    p_value: Floats
    q_value: Floats
    hot: NDArray[np.bool_]


def hot_spots(findings: Integers, voters: Integers) -> HotSpots:
    """Tests each desa against the whole. Arrays of one length: findings and voters by desa. No voters: never hot."""
    total = int(findings.sum())
    share = voters / max(int(voters.sum()), 1)
    expected = total * share
    ratio = np.divide(findings, expected, out=np.zeros(len(findings)), where=expected > 0)
    p_value = upper_tail(findings, total, share)
    p_value[voters == 0] = 1.0
    q_value = np.ones(len(findings))
    tested = voters > 0
    q_value[tested] = benjamini_hochberg(p_value[tested])
    hot = (q_value <= FALSE_DISCOVERY_RATE) & (ratio >= LOWEST_RATIO) & (findings >= FEWEST_FINDINGS)
    return HotSpots(expected, ratio, p_value, q_value, hot)


def upper_tail(successes: Integers, draws: int, chance: Floats) -> Floats:
    """P(X >= k) for X ~ Binomial(draws, chance), exact but for rounding. One k and one chance a desa."""
    log_factorial = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, draws + 1)))))
    tail = np.ones(len(successes))
    for place, (k, p) in enumerate(zip(successes.tolist(), chance.tolist(), strict=True)):
        if k <= 0 or p >= 1:
            continue
        if p <= 0:
            tail[place] = 0.0
            continue
        # Beyond 40 standard deviations over both k and the mean nothing of double precision is left.
        last = min(draws, int(max(k, draws * p) + 40 * np.sqrt(draws * p * (1 - p)) + 100))
        j = np.arange(k, last + 1)
        logs = log_factorial[draws] - log_factorial[j] - log_factorial[draws - j] + j * np.log(p)
        logs += (draws - j) * np.log1p(-p)
        tail[place] = min(1.0, float(np.exp(logs).sum()))
    return tail


def benjamini_hochberg(p_values: Floats) -> Floats:
    """Adjusted p-values: q_(i) = min over j >= i of p_(j) m / j, in the order given."""
    count = len(p_values)
    order = np.argsort(p_values, kind="stable")
    scaled = p_values[order] * count / np.arange(1, count + 1)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
