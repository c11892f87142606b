"""The odds that two records are one person: learnt from counts, bounded, and moved by evidence the right way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksama.rolls.link.comparisons import BIRTH, BIRTHPLACE, COMPARISONS, MARITAL, NAME, NIK, NKK, PLACE
from saksama.rolls.link.household import ALONE, IN_COMPANY
from saksama.rolls.link.model import FIELDS, LEVELS, STRATA, Patterns, chance_from_counts, fit, probabilities
from saksama.rolls.link.pairs import ELSEWHERE, HOME, VILLAGE

quick = settings(max_examples=30, deadline=None)
NUMBERS = {field.name: sorted({level.number for level in field.levels}) for field in FIELDS}
NAMES = [field.name for field in FIELDS]
one_pattern = st.tuples(
    st.sampled_from(STRATA),
    st.tuples(*(st.sampled_from(NUMBERS[name]) for name in NAMES)),
    st.sampled_from([ALONE, IN_COMPANY]),
    st.integers(-60, 0).map(lambda half_bits: half_bits / 2),
    st.integers(1, 40),
)
some_patterns = st.lists(one_pattern, max_size=25)


def patterns_of(rows):
    """Rows of stratum, levels, company, chance, pairs as Patterns; at home no chance is asked."""
    return Patterns(
        stratum=np.array([row[0] for row in rows], dtype=np.int64),
        levels=np.array([row[1] for row in rows], dtype=np.int64).reshape(len(rows), len(FIELDS)),
        company=np.array([row[2] for row in rows], dtype=np.int64),
        chance=np.array([0.0 if row[0] == HOME else row[3] for row in rows], dtype=np.float64),
        pairs=np.array([row[4] for row in rows], dtype=np.float64),
    )


def chance_of(people=10_000):
    """Random pairs mostly differ: the lowest known level has nine of ten, the others share the rest."""
    counts = np.zeros((len(STRATA), len(FIELDS), LEVELS))
    for index, field in enumerate(FIELDS):
        known = [number for number in NUMBERS[field.name] if number]
        counts[:, index, known] = 1_000.0 / len(known)
        counts[:, index, min(known)] = 9_000.0
    home = np.full((LEVELS, LEVELS), 10.0)
    home[1, 1] = 9_000.0
    every = people * people / 2
    return chance_from_counts(counts, home, np.array([3.5 * people, every / 20, every, 9 * every]))


def a_pair(stratum=ELSEWHERE, company=ALONE, chance=-20.0, **levels):
    """One pair, unlike in all that is not said."""
    lowest = {name: min(number for number in NUMBERS[name] if number) for name in NAMES}
    return (stratum, tuple({**lowest, "sex": 2, **levels}[name] for name in NAMES), company, chance, 1)


@quick
@given(some_patterns, st.integers(0, 100_000))
def test_every_probability_lies_between_0_and_1(rows, people):
    model, probability = fit(patterns_of(rows), chance_of(), people)
    assert probability.shape == (len(rows),)
    assert np.all((probability >= 0) & (probability <= 1))
    assert np.all((model.m >= 0) & (model.m <= 1))


@quick
@given(some_patterns)
def test_counting_patterns_teaches_the_same_as_listing_every_pair(rows):
    expanded = [(*row[:4], 1) for row in rows for _ in range(row[4])]
    counted, probability = fit(patterns_of(rows), chance_of(), 10_000)
    listed, of_pairs = fit(patterns_of(expanded), chance_of(), 10_000)
    assert counted.rounds == listed.rounds
    np.testing.assert_allclose(counted.m, listed.m, rtol=1e-9)
    np.testing.assert_allclose(counted.share, listed.share, rtol=1e-9)
    np.testing.assert_allclose(np.repeat(probability, [row[4] for row in rows]), of_pairs, rtol=1e-7, atol=1e-12)


@quick
@given(some_patterns.filter(len), st.randoms(use_true_random=False))
def test_the_order_of_the_patterns_does_not_matter(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    _, probability = fit(patterns_of(rows), chance_of(), 10_000)
    _, shuffled = fit(patterns_of([rows[i] for i in order]), chance_of(), 10_000)
    np.testing.assert_allclose(shuffled, probability[order], rtol=1e-6, atol=1e-12)


@quick
@given(some_patterns.filter(len))
def test_how_alike_true_pairs_are_is_counted_as_by_hand(rows):
    """One more round, pair by pair in plain Python, from a fit that has settled, changes little."""
    patterns = patterns_of(rows)
    model, probability = fit(patterns, chance_of(), 10_000)
    for name in ("birthplace", "nkk"):
        index = NAMES.index(name)
        levels = FIELDS[index].levels
        total = sum(level.expected_in_matches for level in levels)
        true_pairs = {level.number: 100 * level.expected_in_matches / total for level in levels}
        for row, p in zip(rows, probability, strict=True):
            for _ in range(row[4]):
                true_pairs[row[1][index]] += float(p)
        known = sum(count for number, count in true_pairs.items() if number)
        for number, count in true_pairs.items():
            if number:
                assert model.m[index, number] == pytest.approx(count / known, abs=0.02)


BETTER = [
    (NAME, 9, 1),
    (NAME, 9, 4),
    (BIRTH, 8, 1),
    (BIRTH, 8, 4),
    (BIRTHPLACE, 3, 1),
    (MARITAL, 2, 1),
    (NIK, 5, 1),
    (NIK, 4, 1),
    (NKK, 3, 1),
]


@pytest.mark.parametrize("stratum", [VILLAGE, ELSEWHERE])
@pytest.mark.parametrize(("field", "more", "less"), BETTER)
@quick
@given(row=one_pattern)
def test_more_agreement_never_lowers_the_probability(stratum, field, more, less, row):
    index = NAMES.index(field.name)

    def with_level(level):
        levels = row[1][:index] + (level,) + row[1][index + 1 :]
        # A value that agrees is one that others bear too: the chance of it comes with the agreement.
        by_frequency = field in (NAME, BIRTH, BIRTHPLACE)
        chance = row[3] - 8.0 if by_frequency and level == more else row[3]
        return (stratum, levels, row[2], chance, 1)

    model, _ = fit(patterns_of([]), chance_of(), 10_000)
    likelier, less_likely = probabilities(patterns_of([with_level(more), with_level(less)]), model)
    if field is BIRTH and row[1][NAMES.index("nik")]:
        return  # a NIK is weighed by the birth date it holds, so the two fields move together
    assert likelier >= less_likely


@pytest.mark.parametrize("stratum", [VILLAGE, ELSEWHERE])
@quick
@given(row=one_pattern, bits=st.floats(0.5, 20))
def test_a_rarer_value_is_stronger_evidence(stratum, row, bits):
    model, _ = fit(patterns_of([]), chance_of(), 10_000)
    rare, common = probabilities(
        patterns_of([(stratum, row[1], row[2], row[3] - bits, 1), (stratum, *row[1:4], 1)]), model
    )
    assert rare >= common


@pytest.mark.parametrize("stratum", [VILLAGE, ELSEWHERE])
@quick
@given(row=one_pattern)
def test_the_household_beside_them_speaks_for_a_pair(stratum, row):
    model, _ = fit(patterns_of([]), chance_of(), 10_000)
    together, alone = probabilities(
        patterns_of([(stratum, row[1], IN_COMPANY, row[3], 1), (stratum, row[1], ALONE, row[3], 1)]), model
    )
    assert together >= alone


@quick
@given(row=one_pattern)
def test_a_missing_number_is_never_compared(row):
    """Whatever the model has learnt of numbers, a pair without them keeps its probability."""
    index = NAMES.index("nik")
    missing = (row[0], row[1][:index] + (0,) + row[1][index + 1 :], *row[2:])
    model, _ = fit(patterns_of([]), chance_of(), 10_000)
    m = model.m.copy()
    m[index] = m[index][::-1]
    other = replace(model, m=m)
    assert probabilities(patterns_of([missing]), model) == pytest.approx(probabilities(patterns_of([missing]), other))


def test_equality_of_the_nik_alone_makes_nobody_one_person():
    pair = a_pair(nik=5, chance=0.0)
    for stratum in (VILLAGE, ELSEWHERE):
        _, (probability,) = fit(patterns_of([(stratum, *pair[1:])]), chance_of(), 10_000)
        assert probability < 0.5


def test_one_name_one_birth_date_and_one_nik_make_one_person():
    _, (probability,) = fit(
        patterns_of([a_pair(name=9, birth=8, birthplace=3, marital=2, nik=5, chance=-25.0)]), chance_of(), 10_000
    )
    assert probability > 0.99


def test_twins_at_home_are_two_people():
    twins = a_pair(stratum=HOME, name=4, birth=8, birthplace=3, nkk=3, nik=2)
    _, (probability,) = fit(patterns_of([twins]), chance_of(), 10_000)
    assert probability < 0.5


def test_a_namesake_of_a_common_name_on_a_common_day_is_another_person():
    namesake = a_pair(name=9, birth=8, nik=0, nkk=0, chance=-14.0)
    _, (probability,) = fit(patterns_of([namesake]), chance_of(), 500_000)
    assert probability < 0.5


@pytest.mark.parametrize("people", [0, 1, 3, 300, 10_000_000])
@pytest.mark.parametrize("total", [0.0, 1.0, 1e14])
def test_lists_of_any_size_are_weighed_without_a_warning(people, total):
    chance = chance_from_counts(
        np.zeros((len(STRATA), len(FIELDS), LEVELS)), np.zeros((LEVELS, LEVELS)), np.full(len(STRATA), total)
    )
    for rows in ([], [a_pair(stratum, name=9, birth=8) for stratum in STRATA]):
        _, probability = fit(patterns_of(rows), chance, people)
        assert np.all(np.isfinite(probability))


def test_shares_of_chance_add_up_to_one_in_each_field():
    shares = chance_of().shares
    for index, field in enumerate(FIELDS):
        if field is not NIK:  # equality of a NIK is not counted but stated
            np.testing.assert_allclose(shares[:, index, :].sum(axis=1), 1.0)


def test_fields_are_the_comparisons_and_the_place():
    assert FIELDS == (*COMPARISONS, PLACE)
