"""A person of one list is at most one person of the other."""

from hypothesis import given
from hypothesis import strategies as st

from saksama.rolls.columns import DataState
from saksama.rolls.link.matches import one_to_one, poorer

pairs_of = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)), st.sampled_from([0.5, 0.7, 0.9, 0.999]), max_size=30
).map(lambda known: [(left, right, probability) for (left, right), probability in known.items()])


@given(pairs_of)
def test_nobody_is_matched_twice(pairs):
    chosen = one_to_one(pairs)
    assert len({left for left, _ in chosen}) == len({right for _, right in chosen}) == len(chosen)
    assert set(chosen) <= {(left, right) for left, right, _ in pairs}


@given(pairs_of)
def test_a_pair_is_left_out_only_for_one_at_least_as_sure(pairs):
    chosen = one_to_one(pairs)
    sure = {(left, right): probability for left, right, probability in pairs}
    for (left, right), probability in sure.items():
        if (left, right) not in chosen:
            assert any(sure[a, b] >= probability for a, b in chosen if a == left or b == right)


@given(pairs_of, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(pairs, chance):
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert one_to_one(shuffled) == one_to_one(pairs)


@given(st.sampled_from(DataState), st.sampled_from(DataState))
def test_two_lists_can_be_compared_only_by_what_both_show(one, other):
    order = list(DataState)
    assert poorer(one, other) is poorer(other, one) is order[max(order.index(one), order.index(other))]
