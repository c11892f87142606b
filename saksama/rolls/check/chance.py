"""How unlikely a count is by chance alone, as SQL that needs no more than ln.

Bounds, not approximations: they never call something rarer than it is, so that they err on the side of silence.
All are compared on the log scale after Bonferroni's correction for the number of groups looked at.
"""

import math

# The chance that even one group in the whole list is flagged though nothing is wrong.
FALSE_ALARM = 0.01
_LIMIT = f"{math.log(FALSE_ALARM):.6f}"


def count_is_too_high(count: str, expected: str, groups: str) -> str:
    """SQL: more than chance gives, for a count that is Poisson (or a sum of rare events) with the expected mean.

    Chernoff's bound ln P(X >= k) <= k - m + k ln(m / k) for k > m: Mitzenmacher & Upfal, Probability and Computing,
    2nd ed., theorem 5.4.
    """
    return f"({count} > {expected} AND {_chernoff(count, expected)} + ln({groups}) < {_LIMIT})"


def count_is_too_low(count: str, expected: str, groups: str) -> str:
    """SQL: fewer than chance gives; the same theorem, ln P(X <= k) for k < m, which is -m at k = 0."""
    log_chance = f"CASE WHEN {count} = 0 THEN -{expected} ELSE {_chernoff(count, expected)} END"
    return f"({count} < {expected} AND {log_chance} + ln({groups}) < {_LIMIT})"


def share_is_odd(share: str, expected: str, people: str, groups: str) -> str:
    """SQL: a share among so many people is further from the expected share than chance gives, up or down.

    Hoeffding (1963), theorem 1: P(|share - expected| >= d) <= 2 exp(-2 n d^2).
    """
    distance = f"({share} - {expected})"
    return f"(ln(2) - 2 * {people} * {distance} * {distance} + ln({groups}) < {_LIMIT})"


def _chernoff(count: str, expected: str) -> str:
    # greatest keeps ln away from 0 where the bound is not used anyway.
    ratio = f"{expected} / greatest({count}, 1e-9)"
    return f"({count} - {expected} + {count} * ln(greatest({ratio}, 1e-300)))"
