"""Each step by itself: hand-worked figures, and a second opinion where a library has one."""

from collections.abc import Callable

import numpy as np
import pymcdm.weights
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from saksama.errors import InputError
from saksama.index import Tree, run
from saksama.index.aggregate import AGGREGATES, QuasiMean
from saksama.index.classify.natural_breaks import natural_breaks
from saksama.index.impute import IMPUTATIONS, Context
from saksama.index.methods import Choice
from saksama.index.normalise import NORMALISATIONS
from saksama.index.treat import is_skewed, kurtosis, logarithm, skewness, winsorise
from saksama.index.weight.expert import priorities_of
from saksama.index.weight.statistical import _contrast, _diversity

from .conftest import table_of

POSITIVE = st.floats(0.01, 100)
NAN = float("nan")


def context(groups: list[str], previous: np.ndarray | None = None) -> Context:
    return Context(groups, previous, np.random.default_rng(0))


def test_skewness_and_kurtosis_are_scipys_corrected_for_the_sample_size() -> None:
    values = np.random.default_rng(0).exponential(size=(50, 3))
    assert skewness(values) == pytest.approx(stats.skew(values, bias=False))
    assert kurtosis(values) == pytest.approx(stats.kurtosis(values, bias=False))


def test_winsorising_draws_one_outlier_in_and_leaves_the_rest() -> None:
    values = np.append(np.arange(30.0), 1_000.0)[:, None]
    treated = winsorise(values)(values)
    assert treated[-1, 0] == 29
    assert treated[:-1] == pytest.approx(values[:-1])
    assert not is_skewed(treated)[0]


def test_the_logarithm_keeps_gaps_and_zero() -> None:
    values = np.array([[0.0], [NAN], [np.e - 1]])
    treated = logarithm(values, all_indicators=True)(values)
    assert treated[[0, 2], 0] == pytest.approx([0, 1])
    assert np.isnan(treated[1, 0])


@pytest.mark.parametrize(
    ("method", "filled"),
    [("mean", 4), ("median", 3), ("group-mean", 1.5), ("group-median", 1.5), ("previous", 9), ("zero", 0)],
)
def test_a_gap_is_filled_as_its_method_says(method: str, filled: float) -> None:
    values = np.array([[1.0], [2.0], [NAN], [4.0], [9.0]])
    given = IMPUTATIONS[method].function(values, context(["x", "x", "x", "y", "y"], np.full((5, 1), 9.0)))
    assert given[2, 0] == filled
    assert given[[0, 1, 3, 4], 0].tolist() == [1, 2, 4, 9]


def test_hot_deck_gives_only_values_that_were_reported() -> None:
    values = np.where(np.arange(40)[:, None] % 3 == 0, NAN, np.arange(40.0)[:, None])
    filled = IMPUTATIONS["hot-deck"].function(values, context([""] * 40))
    assert set(filled[:, 0]) <= set(values[~np.isnan(values)])


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("none", [0, 10, 20, 30]),
        ("min-max", [0, 100 / 3, 200 / 3, 100]),
        ("rank", [0, 100 / 3, 200 / 3, 100]),
        ("percentile-rank", [0, 100 / 3, 200 / 3, 100]),
        ("fraction-of-max", [0, 100 / 3, 200 / 3, 100]),
        ("reported-or-not", [0, 100, 100, 100]),
        ("scaled", [0, 10, 20, 30]),
        ("z-score", list(50 + 10 * (np.arange(4) - 1.5) / np.std(np.arange(4), ddof=1))),
    ],
)
def test_a_yardstick_gives_the_hand_worked_figures(
    tree_of: Callable[..., Tree], method: str, expected: list[float]
) -> None:
    tree = tree_of(body="children:\n  a: {title: A}\n")
    values = np.array([[0.0], [10.0], [20.0], [30.0]])
    given = NORMALISATIONS[method].function(values, tree.indicators, tree.scale)
    assert given[:, 0] == pytest.approx(expected)


def test_distance_to_a_reference_is_full_at_and_beyond_it(tree_of: Callable[..., Tree]) -> None:
    tree = tree_of(body="children:\n  a: {title: A, reference: 20}\n")
    given = NORMALISATIONS["distance-to-reference"].function(np.array([[0.0], [20.0], [40.0]]), tree.indicators, (0, 1))
    assert given[:, 0].tolist() == [0.5, 1, 1]


def test_distance_to_a_target_is_the_way_come_from_the_calmest_in_either_direction(
    tree_of: Callable[..., Tree],
) -> None:
    tree = tree_of(body="children:\n  a: {title: A, reference: 20}\n  b: {title: B, reference: 20, direction: down}\n")
    values = np.array([[0.0, 40.0], [15.0, 25.0], [20.0, 20.0], [30.0, 10.0]])
    function = NORMALISATIONS["distance-to-target"].function
    assert function(values, tree.indicators, (0, 1)).tolist() == [[0, 0], [0.75, 0.75], [1, 1], [1, 1]]
    assert function(values, tree.indicators, (0, 1), capped=False)[3].tolist() == [1.5, 1.5]


def test_a_yardstick_that_needs_goalposts_names_the_indicator_without(tree_of: Callable[..., Tree]) -> None:
    tree = tree_of(steps="  normalise: goalposts\n")
    with pytest.raises(InputError, match="needs 'goalposts'"):
        run(tree, table_of(np.ones((3, 5))))


BOUNDED = ["min-max", "rank", "percentile-rank", "fraction-of-max", "reported-or-not"]


@pytest.mark.parametrize("method", BOUNDED)
@given(values=arrays(float, (6, 2), elements=st.one_of(st.just(NAN), st.integers(0, 50).map(float))))
def test_a_bounded_yardstick_stays_on_the_scale_and_keeps_gaps(
    tree_of: Callable[..., Tree], method: str, values: np.ndarray
) -> None:
    tree = tree_of(body="children:\n  a: {title: A}\n  b: {title: B, direction: down}\n")
    given = NORMALISATIONS[method].function(values, tree.indicators, (0.0, 100.0))
    np.testing.assert_array_equal(np.isnan(given), np.isnan(values))
    assert np.nanmin(given, initial=50) >= 0
    assert np.nanmax(given, initial=50) <= 100


def combine(method: str, values: np.ndarray, weights: np.ndarray, **parameters: object) -> float:
    aggregator = AGGREGATES.function(Choice(method, parameters))()
    if isinstance(aggregator, QuasiMean):
        return float(aggregator.inverse(np.asarray(weights @ aggregator.forward(values))))
    return float(aggregator.of(values, weights))


MEANS = ["arithmetic", "geometric", "harmonic", "generalised"]


@pytest.mark.parametrize("method", MEANS)
def test_a_mean_is_scipys(method: str) -> None:
    values, weights = np.array([10.0, 40.0, 90.0]), np.array([0.5, 0.3, 0.2])
    expected = {
        "arithmetic": np.average(values, weights=weights),
        "geometric": stats.gmean(values, weights=weights),
        "harmonic": stats.hmean(values, weights=weights),
        "generalised": stats.pmean(values, 2, weights=weights),
    }
    assert combine(method, values, weights) == pytest.approx(expected[method])


@pytest.mark.parametrize("method", MEANS)
@given(values=arrays(float, 4, elements=POSITIVE), raw=arrays(float, 4, elements=st.floats(0.05, 1)))
def test_a_mean_lies_between_its_lowest_and_highest_child(method: str, values: np.ndarray, raw: np.ndarray) -> None:
    mean = combine(method, values, raw / raw.sum())
    assert values.min() * (1 - 1e-9) <= mean <= values.max() * (1 + 1e-9)


@given(values=arrays(float, 4, elements=POSITIVE), raw=arrays(float, 4, elements=st.floats(0.05, 1)))
def test_harmonic_is_at_most_geometric_is_at_most_arithmetic_is_at_most_quadratic(
    values: np.ndarray, raw: np.ndarray
) -> None:
    means = [
        combine(method, values, raw / raw.sum()) for method in ("harmonic", "geometric", "arithmetic", "generalised")
    ]
    assert np.all(np.diff(means) >= -1e-9 * values.max())


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_one_zero_makes_a_geometric_or_harmonic_mean_zero_but_not_with_weight_zero(method: str, dtype: type) -> None:
    values = np.array([0.0, 50.0, 80.0], dtype=dtype)
    assert combine(method, values, np.array([0.2, 0.4, 0.4], dtype=dtype)) == 0
    assert combine(method, values, np.array([0.0, 0.5, 0.5], dtype=dtype)) > 50


def test_mazziotta_pareto_punishes_imbalance_in_the_direction_asked_for() -> None:
    even, uneven, weights = np.array([50.0, 50.0]), np.array([20.0, 80.0]), np.array([0.5, 0.5])
    assert combine("mazziotta-pareto", even, weights) == 50
    assert combine("mazziotta-pareto", uneven, weights) == pytest.approx(50 + 30**2 / 50)
    assert combine("mazziotta-pareto", uneven, weights, penalty="-") == pytest.approx(50 - 30**2 / 50)


@given(values=arrays(float, 5, elements=st.one_of(st.just(NAN), st.integers(0, 100).map(float))))
def test_the_median_is_numpys_median_of_the_reported(values: np.ndarray) -> None:
    known = values[~np.isnan(values)]
    weights = np.where(np.isnan(values), 0, 0.2)
    given = combine("median", values, weights)
    assert (np.isnan(given) and not len(known)) or given == np.median(known)


def test_entropy_and_critic_weights_are_pymcdms() -> None:
    values = np.random.default_rng(3).uniform(1, 9, (40, 4))
    for ours, theirs in ((_diversity, pymcdm.weights.entropy_weights), (_contrast, pymcdm.weights.critic_weights)):
        weights = ours(values)
        assert weights / weights.sum() == pytest.approx(theirs(values), rel=1e-6)


def test_the_priorities_of_saatys_consistent_matrix_are_its_ratios() -> None:
    weights = np.array([0.6, 0.3, 0.1])
    priorities, ratio = priorities_of(weights[:, None] / weights[None])
    assert priorities == pytest.approx(weights)
    assert ratio == pytest.approx(0, abs=1e-12)


def test_contradicting_judgements_are_refused_with_their_ratio(tree_of: Callable[..., Tree]) -> None:
    body = """children:
  x:
    title: X
    pairwise: [[1, 9, 0.111], [0.111, 1, 9], [9, 0.111, 1]]
    children: {a: {title: A}, b: {title: B}, c: {title: C}}
"""
    tree = tree_of(steps="  weight: ahp\n", body=body)
    with pytest.raises(InputError, match=r"consistency ratio \d\.\d+ is above 0.1"):
        run(tree, table_of(np.arange(9).reshape(3, 3)))


def test_expert_scores_give_the_weights_of_ikp(tree_of: Callable[..., Tree]) -> None:
    body = """children:
  x: {title: X, children: {a: {title: A, expert_scores: [4, 4]}, b: {title: B, expert_scores: [2, 2]}}}
  y: {title: Y, children: {c: {title: C, expert_scores: [1, 3]}}}
"""
    result = run(tree_of(steps="  weight: expert\n", body=body), table_of(np.arange(9).reshape(3, 3)))
    assert result.effective_weights == pytest.approx([8 / 16, 4 / 16, 4 / 16])


@pytest.mark.parametrize("method", ["given", "equal", "pca", "entropy", "critic"])
def test_sibling_weights_always_sum_to_one(tree_of: Callable[..., Tree], method: str) -> None:
    result = run(tree_of(steps=f"  weight: {method}\n"), table_of(np.random.default_rng(5).poisson(3, (20, 5))))
    assert result.effective_weights.sum() == pytest.approx(1)
    assert (result.weights >= 0).all()


def within_class_spread(values: np.ndarray, cuts: np.ndarray) -> float:
    group = np.searchsorted(cuts, values, side="right")
    return sum(((values[group == at] - values[group == at].mean()) ** 2).sum() for at in np.unique(group))


@given(values=arrays(float, st.integers(4, 12), elements=st.integers(0, 30).map(float)))
def test_natural_breaks_are_the_best_of_all_ways_to_cut(values: np.ndarray) -> None:
    distinct = np.unique(values)
    ours = within_class_spread(values, natural_breaks(values, classes=3))
    pairs = ([a, b] for a in distinct for b in distinct if a < b)
    assert ours == pytest.approx(
        min((within_class_spread(values, np.array(cuts)) for cuts in pairs), default=0), abs=1e-9
    )
