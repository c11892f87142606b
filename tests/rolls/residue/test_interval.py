"""How many are in the list, when for each only a chance is known: against plain enumeration."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.rolls.residue import interval
from saksama.rolls.residue.interval import count_interval

CHANCES = st.lists(st.floats(0.01, 0.99), max_size=9)


def enumerated(chances: list[float]) -> list[float]:
    """Chance of 0, 1, … successes, by going through every outcome."""
    shares = [0.0] * (len(chances) + 1)
    for outcome in product((False, True), repeat=len(chances)):
        share = 1.0
        for hit, chance in zip(outcome, chances, strict=True):
            share *= chance if hit else 1 - chance
        shares[sum(outcome)] += share
    return shares


@given(CHANCES, st.sampled_from([0.8, 0.95, 0.99]))
def test_at_most_a_tail_lies_outside_on_either_side(chances: list[float], confidence: float) -> None:
    low, high = count_interval(chances, 0, confidence)
    shares = enumerated(chances)
    tail = (1 - confidence) / 2 + 1e-9
    assert 0 <= low <= high <= len(chances)
    assert sum(shares[:low]) <= tail
    assert sum(shares[high + 1 :]) <= tail


@given(CHANCES, st.integers(0, 20), st.integers(0, 20))
def test_who_is_sure_or_unknown_only_shifts_the_ends(chances: list[float], sure: int, unknown: int) -> None:
    low, high = count_interval(chances, 0)
    assert count_interval([*chances, *[1.0] * sure, 0.0], unknown) == (low + sure, high + sure + unknown)


@given(CHANCES)
def test_the_order_of_people_does_not_matter(chances: list[float]) -> None:
    assert count_interval(chances, 0) == count_interval(chances[::-1], 0)


def test_nobody_is_no_number() -> None:
    assert count_interval([], 0) == (0, 0)
    assert count_interval([], 3) == (0, 3)


def test_many_people_give_nearly_the_same_by_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = [0.02] * 900 + [0.97] * 600
    exact = count_interval(chances, 0)
    monkeypatch.setattr(interval, "LARGE", 10)
    quick = count_interval(chances, 0)
    assert quick[0] <= exact[0] + 1
    assert quick[1] >= exact[1] - 1
    assert abs(quick[0] - exact[0]) <= 2
    assert abs(quick[1] - exact[1]) <= 2
