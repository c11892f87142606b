"""Nodes left out, runs side by side, regions compared pair by pair, and what goes with what."""

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from saksama.errors import InputError
from saksama.index import Table, Tree, across, copeland, leave_out, load_tree, outranking, run, side_by_side

from .conftest import table_of

NAN = float("nan")


def test_leaving_out_an_indicator_scales_its_siblings_up(tree_of: Callable[..., Tree], table: Table) -> None:
    tree, smaller = leave_out(tree_of(), table, "c")
    assert [node.key for node in tree.indicators] == list("abde")
    assert [node.weight for node in tree.root.children] == [0.6, 0.4]
    assert [node.weight for node in tree.root.children[1].children] == pytest.approx([0.5, 0.5])
    np.testing.assert_array_equal(smaller.values, np.delete(table.values, 2, axis=1))
    assert run(tree, smaller).record["left_out"] == ["c"]


def test_leaving_out_a_branch_or_all_of_its_children_is_the_same(tree_of: Callable[..., Tree], table: Table) -> None:
    whole, apart = (run(*leave_out(tree_of(), table, *keys)) for keys in (["first"], ["a", "b"]))
    np.testing.assert_array_equal(whole.index, apart.index)
    np.testing.assert_allclose(whole.index, run(tree_of(), table).score_of("second"))


@pytest.mark.parametrize("keys", [["nobody"], ["small"], ["first", "second"]])
def test_what_cannot_be_left_out_is_told(tree_of: Callable[..., Tree], table: Table, keys: list[str]) -> None:
    with pytest.raises(InputError):
        leave_out(tree_of(), table, *keys)


def test_runs_side_by_side_say_how_far_they_agree(tree_of: Callable[..., Tree], table: Table) -> None:
    plain = run(tree_of(), table)
    ranked = run(tree_of(steps="  normalise: rank\n"), table)
    found = side_by_side({"min-max": plain, "again": plain, "rank": ranked})
    assert found.moved[:2].tolist() == [0, 0]
    assert found.agreement[:2] == pytest.approx([1, 1])
    assert 0 < found.agreement[2] < 1
    assert found.moved[2] == pytest.approx(np.abs(plain.rank - ranked.rank).mean())
    with pytest.raises(InputError, match="not of the same regions"):
        side_by_side({"a": plain, "b": run(tree_of(), table_of(table.values[:10]))})


def slow_outranking(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The definition, pair by pair."""
    matrix = np.zeros((len(values), len(values)))
    for one, other in permutations(range(len(values)), 2):
        ahead = known = 0.0
        for a, b, weight in zip(values[one], values[other], weights, strict=True):
            if not np.isnan(a) and not np.isnan(b):
                known += weight
                ahead += weight if a > b else weight / 2 if a == b else 0
        matrix[one, other] = ahead / known if known else NAN
    return matrix


@given(values=arrays(float, (5, 3), elements=st.one_of(st.just(NAN), st.integers(0, 4).map(float))))
def test_outranking_is_its_definition_and_both_sides_of_a_pair_sum_to_one(values: np.ndarray) -> None:
    weights = np.array([0.5, 0.25, 0.25])
    matrix = outranking(values, weights)
    np.testing.assert_allclose(matrix, slow_outranking(values, weights))
    pairs = (matrix + matrix.T)[np.triu_indices(5, 1)]
    assert pairs[~np.isnan(pairs)] == pytest.approx(1)


def test_who_is_ahead_everywhere_outranks_all_and_the_silent_have_no_score(tree_of: Callable[..., Tree]) -> None:
    values = np.array([[9, 0, 9, 9, 9], [1, 5, 1, 1, 1], [5, 3, 5, 5, 5], [NAN] * 5])  # b points down
    scores = copeland(run(tree_of(), table_of(values)))
    assert scores[:3].tolist() == [2, -2, 0]
    assert np.isnan(scores[3])


def test_an_indicator_in_the_wrong_branch_is_found(tree_of: Callable[..., Tree]) -> None:
    random = np.random.default_rng(3)
    one, two = random.normal(size=(2, 80))
    noise = random.normal(0, 0.3, (80, 5))
    # c stands in the second branch but moves with the first; b points down, so its opposite moves with a
    values = np.column_stack([one, -one, one, two, two]) + noise
    found = across(run(tree_of(), table_of(values)))
    assert found.misplaced == (("c", "first"),)
    own = found.correlation[found.indicators.index("a"), 0]
    assert own == pytest.approx(np.corrcoef(values[:, 0], -values[:, 1])[0, 1])


@pytest.mark.parametrize("key", ["ikp-2024"])
def test_a_tree_of_zeros_has_nothing_to_say_across(key: str) -> None:
    found = across(run(load_tree(key), table_of(np.zeros((18, 61)))))
    assert found.indicators == () and found.misplaced == ()
