"""The model: Fellegi and Sunter's odds, learnt by EM on the counts of patterns instead of on pairs.

Fellegi & Sunter (1969), A theory for record linkage, JASA 64; Winkler (1988) for EM; term frequencies after Winkler
(1989). What differs here:

- Every pair of the two lists counts, also those never looked at: u (agreement by chance) comes from pairs drawn at
  random and from the frequency of the very values, so the odds are not those of a hand-picked set of pairs.
- Four strata (pairs.py) have their own share of true pairs and their own chance; m, how alike true pairs are, is one.
- At home name and birth are one joint field for non-matches: twins share the day, and their names are made alike.
- A NIK holds the day of birth and the place of first registration, so for people born on one day its likeness by
  chance is asked of such people only.

It errs on the side of not accusing: what was never seen gets the prior, and the prior is small.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saksama.rolls.link.comparisons import (
    BIRTH,
    COMPARISONS,
    NAME,
    NAME_DIFFERENT,
    NAME_MISTYPED,
    NAME_PART,
    NAME_SAME,
    NAME_SAME_SOUND,
    NAME_SHARES_A_WORD,
    PLACE,
    Comparison,
)
from saksama.rolls.link.household import ALONE, IN_COMPANY
from saksama.rolls.link.pairs import (
    AGE_SAME,
    BIRTH_SAME,
    BIRTHPLACE_SAME,
    ELSEWHERE,
    HOME,
    OUTSIDE,
    VILLAGE,
)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

STRATA = (HOME, VILLAGE, ELSEWHERE, OUTSIDE)
LEVELS = 10  # levels are numbered 0..9
FIELDS: tuple[Comparison, ...] = (*COMPARISONS, PLACE)
_MOST = np.ones((len(FIELDS), LEVELS))
for _index, _field in enumerate(FIELDS):
    for _level in _field.levels:
        _MOST[_index, _level.number] = min(_MOST[_index, _level.number], _level.most_in_matches)
# What people of one household have in common anyway: twins agree in all of it, so it proves nothing there.
SHARED_AT_HOME = ("birthplace", "marital", "nkk")
SEX_DIFFERENT = 1
# Levels whose chance is the frequency of the value itself (the pair's `chance`), outside the home.
BY_FREQUENCY = {
    "name": (NAME_SAME, NAME_SAME_SOUND, NAME_PART, NAME_SHARES_A_WORD),
    "birth": (BIRTH_SAME, AGE_SAME),
    "birthplace": (BIRTHPLACE_SAME,),
}
# One number given to two people by a slip of the pen, per pair of people: rare, but not never (D-rules count them).
SAME_NIK, SAME_NIK_BY_SLIP = 5, 1e-9
# Numbers run on: a slip in the serial makes it that of another born on that day, registered in that place. Least shares
# per pair of people born on one day, by stratum; the data may show more.
SAME_NIK_OF_ONE_DAY = (1e-4, 1e-4, 1e-5, 1e-5)
BORN_ALIKE = 6  # birth levels from here up: one day, or one slip from it
_NIK = [field.name for field in FIELDS].index("nik")
# Two children of one household with one name, born on one day: there are none; the list may still hold an oddity.
# Born in one year or a slip apart, or of one age: hardly more. (Father and son of one name are far apart.)
TWO_OF_ONE_NAME, TWO_OF_ONE_NAME_BORN_NEAR = 1e-8, 1e-6
BORN_NEAR = (AGE_SAME, 4, 5, 6, 7)
# Two different people of whose households another pair is probably one person, least share of all pairs by stratum: kin
# live near one another and name their children alike, and no list tells how often.
COMPANY_BY_CHANCE = (0.01, 0.01, 0.001, 0.001)
# True pairs by stratum, per person of the list, before the data have spoken.
EXPECTED_PAIRS = (0.001, 0.002, 0.003, 0.0005)
PRIOR_PAIRS = 100.0  # pairs that what is expected before the data have spoken is worth
MOST_ROUNDS = 60
ENOUGH = 1e-4  # largest change of a probability between two rounds at which EM stops


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct patterns of likeness: P rows. levels is P×F in the order of FIELDS, chance in log2, pairs counts."""

    stratum: Integers
    levels: Integers
    company: Integers
    chance: Floats
    pairs: Floats


@dataclass(frozen=True, slots=True)
class Chance:
    """Likeness among pairs drawn at random: shares[stratum, field, level], and home[name level, birth level]."""

    shares: Floats
    home: Floats
    total_pairs: Floats  # number of all pairs in each stratum


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt. m[field, level]; company_m, company_u[stratum]; share of true pairs by stratum."""

    m: Floats
    nik_u: Floats  # [stratum, level], among people born on one day
    chance: Chance
    company_m: Floats
    company_u: Floats
    home_u: Floats
    share: Floats
    rounds: int


def chance_from_counts(counts: Floats, home: Floats, total_pairs: Floats) -> Chance:
    """Shares from counted random pairs (counts[stratum, field, level]); a level never seen gets half a pair."""
    possible = np.zeros((len(FIELDS), LEVELS), dtype=bool)
    for index, field in enumerate(FIELDS):
        possible[index, [level.number for level in field.levels]] = True
    smoothed = np.where(possible, counts + 0.5, 0.0)
    shares = smoothed / np.maximum(smoothed.sum(axis=2, keepdims=True), 1e-12)
    shares[:, _NIK, SAME_NIK] = SAME_NIK_BY_SLIP
    home_smoothed = home + 0.05
    home_shares = _nobody_named_twice(home_smoothed / home_smoothed.sum())
    return Chance(shares, home_shares, total_pairs)


def fit(patterns: Patterns, chance: Chance, people: int) -> tuple[Model, Floats]:
    """Learns the model by EM and gives it with the probability of each pattern (P values in 0..1)."""
    expected = np.zeros((len(FIELDS), LEVELS))
    for index, field in enumerate(FIELDS):
        for level in field.levels:
            expected[index, level.number] = max(expected[index, level.number], level.expected_in_matches)
    expected /= expected.sum(axis=1, keepdims=True)
    m = expected.copy()
    company_m, company_u = np.full(len(STRATA), 0.3), np.asarray(COMPANY_BY_CHANCE)
    home_u = chance.home.copy()
    nik_u = _nik_chance(patterns, np.where(patterns.levels[:, 0] == NAME_DIFFERENT, patterns.pairs, 0.0), chance)
    share = _possible_shares(np.array(EXPECTED_PAIRS) * people / np.maximum(chance.total_pairs, 1.0))
    probability = np.zeros(len(patterns.pairs))
    rounds = 0
    for rounds in range(1, MOST_ROUNDS + 1):
        model = Model(m, nik_u, chance, company_m, company_u, home_u, share, rounds)
        before, probability = probability, probabilities(patterns, model)
        true_pairs, false_pairs = probability * patterns.pairs, (1 - probability) * patterns.pairs
        share = _shares_of_true_pairs(patterns, true_pairs, chance.total_pairs, people)
        m = _levels_of_true_pairs(patterns, true_pairs, expected)
        company_m = np.array(
            [
                (3.0 + _sum(true_pairs, here & (patterns.company == IN_COMPANY))) / (10.0 + _sum(true_pairs, here))
                for here in (patterns.stratum == stratum for stratum in STRATA)
            ]
        )
        company_u = _company_chance(patterns, false_pairs, chance)
        home_u = _home_chance(patterns, false_pairs, chance)
        nik_u = _nik_chance(patterns, false_pairs, chance)
        if np.max(np.abs(probability - before), initial=0.0) < ENOUGH:
            break
    model = Model(m, nik_u, chance, company_m, company_u, home_u, share, rounds)
    return model, probabilities(patterns, model)


def probabilities(patterns: Patterns, model: Model) -> Floats:
    """Probability that a pair of each pattern is one person."""
    log_odds = np.log2(model.share / (1 - model.share))[patterns.stratum]
    outside = patterns.stratum != HOME
    for index, field in enumerate(FIELDS):
        level = patterns.levels[:, index]
        of_true = np.log2(np.maximum(model.m[index], 1e-9))[level]
        by_chance = np.log2(np.maximum(model.chance.shares[:, index, :], 1e-12))[patterns.stratum, level]
        known = level != 0
        if field.name in SHARED_AT_HOME:
            known &= outside
        if field.name == "sex":  # the name has told it already, and its chance is asked among those of one sex
            known &= (level == SEX_DIFFERENT) | (patterns.levels[:, 0] < NAME_MISTYPED)
        if field.name in BY_FREQUENCY:
            by_chance = np.where(outside & np.isin(level, BY_FREQUENCY[field.name]), 0.0, by_chance)
        if index == _NIK:
            same_day = np.log2(model.nik_u)[patterns.stratum, level]
            by_chance = np.where(patterns.levels[:, 1] >= BORN_ALIKE, same_day, by_chance)
        if field.name in ("name", "birth"):
            by_chance = np.where(outside, by_chance, 0.0)
        if field.name == "place":
            known &= patterns.stratum == VILLAGE
        log_odds += np.where(known, of_true - by_chance, 0.0)
    log_odds -= np.where(outside, patterns.chance, 0.0)
    joint = np.log2(model.home_u)[patterns.levels[:, 0], patterns.levels[:, 1]]
    log_odds -= np.where(outside, 0.0, joint)
    for company, of_true, by_chance_here in (
        (IN_COMPANY, model.company_m, model.company_u),
        (ALONE, 1 - model.company_m, 1 - model.company_u),
    ):
        here = outside & (patterns.company == company)
        log_odds += np.where(here, (np.log2(of_true) - np.log2(by_chance_here))[patterns.stratum], 0.0)
    result: Floats = 1.0 / (1.0 + np.exp2(-np.clip(log_odds, -200, 200)))
    return result


def _sum(values: Floats, where: NDArray[np.bool_]) -> float:
    return float(values[where].sum())


def _shares_of_true_pairs(patterns: Patterns, true_pairs: Floats, total: Floats, people: int) -> Floats:
    # One true pair per 100,000 people is the least a stratum is credited with: no stratum is ruled out by a bad start.
    found = np.array([_sum(true_pairs, patterns.stratum == stratum) for stratum in STRATA])
    return _possible_shares((found + people * 1e-5) / np.maximum(total, 1.0))


def _possible_shares(share: Floats) -> Floats:
    # Neither never nor always: in a list of a few people, or of one village, a stratum may hold no pairs at all.
    possible: Floats = np.clip(share, 1e-15, 0.5)
    return possible


def _levels_of_true_pairs(patterns: Patterns, true_pairs: Floats, expected: Floats) -> Floats:
    m = np.zeros_like(expected)
    for index, field in enumerate(FIELDS):
        # At home twins look like slips of the pen: how names are misspelt is learnt where there are none.
        if field.name in ("name", "birth"):
            counted = true_pairs * (patterns.stratum != HOME)
        elif field.name == "place":
            counted = true_pairs * (patterns.stratum == VILLAGE)
        else:
            counted = true_pairs
        m[index] = np.bincount(patterns.levels[:, index], weights=counted, minlength=LEVELS)
    m += PRIOR_PAIRS * expected
    # A missing value says nothing, so shares are those among the known.
    m[:, 0] = 0.0
    result: Floats = np.minimum(m / np.maximum(m.sum(axis=1, keepdims=True), 1e-12), _MOST)
    return result


def _nik_chance(patterns: Patterns, false_pairs: Floats, chance: Chance) -> Floats:
    """Shares of NIK levels among different people born on one day [stratum, level]."""
    alike = patterns.levels[:, 1] >= BORN_ALIKE
    u = np.zeros((len(STRATA), LEVELS))
    for stratum in STRATA:
        here = alike & (patterns.stratum == stratum)
        counted = np.bincount(patterns.levels[here, _NIK], weights=false_pairs[here], minlength=LEVELS)
        u[stratum] = counted + chance.shares[stratum, _NIK]
        u[stratum, 0] = 0.0
        u[stratum] /= u[stratum].sum()
        # In a short list one doubtful pair must not teach that strangers share numbers, and so acquit itself.
        shared = counted[SAME_NIK] / (counted.sum() + PRIOR_PAIRS)
        u[stratum, SAME_NIK] = max(shared, SAME_NIK_OF_ONE_DAY[stratum])
    u[:, 0] = 1.0  # missing: never used
    result: Floats = np.maximum(u, 1e-12)
    return result


def _company_chance(patterns: Patterns, false_pairs: Floats, chance: Chance) -> Floats:
    """Share of different people in company by stratum, among all pairs, for those looked at are chosen for it."""
    company = patterns.company == IN_COMPANY
    counted = np.array([_sum(false_pairs, company & (patterns.stratum == stratum)) for stratum in STRATA])
    return np.maximum(counted / np.maximum(chance.total_pairs, 1.0), COMPANY_BY_CHANCE)


def _home_chance(patterns: Patterns, false_pairs: Floats, chance: Chance) -> Floats:
    """Joint share of name and birth levels among different people of one household.

    Pairs born on one day are all looked at (blocks.py), so twins are counted here without the true pairs among them. Of
    other pairs some are looked at: as many as those there are at least, also where none was drawn at random.
    """
    home = chance.home.copy()
    here = patterns.stratum == HOME
    cell = patterns.levels[here, 0] * LEVELS + patterns.levels[here, 1]
    counted = np.bincount(cell, weights=false_pairs[here], minlength=LEVELS * LEVELS).reshape(LEVELS, LEVELS)
    total = max(chance.total_pairs[HOME], 1.0)
    home = np.maximum(home, counted / total)
    twins = slice(NAME_DIFFERENT, NAME_SAME)
    home[twins, BIRTH_SAME] = (counted[twins, BIRTH_SAME] + 0.5) / total
    return _nobody_named_twice(home)


def _nobody_named_twice(home: Floats) -> Floats:
    home[NAME_SAME, BIRTH_SAME] = TWO_OF_ONE_NAME
    for birth in BORN_NEAR:
        home[[NAME_SAME, NAME_SAME_SOUND], birth] = TWO_OF_ONE_NAME_BORN_NEAR
    return home


assert FIELDS[0] is NAME and FIELDS[1] is BIRTH  # noqa: S101  probabilities() reads them by position
