"""The rate and its interval: by hand, by a second opinion, and by how often it holds the truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, hypergeom

from saksama.errors import InputError
from saksama.rolls.sample import ClusterCount, Direction, Outcome, SampleResult, estimate, estimate_counts
from saksama.rolls.sample.interval import effective_size, interval
from saksama.rolls.sample.pps import systematic_pps

ENDLESS = 10**9


def counts_of(hits: list[int], seen: int = 20, size: int = 400, inclusion: float = 0.01) -> list[ClusterCount]:
    return [ClusterCount(size, inclusion, seen, hit) for hit in hits]


def test_the_rate_is_the_share_when_all_weights_are_equal() -> None:
    assert estimate_counts(counts_of([1, 2, 3, 0])).rate == pytest.approx(6 / 80)


def test_a_tps_with_twice_the_weight_counts_twice() -> None:
    result = estimate_counts([ClusterCount(400, 0.01, 20, 2), ClusterCount(800, 0.01, 20, 8)])
    assert result.rate == pytest.approx((2 + 2 * 8) / (20 + 2 * 20))


def test_the_variance_is_that_of_the_textbook_for_equal_clusters() -> None:
    hits = [1, 4, 2, 0, 3]
    shares = np.array(hits) / 20
    between = (1 - 0.01) * shares.var(ddof=1) / 5
    within = 0.01 * (1 - 20 / 400) * np.mean(shares * (1 - shares) / 19) / 5
    assert estimate_counts(counts_of(hits)).variance == pytest.approx(between + within)


def test_the_variance_agrees_with_a_bootstrap_of_whole_clusters() -> None:
    random = np.random.default_rng(11)
    counts = [
        ClusterCount(400, 0.005, int(seen), int(random.binomial(seen, random.beta(2, 8))))
        for seen in random.integers(15, 30, size=60)
    ]
    weight = np.array([count.size / count.inclusion / count.seen for count in counts])
    seen, hits = np.array([count.seen for count in counts]), np.array([count.hits for count in counts])
    drawn = random.integers(0, 60, size=(4000, 60))
    rates = (weight * hits)[drawn].sum(axis=1) / (weight * seen)[drawn].sum(axis=1)
    assert estimate_counts(counts).variance == pytest.approx(rates.var(), rel=0.08)


@pytest.mark.parametrize(("hits", "people"), [(0, 30), (1, 30), (7, 50), (50, 50), (120, 400)])
def test_without_clustering_the_interval_is_the_exact_binomial_one(hits: int, people: int) -> None:
    exact = binomtest(hits, people).proportion_ci(0.95, method="exact")
    ours = interval(hits / people, people, 0.95)
    assert (ours.low, ours.high) == pytest.approx((exact.low, exact.high), abs=1e-9)


@pytest.mark.parametrize(("hits", "people", "population"), [(0, 50, 400), (3, 100, 400), (40, 200, 500), (0, 300, 600)])
def test_in_a_finite_list_the_interval_is_close_to_the_exact_hypergeometric_one(
    hits: int, people: int, population: int
) -> None:
    possible = [
        total
        for total in range(hits, population - people + hits + 1)
        if hypergeom.sf(hits - 1, population, total, people) > 0.025
        and hypergeom.cdf(hits, population, total, people) > 0.025
    ]
    ours = interval(hits / people, people, 0.95, people=people, population=population)
    assert ours.low * population == pytest.approx(possible[0], abs=2.0)
    assert ours.high * population == pytest.approx(possible[-1], abs=2.0)
    wide = interval(hits / people, people, 0.95)
    assert ours.high - ours.low < wide.high - wide.low


def test_nobody_wrong_still_leaves_room_above_zero() -> None:
    result = estimate_counts(counts_of([0, 0, 0, 0, 0]), planned_design_effect=2.0)
    assert result.rate == 0
    assert result.interval.low == 0
    assert result.interval.high >= 3 / 100  # the rule of three for 100 people
    assert result.design_effect is None


def test_everybody_wrong_leaves_room_below_one() -> None:
    result = estimate_counts(counts_of([20, 20, 20]))
    assert result.interval.high == 1
    assert result.interval.low < 1


def test_clustered_errors_widen_the_interval() -> None:
    spread = estimate_counts(counts_of([2] * 10)).interval
    heaped = estimate_counts(counts_of([20] + [0] * 9)).interval
    assert heaped.high - heaped.low > 1.5 * (spread.high - spread.low)


def test_unresolved_people_are_in_no_denominator_but_in_the_bounds() -> None:
    result = estimate_counts([ClusterCount(400, 0.01, 10, 1, 10), ClusterCount(400, 0.01, 20, 2, 0)])
    assert result.rate == pytest.approx(0.1)
    assert result.lowest == pytest.approx(3 / 40)
    assert result.highest == pytest.approx(13 / 40)
    assert result.unresolved == 10


def test_results_of_one_tps_are_refused() -> None:
    with pytest.raises(InputError, match="1 TPS only"):
        estimate_counts(counts_of([1]))


def test_estimate_counts_the_outcomes_asked_for() -> None:
    outcomes = [Outcome.DEAD, Outcome.FOUND, Outcome.MOVED, Outcome.CANNOT_TELL, Outcome.NOT_VISITED, Outcome.FOUND]
    results = [
        SampleResult(Direction.LIST_TO_PEOPLE, "16.02.05.1001", tps, 300, 0.1, f"{tps}{place}", outcome)
        for tps in ("001", "002")
        for place, outcome in enumerate(outcomes)
    ]
    dead = estimate(results, hits=frozenset({Outcome.DEAD}))
    assert dead.rate == pytest.approx(1 / 4)
    assert dead.unresolved == 4
    assert estimate(reversed(results), hits=frozenset({Outcome.DEAD})) == dead


@given(
    st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1), st.integers(30, 600)), min_size=2, max_size=12),
    st.floats(0.5, 0.99),
)
def test_the_interval_always_holds_its_rate_and_stays_between_0_and_1(
    clusters: list[tuple[int, float, int]], confidence: float
) -> None:
    counts = [ClusterCount(size, 0.05, seen, round(seen * share)) for seen, share, size in clusters]
    population = 20 * sum(count.size for count in counts)
    result = estimate_counts(counts, confidence=confidence, population=population)
    assert 0 <= result.interval.low <= result.rate <= result.interval.high <= 1
    assert result.variance >= 0
    assert result.lowest <= result.rate + 1e-9
    assert result.rate <= result.highest + 1e-9
    assert not math.isnan(result.effective_size)


def test_few_clusters_shorten_the_effective_sample() -> None:
    assert effective_size(200, 1.0, 3, 0.95) < effective_size(200, 1.0, 40, 0.95) <= 200


@pytest.mark.parametrize(("rate", "spread"), [(0.01, 0.02), (0.05, 0.05), (0.30, 0.05), (0.97, 0.03)])
def test_the_95_percent_interval_holds_the_truth_at_least_93_times_of_100(rate: float, spread: float) -> None:
    """600 samples of 30 TPS x 12 people from a made-up regency; `spread`: correlation within a TPS."""
    random = np.random.default_rng(2024)
    sizes = random.integers(150, 600, size=900)
    strength = 1 / spread - 1
    wrong = [
        np.sort(random.random(size) < random.beta(rate * strength, (1 - rate) * strength)).astype(int) for size in sizes
    ]
    truth = sum(int(people.sum()) for people in wrong) / int(sizes.sum())
    held = 0
    for sample in range(600):
        counts = [
            ClusterCount(int(sizes[index]), chance, 12, int(random.choice(wrong[index], 12, replace=False).sum()))
            for index, chance in systematic_pps(sizes.tolist(), 30, seed=sample)
        ]
        result = estimate_counts(counts, population=int(sizes.sum()), planned_design_effect=1 + 11 * spread)
        held += result.interval.low <= truth <= result.interval.high
    assert held / 600 >= 0.93
