"""Hot spots against second opinions: the binomial tail by exact fractions, the correction by its definition."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.rolls.report.hotspots import FALSE_DISCOVERY_RATE, benjamini_hochberg, hot_spots, upper_tail


def exact_tail(k: int, draws: int, chance: Fraction) -> Fraction:
    return sum(
        (comb(draws, j) * chance**j * (1 - chance) ** (draws - j) for j in range(k, draws + 1)), start=Fraction(0)
    )


@given(draws=st.integers(1, 120), share=st.integers(1, 40), k=st.integers(0, 120))
def test_the_tail_is_the_sum_of_exact_binomial_terms(draws: int, share: int, k: int) -> None:
    k = min(k, draws)
    found = upper_tail(np.array([k]), draws, np.array([share / 64]))[0]
    assert found == pytest.approx(float(exact_tail(k, draws, Fraction(share, 64))), rel=1e-9)


def test_the_tail_stays_exact_for_a_whole_regency() -> None:
    exact = float(exact_tail(160, 4_000, Fraction(1, 32)))
    assert upper_tail(np.array([160]), 4_000, np.array([1 / 32]))[0] == pytest.approx(exact, rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0.001, 0.5))
def test_the_correction_rejects_just_what_the_step_up_procedure_rejects(p_values: list[float], rate: float) -> None:
    ordered = sorted(p_values)
    passing = [i for i, p in enumerate(ordered, start=1) if p * len(ordered) / i <= rate]
    limit = ordered[passing[-1] - 1] if passing else -1.0
    named = benjamini_hochberg(np.array(p_values)) <= rate
    assert named.tolist() == [p <= limit for p in p_values]


def test_a_desa_with_ten_times_the_rate_is_named_and_an_even_regency_names_none() -> None:
    voters = np.full(300, 1_700)
    even = np.full(300, 8)
    assert not hot_spots(even, voters).hot.any()
    uneven = even.copy()
    uneven[17] = 80
    assert hot_spots(uneven, voters).hot.nonzero()[0].tolist() == [17]


def test_a_small_excess_is_not_named_however_certain() -> None:
    voters = np.full(10, 100_000)
    findings = np.array([14_000] + [10_000] * 9)
    spots = hot_spots(findings, voters)
    assert spots.q_value[0] < 1e-100
    assert not spots.hot[0]


def test_where_all_desa_are_alike_a_false_name_is_rare() -> None:
    rng = np.random.default_rng(1)
    voters = rng.integers(500, 4_000, 327)
    runs = [hot_spots(rng.multinomial(3_000, voters / voters.sum()), voters) for _ in range(200)]
    with_a_false_name = sum(bool((run.q_value <= FALSE_DISCOVERY_RATE).any()) for run in runs) / len(runs)
    assert with_a_false_name <= FALSE_DISCOVERY_RATE + 3 * (FALSE_DISCOVERY_RATE * 0.95 / len(runs)) ** 0.5


def test_a_desa_without_voters_is_never_hot_and_no_finding_at_all_is_no_error() -> None:
    assert not hot_spots(np.array([5, 0]), np.array([0, 100])).hot.any()
    assert not hot_spots(np.array([0, 0]), np.array([10, 100])).hot.any()
    assert not hot_spots(np.array([0, 0]), np.array([0, 0])).hot.any()
