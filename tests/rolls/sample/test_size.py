"""Sample sizes against the figures of the textbooks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.rolls.sample import size


def test_five_percent_either_way_of_a_large_list_needs_385_people() -> None:
    assert size(0.05, 0.95, 0.5, 10**9, 1, 0.0).people == 385


def test_a_finite_list_needs_fewer() -> None:
    assert size(0.05, 0.95, 0.5, 1000, 1, 0.0).people == 278  # Cochran (4.2): 384.15 / (1 + 383.15 / 1000)


def test_clustering_multiplies_by_the_design_effect() -> None:
    needed = size(0.05, 0.95, 0.5, 10**9, 11, 0.1)
    assert needed.design_effect == pytest.approx(2.0)
    assert needed.people == 770
    assert needed.clusters * needed.per_cluster == 770
    assert needed.simple_random == 385


def test_the_regency_at_two_points_with_ten_people_a_tps() -> None:
    needed = size(0.02, 0.95, 0.05, 577_241, 10, 0.05)
    assert (needed.clusters, needed.per_cluster) == (67, 10)
    assert needed.expected.high - needed.expected.low == pytest.approx(0.04, abs=0.006)


def test_never_more_people_than_the_list_has() -> None:
    assert size(0.001, 0.99, 0.5, 120, 30, 0.5).people == 120


@given(
    st.floats(0.005, 0.2), st.floats(0.8, 0.99), st.floats(0.001, 0.999), st.integers(50, 10**6),
    st.integers(1, 40), st.floats(0, 1),
)  # fmt: skip
def test_more_alike_neighbours_never_need_fewer_people(
    precision: float, confidence: float, rate: float, population: int, cluster: int, icc: float
) -> None:
    alone = size(precision, confidence, rate, population, cluster, 0.0)
    alike = size(precision, confidence, rate, population, cluster, icc)
    assert 1 <= alone.simple_random <= alike.people <= population
    assert alike.expected.low <= rate <= alike.expected.high


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ((0.0, 0.95, 0.5, 1000, 10, 0.1), "precision"),
        ((0.05, 95, 0.5, 1000, 10, 0.1), "confidence"),
        ((0.05, 0.95, 0.0, 1000, 10, 0.1), "expected_rate"),
        ((0.05, 0.95, 0.5, 0, 10, 0.1), "population"),
        ((0.05, 0.95, 0.5, 1000, 0, 0.1), "cluster_size"),
        ((0.05, 0.95, 0.5, 1000, 10, -0.1), "icc"),
    ],
)
def test_an_impossible_value_is_named(values: tuple[float, float, float, int, int, float], column: str) -> None:
    with pytest.raises(InputError) as refused:
        size(*values)
    assert refused.value.column == column
