"""The whole way: what a run keeps, what it refuses, and what must not change its numbers."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from saksama.errors import InputError
from saksama.index import Result, Table, Tree, load_tree, run, uncertainty

from .conftest import table_of

COUNTS = arrays(float, (8, 5), elements=st.one_of(st.just(float("nan")), st.integers(0, 30).map(float)))
METHODS = [
    "  normalise: min-max\n",
    "  normalise: percentile-rank\n  aggregate: [arithmetic, {method: geometric, offset: 1}]\n",
    "  impute: group-median\n  normalise: rank\n  aggregate: median\n",
    "  impute: hot-deck\n  aggregate: mazziotta-pareto\n",
    "  treat: winsorise\n  weight: critic\n  classify: quantiles\n",
]


def scored(tree: Tree, table: Table) -> Result | None:
    try:
        return run(tree, table)
    except InputError:
        return None  # nobody reported enough: said, not computed


@pytest.mark.parametrize("steps", METHODS)
@given(values=COUNTS, order=st.permutations(range(8)))
def test_the_order_of_regions_does_not_matter(
    tree_of: Callable[..., Tree], steps: str, values: np.ndarray, order: list[int]
) -> None:
    if "hot-deck" in steps:
        values = np.nan_to_num(values)  # who draws which lot does depend on the order; nothing to draw here
    tree, table = tree_of(steps=steps), table_of(values)
    names = tuple(table.regions[at] for at in order)
    shuffled = replace(table, regions=names, names=names, values=values[order])
    one, other = scored(tree, table), scored(tree, shuffled)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        np.testing.assert_allclose(one.index[order], other.index, rtol=1e-9, atol=1e-9)


@given(values=COUNTS, factor=st.floats(0.1, 50), shift=st.floats(-20, 20))
def test_ranks_do_not_change_with_the_unit_of_an_indicator(
    tree_of: Callable[..., Tree], values: np.ndarray, factor: float, shift: float
) -> None:
    tree = tree_of(steps="  normalise: rank\n")
    changed = values.copy()
    changed[:, 2] = np.exp(changed[:, 2] / 30 * factor / 10) + shift  # monotone, not linear
    one, other = scored(tree, table_of(values)), scored(tree, table_of(changed))
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.rank.tolist() == other.rank.tolist()


@given(values=COUNTS)
def test_an_arithmetic_index_lies_between_the_ends_of_the_scale_and_of_its_children(
    tree_of: Callable[..., Tree], values: np.ndarray
) -> None:
    result = scored(tree_of(), table_of(values))
    if result is None:
        return
    index = result.index[result.scored]
    children = np.array([result.score_of("first"), result.score_of("second")])[:, result.scored]
    assert ((index >= -1e-9) & (index <= 100 + 1e-9)).all()
    assert (index >= np.nanmin(children, axis=0) - 1e-9).all()
    assert (index <= np.nanmax(children, axis=0) + 1e-9).all()


@given(values=COUNTS, row=st.integers(0, 7), column=st.sampled_from([0, 2, 3, 4]), more=st.integers(1, 20))
def test_more_of_an_upward_indicator_never_lowers_a_region_against_fixed_goalposts(
    tree_of: Callable[..., Tree], values: np.ndarray, row: int, column: int, more: int
) -> None:
    body = "children:\n" + "".join(f"  {key}: {{title: {key}, goalposts: [0, 50]}}\n" for key in "abcde")
    tree = tree_of(steps="  normalise: goalposts\n", body=body)
    raised = values.copy()
    raised[row, column] += more
    one, other = scored(tree, table_of(values)), scored(tree, table_of(raised))
    if one is not None and other is not None and one.scored[row]:
        assert other.index[row] >= one.index[row] - 1e-9


def test_zero_and_not_reported_give_different_scores(tree_of: Callable[..., Tree]) -> None:
    tree = tree_of(body="children:\n  a: {title: A}\n  b: {title: B}\n")
    nan = float("nan")
    result = run(tree, table_of(np.array([[4.0, 0.0], [4.0, nan], [0.0, 0.0], [2.0, 4.0]])))
    assert result.index.tolist() == [50, 100, 0, 75]
    assert result.coverage.tolist() == [1, 0.5, 1, 1]


def test_a_region_that_reported_too_little_has_no_score_no_rank_and_no_category(tree_of: Callable[..., Tree]) -> None:
    nan = float("nan")
    values = np.array([[1, 2, 3, 4, 5], [nan, nan, nan, nan, 5], [0, 0, 0, 0, 0], [5, 4, 3, 2, 1]], dtype=float)
    result = run(tree_of(), table_of(values))
    assert (np.isnan(result.index[1]), result.rank[1], result.category[1]) == (True, 0, -1)
    assert sum(result.counts()) == 3


def test_when_nobody_reported_enough_the_run_says_so(tree_of: Callable[..., Tree]) -> None:
    with pytest.raises(InputError, match="Not one region reported 50%"):
        run(tree_of(), table_of(np.full((4, 5), np.nan)))


def test_all_zero_reports_leave_all_regions_equal_and_medium() -> None:
    result = run(load_tree("ikp-2024"), table_of(np.zeros((18, 61))))
    assert (result.index == 0).all()
    assert result.rank.tolist() == [1] * 18
    assert result.counts() == (0, 18, 0)
    assert len(result.record["indicators_without_difference"]) == 61


def test_a_single_event_puts_its_kecamatan_alone_on_top() -> None:
    values = np.zeros((18, 61))
    values[5, 53] = 1
    result = run(load_tree("ikp-2024"), table_of(values))
    assert result.rank[5] == 1
    assert result.category[5] == 2
    assert result.index[5] == pytest.approx(100 * 0.25 / 15)


def test_the_record_is_enough_to_get_the_same_numbers_again(tree_of: Callable[..., Tree], gappy: Table) -> None:
    tree = tree_of(steps="  impute: hot-deck\n")
    first = run(tree, gappy, seed=11, data_sha256="abc")
    again = run(tree, gappy, seed=first.record["seed"], data_sha256="abc")
    np.testing.assert_array_equal(first.index, again.index)
    assert first.record == again.record
    assert first.record["steps"]["impute"] == {"method": "hot-deck"}
    assert first.record["tree_sha256"] == tree.sha256
    assert first.filled.sum() == first.record["values_not_reported"]


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", "{method: generalised, power: 2}"])
def test_a_mean_that_has_no_negative_values_refuses_them_by_name(tree_of: Callable[..., Tree], aggregate: str) -> None:
    tree = tree_of(steps=f"  normalise: {{method: z-score, mean: 0}}\n  aggregate: {aggregate}\n")
    values = np.random.default_rng(0).poisson(3, (9, 5))
    with pytest.raises(InputError, match="below zero"):
        run(tree, table_of(values))


def test_a_doubt_that_cannot_be_computed_is_refused_and_not_skipped(tree_of: Callable[..., Tree], table: Table) -> None:
    tree = tree_of(more="doubts:\n  normalise: [{method: z-score, mean: 0}]\n  aggregate: [geometric]\n")
    with pytest.raises(InputError, match="below zero"):
        uncertainty(run(tree, table), draws=40)
