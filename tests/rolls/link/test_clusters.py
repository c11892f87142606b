"""Groups hold together: nobody is joined to a crowd by one neighbour's likeness."""

from collections import defaultdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from saksama.rolls.link.clusters import cluster

THRESHOLD = 0.5
records = st.integers(0, 12)
pairs_of = st.dictionaries(
    st.tuples(records, records).filter(lambda pair: pair[0] < pair[1]), st.floats(0.0, 1.0), max_size=40
).map(lambda known: [(left, right, probability) for (left, right), probability in known.items()])


def groups(pairs):
    found = defaultdict(set)
    for record, name in cluster(pairs, threshold=THRESHOLD).items():
        found[name].add(record)
    return dict(found)


@given(pairs_of)
def test_a_group_has_two_members_at_least_and_the_name_of_its_smallest(pairs):
    for name, members in groups(pairs).items():
        assert len(members) >= 2
        assert name == min(members)


@given(pairs_of)
def test_the_average_likeness_inside_a_group_reaches_the_threshold(pairs):
    known = {(left, right): probability for left, right, probability in pairs}
    for members in groups(pairs).values():
        inside = [known.get(pair, 0.0) for pair in combinations(sorted(members), 2)]
        assert sum(inside) / len(inside) >= THRESHOLD - 1e-9


@given(pairs_of)
def test_every_member_is_like_another_member(pairs):
    likely = {frozenset(pair[:2]) for pair in pairs if pair[2] >= THRESHOLD}
    for members in groups(pairs).values():
        for one in members:
            assert any(frozenset((one, other)) in likely for other in members - {one})


@given(pairs_of, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_pairs_nor_of_the_two_in_a_pair_matters(pairs, chance):
    turned = [(right, left, p) if chance.random() < 0.5 else (left, right, p) for left, right, p in pairs]
    chance.shuffle(turned)
    assert cluster(turned, threshold=THRESHOLD) == cluster(pairs, threshold=THRESHOLD)


@given(st.lists(st.tuples(records, records, st.floats(0, 1)).filter(lambda pair: pair[0] != pair[1]), max_size=30))
def test_a_pair_said_twice_counts_by_its_surest_word(pairs):
    assert cluster(pairs, threshold=THRESHOLD) == cluster(pairs[::-1], threshold=THRESHOLD)


def test_two_likely_records_alone_are_a_group():
    assert groups([(4, 2, 0.9)]) == {2: {2, 4}}


def test_a_pair_below_the_threshold_is_no_group():
    assert groups([(1, 2, 0.49)]) == {}


def test_a_chain_is_cut_where_its_ends_were_never_alike():
    assert groups([(1, 2, 0.95), (2, 3, 0.9)]) == {1: {1, 2}}


def test_three_records_that_all_agree_are_one_group():
    assert groups([(1, 2, 0.95), (2, 3, 0.9), (1, 3, 0.8)]) == {1: {1, 2, 3}}


def test_a_long_chain_of_namesakes_does_not_become_one_person():
    assert max(len(members) for members in groups([(n, n + 1, 0.99) for n in range(100)]).values()) == 2
