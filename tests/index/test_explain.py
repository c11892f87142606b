"""Explanations add up exactly, whatever the aggregation and the gaps."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from saksama.index import (
    Table,
    Tree,
    against_average,
    between,
    consistency,
    difference,
    leave_one_out,
    missing_reports,
    run,
)
from saksama.index.reliability import cronbach_alpha, kaiser_meyer_olkin

from .conftest import table_of

PROFILE = arrays(float, 5, elements=st.floats(0, 100))
GAPPY = arrays(float, 5, elements=st.one_of(st.just(float("nan")), st.floats(0, 100)))
AGGREGATES = [
    "arithmetic",
    "{method: geometric, offset: 1}",
    "{method: generalised, power: 3}",
    "mazziotta-pareto",
    "median",
]


@pytest.mark.parametrize("aggregate", AGGREGATES)
@given(before=GAPPY, after=GAPPY)
def test_the_parts_of_a_difference_add_up_exactly(
    tree_of: Callable[..., Tree], aggregate: str, before: np.ndarray, after: np.ndarray
) -> None:
    tree = tree_of(steps=f"  aggregate: {aggregate}\n")
    weights = np.array([node.weight for node in tree.nodes])
    found = difference(tree, before, after, weights, np.roll(weights, 1) * 0.5 + weights * 0.5)
    parts = sum(share.points for share in found.shares) + found.by_weights
    assert found.before + parts == pytest.approx(found.after, abs=1e-9)


@given(before=PROFILE, after=PROFILE)
def test_for_an_arithmetic_tree_a_part_is_weight_times_difference(
    tree_of: Callable[..., Tree], before: np.ndarray, after: np.ndarray
) -> None:
    tree = tree_of()
    weights = np.array([node.weight for node in tree.nodes])
    points = {share.node.key: share.points for share in difference(tree, before, after, weights, weights).shares}
    effective = {"a": 0.3, "b": 0.3, "c": 0.4 / 3, "d": 0.4 / 3, "e": 0.4 / 3}
    for at, key in enumerate("abcde"):
        assert points[key] == pytest.approx(effective[key] * (after[at] - before[at]), abs=1e-9)


def test_two_indicators_that_trade_places_get_the_same_part_in_any_tree(tree_of: Callable[..., Tree]) -> None:
    tree = tree_of(
        steps="  aggregate: {method: geometric, offset: 1}\n", body="children:\n  a: {title: A}\n  b: {title: B}\n"
    )
    weights = np.array([node.weight for node in tree.nodes])
    found = difference(tree, np.array([10.0, 10.0]), np.array([60.0, 60.0]), weights, weights)
    assert found.shares[0].points == pytest.approx(found.shares[1].points)


def test_drivers_come_first_and_reliefs_last(tree_of: Callable[..., Tree], table: Table) -> None:
    result = run(tree_of(), table)
    for region in table.regions:
        found = against_average(result, region)
        points = [share.points for share in found.shares]
        assert points == sorted(points, reverse=True)
        assert found.after == pytest.approx(result.index[table.regions.index(region)])


def test_the_change_between_two_periods_ends_at_both_published_scores(
    tree_of: Callable[..., Tree], table: Table
) -> None:
    tree = tree_of(steps="  weight: critic\n")
    later = table_of(np.random.default_rng(9).poisson(4, table.values.shape), period="2029")
    one, two = run(tree, table), run(tree, later)
    found = between(one, two, "r003")
    assert (found.before, found.after) == (pytest.approx(one.index[3]), pytest.approx(two.index[3]))
    assert found.by_weights != 0


def test_a_missing_report_is_bounded_by_what_others_reported(tree_of: Callable[..., Tree], table: Table) -> None:
    values = table.values.copy()
    values[2, 3] = np.nan
    result = run(tree_of(), Table("2024", table.regions, table.names, table.groups, values))
    bounds = missing_reports(result, "r002")
    assert [node.key for node in bounds.indicators] == ["d"]
    assert bounds.least <= result.index[2] <= bounds.most
    assert bounds.most - bounds.least == pytest.approx(100 * 0.4 / 3)


def test_who_reported_all_has_nothing_to_gain_from_reports(tree_of: Callable[..., Tree], table: Table) -> None:
    bounds = missing_reports(run(tree_of(), table), "r000")
    assert bounds.indicators == ()
    assert bounds.least == bounds.most


def test_leaving_out_an_indicator_that_never_varies_shifts_nobody(tree_of: Callable[..., Tree], table: Table) -> None:
    values = table.values.copy()
    values[:, 4] = 2  # normalised to the low end for all
    tree = tree_of(body="children:\n" + "".join(f"  {key}: {{title: {key}}}\n" for key in "abcde"))
    left_out = {each.indicator: each for each in leave_one_out(run(tree, table_of(values)))}
    assert left_out["e"].largest_shift == 0
    assert left_out["a"].largest_shift > 0


def test_cronbachs_alpha_is_one_for_copies_and_low_for_noise() -> None:
    random = np.random.default_rng(1)
    column = random.normal(size=200)
    assert cronbach_alpha(np.column_stack([column] * 4)) == pytest.approx(1)
    assert abs(cronbach_alpha(random.normal(size=(2_000, 4)))) < 0.15


def test_kmo_of_a_worked_correlation_matrix() -> None:
    # Equal correlations r of three items: partials are r / (1 + r), so KMO = r² / (r² + (r / (1 + r))²).
    r = 0.6
    matrix = np.full((3, 3), r) + (1 - r) * np.eye(3)
    assert kaiser_meyer_olkin(matrix) == pytest.approx(r**2 / (r**2 + (r / (1 + r)) ** 2))


def test_principal_components_explain_all_the_variance(tree_of: Callable[..., Tree], table: Table) -> None:
    for group in consistency(run(tree_of(), table)):
        assert group.eigenvalues.sum() == pytest.approx(len(group.children))
        assert np.all(np.diff(group.eigenvalues) <= 1e-12)
        assert group.loadings @ group.loadings.T == pytest.approx(np.eye(len(group.children)), abs=1e-9)
