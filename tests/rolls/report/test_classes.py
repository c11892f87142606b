"""Classes of the map."""

from hypothesis import given
from hypothesis import strategies as st

from saksama.rolls.report.classes import QUANTILES, class_of, lower_bounds

counts = st.lists(st.integers(0, 500), max_size=300)


@given(counts)
def test_zero_is_a_class_of_its_own_and_every_other_value_has_one_above_it(values: list[int]) -> None:
    bounds = lower_bounds(values, whole=True)
    assert len(bounds) <= len(QUANTILES)
    assert bounds == sorted(set(bounds))
    for value in values:
        assert (class_of(value, bounds) == 0) == (value == 0)


@given(st.lists(st.one_of(st.just(0.0), st.floats(0.001, 900)), max_size=300))
def test_rates_however_small_are_not_zero(values: list[float]) -> None:
    bounds = lower_bounds(values, whole=False)
    assert all((class_of(value, bounds) == 0) == (value == 0) for value in values)


def test_many_zeros_do_not_swallow_the_classes() -> None:
    bounds = lower_bounds([0] * 300 + list(range(1, 28)), whole=True)
    assert len(bounds) == len(QUANTILES)


def test_a_kind_found_once_in_each_of_three_desa_has_one_class() -> None:
    assert lower_bounds([0, 0, 1, 1, 1], whole=True) == [1.0]


def test_the_darkest_class_is_the_top_twentieth() -> None:
    values = list(range(1, 101))
    bounds = lower_bounds(values, whole=True)
    assert sum(class_of(value, bounds) == len(bounds) for value in values) in (5, 6)
