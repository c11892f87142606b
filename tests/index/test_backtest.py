"""The back-test's figures against worked cases and an independent library."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from sklearn.metrics import roc_auc_score

from saksama.errors import InputError
from saksama.index import back_test
from saksama.index.backtest import calibration, precision_at, roc_auc, spearman, wilson


@given(score=arrays(float, 12, elements=st.integers(0, 5).map(float)), happened=arrays(bool, 12))
def test_the_area_under_the_curve_is_sklearns(score: np.ndarray, happened: np.ndarray) -> None:
    if happened.all() or not happened.any():
        assert np.isnan(roc_auc(score, happened))
    else:
        assert roc_auc(score, happened) == pytest.approx(roc_auc_score(happened, score))


def test_rank_correlation_is_scipys() -> None:
    random = np.random.default_rng(0)
    score, events = random.normal(size=40), random.poisson(2, 40).astype(float)
    assert spearman(score, events) == pytest.approx(stats.spearmanr(score, events).statistic)


def test_precision_at_k_shares_the_edge_among_equal_scores() -> None:
    score = np.array([9.0, 5.0, 5.0, 1.0])
    assert precision_at(score, np.array([True, True, False, False]), 2) == pytest.approx((1 + 0.5) / 2)


def test_wilsons_interval_is_scipys() -> None:
    expected = stats.binomtest(3, 20).proportion_ci(method="wilson")
    assert wilson(3, 20) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_calibration_groups_hold_every_region_once() -> None:
    random = np.random.default_rng(1)
    score = random.uniform(0, 100, 53)
    groups = calibration(score, random.random(53) < score / 100)
    assert sum(group.regions for group in groups) == 53
    assert [group.mean_score for group in groups] == sorted(group.mean_score for group in groups)


def test_a_good_index_beats_an_uninformed_baseline_and_the_interval_says_so() -> None:
    random = np.random.default_rng(2)
    risk = random.uniform(0, 5, 200)
    tested = back_test(
        risk + random.normal(0, 0.3, 200), random.poisson(risk).astype(float), random.poisson(2, 200) * 1.0
    )
    rank, area, _ = tested.measures
    assert rank.index > rank.baseline
    assert rank.difference_low > 0
    assert area.difference_low > 0


def test_the_baseline_itself_gains_nothing_over_itself() -> None:
    random = np.random.default_rng(3)
    last = random.poisson(2, 60).astype(float)
    for measure in back_test(last, random.poisson(last + 0.5).astype(float), last).measures:
        assert measure.index == measure.baseline
        assert (measure.difference_low, measure.difference_high) == (0, 0)


def test_what_is_not_known_is_left_out_and_too_little_is_refused() -> None:
    nan = float("nan")
    assert back_test(np.array([1, 2, 3, 4, 5, nan]), np.array([0, 0, 1, 1, 1, 1.0])).regions == 5
    with pytest.raises(InputError, match="Only 4 regions"):
        back_test(np.array([1, 2, 3, 4, nan]), np.ones(5))
