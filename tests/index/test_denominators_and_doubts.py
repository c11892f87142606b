"""Counts divided by the size of a region, branches with too few reports, imputations and nil reports in doubt."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from saksama.errors import InputError
from saksama.index import Table, Tree, data_csv, parse_data, read_data, run, uncertainty
from saksama.index.methods import Choice

from .conftest import table_of

PER = "denominators: {voters: Voters}\n"
BODY = "children:\n  a: {title: A, per: voters, times: 10000}\n  b: {title: B}\n"
NAN = float("nan")


@pytest.fixture
def divided(tree_of: Callable[..., Tree]) -> Tree:
    return tree_of(body=BODY, more=PER)


def test_events_are_counted_per_ten_thousand_voters(divided: Tree, folder: Path) -> None:
    (folder / "data.csv").write_text("region,a,b,voters\nx,3,1,30000\ny,3,0,10000\nz,0,2,5000\n", encoding="utf-8")
    result = run(divided, read_data(folder / "data.csv", divided).at())
    assert result.treated[:, 0].tolist() == [1, 3, 0]
    assert result.normalised[:, 0] == pytest.approx([100 / 3, 100, 0])
    assert result.table.values[:, 0].tolist() == [3, 3, 0]  # kept as reported


def test_the_long_shape_gives_the_same_and_a_second_figure_for_a_region_is_refused(divided: Tree) -> None:
    rows = "region,indicator,value,voters\nx,a,2,30000\nx,a,1,30000\nx,b,1,\ny,a,3,10000\ny,b,0,10000\n"
    data = parse_data(rows.encode(), "data.csv", divided)
    assert run(divided, data.at()).treated.tolist() == [[1, 1], [3, 0]]
    with pytest.raises(InputError, match="same in each row") as caught:
        parse_data(rows.replace("x,a,1,30000", "x,a,1,31000").encode(), "data.csv", divided)
    assert caught.value.row == 3


def test_a_region_without_its_denominator_is_not_compared_and_the_record_says_so(divided: Tree) -> None:
    rows = "region,a,b,voters\nx,3,1,30000\ny,3,0,\nz,0,2,5000\n"
    result = run(divided, parse_data(rows.encode(), "data.csv", divided).at())
    assert np.isnan(result.treated[1, 0])
    assert result.coverage.tolist() == [1, 0.5, 1]
    assert result.record["values_without_denominator"] == 1


def test_data_without_any_denominator_are_refused_with_the_line_of_the_indicator(divided: Tree) -> None:
    with pytest.raises(InputError, match="has no 'voters'") as caught:
        run(divided, table_of(np.ones((4, 2))))
    assert caught.value.row == divided.indicators[0].line


def test_written_data_are_read_back_to_the_same_numbers(divided: Tree) -> None:
    rows = "region,a,b,voters\nx,3,1,30000\ny,3,,10000\nz,0,2,\n"
    data = parse_data(rows.encode(), "data.csv", divided)
    again = parse_data(data_csv([data.at()], ["a", "b"], ["voters"]), "again.csv", divided)
    np.testing.assert_array_equal(data.values, again.values)
    np.testing.assert_array_equal(data.denominators, again.denominators)


def test_the_period_before_is_brought_onto_the_same_footing(tree_of: Callable[..., Tree]) -> None:
    tree = tree_of(
        steps="  treat: {method: log, all_indicators: true}\n  impute: previous\n", body="children:\n  a: {title: A}\n"
    )
    values, before = np.array([[0.0], [NAN], [9.0], [3.0]]), np.array([[7.0], [3.0], [7.0], [7.0]])
    result = run(tree, table_of(values, previous=before))
    assert result.completed[:, 0] == pytest.approx(np.log1p([0, 3, 9, 3]))


def test_a_branch_with_too_few_reports_has_no_score_and_carries_no_weight(tree_of: Callable[..., Tree]) -> None:
    body = """children:
  first: {title: First, weight: 0.6, children: {a: {title: A}, b: {title: B}}}
  second: {title: Second, weight: 0.4, lowest_reported: 0.66, children: {c: {title: C}, d: {title: D}, e: {title: E}}}
"""
    values = np.array([[1, 1, 5, 5, 5], [3, 3, 9, 9, NAN], [5, 5, 9, NAN, NAN], [0, 0, 0, 0, 0]])
    result = run(tree_of(body=body), table_of(values))
    assert np.isnan(result.score_of("second")).tolist() == [False, False, True, False]
    assert result.index[2] == result.score_of("first")[2]


def test_a_named_imputation_is_one_of_the_worlds_and_the_record_names_them(
    tree_of: Callable[..., Tree], gappy: Table
) -> None:
    result = run(tree_of(more="doubts: {impute: [median, zero]}\n"), gappy)
    doubt = uncertainty(result, draws=300, seed=2)
    assert doubt.choices.world_names[:4] == ("run", "median", "zero", "hot-deck 1")
    assert len(doubt.choices.worlds) == 23
    assert set(doubt.replicates.world.tolist()) == set(range(23))
    zero = doubt.choices.worlds[2]
    assert (zero[np.isnan(gappy.values[result.scored])] == 0).all()


def test_a_doubted_nil_report_widens_the_interval_of_who_reported_nil(tree_of: Callable[..., Tree]) -> None:
    random = np.random.default_rng(4)
    values = random.poisson(4, (30, 5)) + 1.0
    values[7] = 0
    sure, doubted = (
        uncertainty(
            run(tree_of(more=f"doubts: {{weight_noise: 0, nil: {nil}}}\n"), table_of(values)), draws=200, seed=1
        )
        for nil in (0, 0.3)
    )
    assert (sure.high - sure.low)[7] == pytest.approx(0, abs=1e-3)
    assert (doubted.high - doubted.low)[7] > 1
    assert np.delete(doubted.high - doubted.low, 7).max() < (doubted.high - doubted.low)[7]


def test_winsorise_or_log_takes_the_logarithm_only_where_drawing_in_is_not_enough(
    tree_of: Callable[..., Tree],
) -> None:
    random = np.random.default_rng(1)
    one_outlier = np.append(random.normal(50, 5, 40), 900)
    heavy = np.append(random.uniform(0, 1, 29), 2.0 ** np.arange(1, 13))
    tree = tree_of(body="children:\n  a: {title: A}\n  b: {title: B}\n")
    tree = replace(tree, steps=replace(tree.steps, treat=Choice("winsorise-or-log", {"most_points": 1})))
    treated = run(tree, table_of(np.column_stack([one_outlier, heavy]))).treated
    assert treated[:-1, 0] == pytest.approx(one_outlier[:-1])
    assert treated[-1, 0] == one_outlier[:-1].max()
    assert treated[:, 1] == pytest.approx(np.log(heavy - heavy.min() + 0.01 * np.ptp(heavy)))
