"""The Monte Carlo says what a slow, obvious loop says, and stays honest at the edges."""

from collections.abc import Callable

import numpy as np
import pytest
from SALib.analyze import sobol as salib_sobol

from saksama.index import Table, Tree, run, sensitivity, uncertainty
from saksama.index.aggregate import roll_up
from saksama.index.result import ranks_from_top
from saksama.index.run import classify
from saksama.index.sensitivity import saltelli_design, sobol_indices
from saksama.index.uncertainty import ranks_of_draws

DOUBTS = "doubts:\n  normalise: [percentile-rank]\n  aggregate: [{method: geometric, offset: 1}]\n"


CODES = tuple(f"r{at:02d}" for at in range(30))


def test_intervals_ranks_and_chances_are_those_of_a_plain_loop(tree_of: Callable[..., Tree], table: Table) -> None:
    tree = tree_of()
    result = run(tree, table)
    doubt = uncertainty(result, draws=400, seed=3)
    scores = np.array(
        [
            roll_up(tree, result.normalised, weights[None].astype(float))["small"][0]
            for weights in doubt.replicates.weights
        ]
    )
    ranks = np.array([ranks_from_top(draw) for draw in scores])
    categories = np.array([classify(tree, draw)[1] for draw in scores])
    assert doubt.mean == pytest.approx(scores.mean(axis=0), abs=1e-3)
    assert doubt.low == pytest.approx(np.quantile(scores, 0.05, axis=0), abs=0.15)
    assert doubt.high == pytest.approx(np.quantile(scores, 0.95, axis=0), abs=0.15)
    assert doubt.rank_median == pytest.approx(np.quantile(ranks, 0.5, axis=0, method="inverted_cdf"), abs=1)
    assert doubt.chance == pytest.approx(
        np.stack([(categories == at).mean(axis=0) for at in range(3)], axis=1), abs=0.005
    )


def test_chances_sum_to_one_and_the_interval_holds_the_median_rank(tree_of: Callable[..., Tree], gappy: Table) -> None:
    result = run(tree_of(more=DOUBTS), gappy)
    doubt = uncertainty(result, draws=300, seed=1)
    assert doubt.chance[result.scored].sum(axis=1) == pytest.approx(1)
    assert (doubt.rank_low <= doubt.rank_median).all()
    assert (doubt.rank_median <= doubt.rank_high).all()
    assert (doubt.low <= doubt.high)[result.scored].all()


def test_without_any_doubt_nothing_moves(tree_of: Callable[..., Tree], table: Table) -> None:
    result = run(tree_of(more="doubts: {weight_noise: 0}\n"), table)
    doubt = uncertainty(result, draws=50)
    assert doubt.low == pytest.approx(result.index, abs=1e-4)
    assert doubt.high == pytest.approx(result.index, abs=1e-4)
    assert doubt.rank_low.tolist() == result.rank.tolist() == doubt.rank_high.tolist()
    assert doubt.other_category == pytest.approx(0)


def test_missing_reports_widen_the_interval_of_who_did_not_report(tree_of: Callable[..., Tree], table: Table) -> None:
    tree = tree_of(more="doubts: {weight_noise: 0}\n")
    values = table.values.copy()
    values[4, 2] = np.nan
    silent = Table(table.period, table.regions, table.names, table.groups, values)
    doubt = uncertainty(run(tree, silent), draws=300)
    width = doubt.high - doubt.low
    assert width[4] > 5
    assert np.delete(width, 4).max() < 0.01


def test_every_replicates_choice_is_kept_and_the_seed_repeats_it(tree_of: Callable[..., Tree], gappy: Table) -> None:
    result = run(tree_of(more=DOUBTS), gappy)
    one, again, other = (uncertainty(result, draws=200, seed=seed) for seed in (5, 5, 6))
    kept = one.replicates
    assert len(kept) == 200
    assert set(kept.normalise.tolist()) == set(kept.aggregate.tolist()) == {0, 1}
    assert kept.weights.shape == (200, len(result.tree.nodes))
    np.testing.assert_array_equal(one.low, again.low)
    assert not np.array_equal(one.low, other.low, equal_nan=True)


def test_a_region_without_a_score_has_no_interval(tree_of: Callable[..., Tree], table: Table) -> None:
    values = table.values.copy()
    values[0] = np.nan
    silent = Table(table.period, table.regions, table.names, table.groups, values)
    doubt = uncertainty(run(tree_of(), silent), draws=50)
    assert np.isnan(doubt.low[0])
    assert doubt.rank_median[0] == 0
    assert doubt.rank_high.max() <= 29


def test_ranks_of_draws_are_competition_ranks_from_the_top() -> None:
    scores = np.array([[10, 30, 30, 0], [1, 2, 3, 4]], dtype=np.float32)
    assert ranks_of_draws(scores).tolist() == [[3, 1, 1, 4], [4, 3, 2, 1]]


def test_sobol_indices_are_salibs_on_the_ishigami_function() -> None:
    unit = saltelli_design(3, 256, seed=2)
    x = -np.pi + 2 * np.pi * unit
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    first, total = sobol_indices(y[:, None], 3)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    interleaved = y.reshape(5, 256).T.ravel()  # SALib's order: A, A_B1, A_B2, A_B3, B point by point
    theirs = salib_sobol.analyze(problem, interleaved, calc_second_order=False, num_resamples=10, seed=1)
    assert first[:, 0] == pytest.approx(theirs["S1"], abs=1e-6)
    assert total[:, 0] == pytest.approx(theirs["ST"], abs=1e-6)
    # Ishigami & Homma (1990): 0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437
    assert total[:, 0] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.05)


def test_a_choice_that_changes_nothing_has_no_total_effect(tree_of: Callable[..., Tree], table: Table) -> None:
    # With one indicator in each group and equal values, weights cannot move a rank; the normalisation can.
    tree = tree_of(more="doubts:\n  normalise: [z-score]\n  weight_noise: 0.2\n", body="children:\n  a: {title: A}\n")
    one = Table(table.period, table.regions, table.names, table.groups, table.values[:, :1])
    result = sensitivity(run(tree, one), points=32)
    assert result.factors == ("normalise", "weights")
    assert result.total.tolist() == [0, 0]
    assert result.mean_shift == 0


def test_the_choice_that_moves_ranks_most_has_the_largest_index(tree_of: Callable[..., Tree], gappy: Table) -> None:
    steady = "doubts:\n  normalise: [percentile-rank]\n  weight_noise: 0.001\n"
    result = sensitivity(run(tree_of(more=steady), gappy), points=64)
    by_factor = dict(zip(result.factors, result.total.tolist(), strict=True))
    assert by_factor["weights"] < min(by_factor["world"], by_factor["normalise"])
    assert result.runs == 64 * (3 + 2)
    assert (result.total_interval[:, 0] <= result.total + 1e-9).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_regions_that_are_all_alike_share_the_first_rank(dtype: type) -> None:
    alike = np.array([[0, 0, 0], [50, 50, 50.00001], [1, 2, 2]], dtype=dtype)
    assert ranks_of_draws(alike).tolist() == [[1, 1, 1], [1, 1, 1], [3, 1, 1]]


def test_a_run_in_which_nothing_happened_anywhere_has_its_intervals(tree_of: Callable[..., Tree]) -> None:
    doubt = uncertainty(run(tree_of(), Table("2024", CODES, CODES, ("",) * 30, np.zeros((30, 5)))), draws=50)
    assert doubt.rank_low.tolist() == doubt.rank_high.tolist() == [1] * 30
