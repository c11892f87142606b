"""Households and the people of 17 and more in them, by kind of household: no person of the real world."""

import numpy as np

from saksama.demo.places import Villages
from saksama.demo.rates import Rates, count
from saksama.demo.tables import VOTING_DAY, Array, Table, append, days_of, pick, rows, take, texts, year_month_day

HEAD, SPOUSE, CHILD, ELDER = range(4)
COUPLE, THREE_GENERATIONS, ONE_PARENT, OLD_ALONE, YOUNG_ALONE = range(5)
KIND_SHARES = (0.72, 0.08, 0.09, 0.06, 0.05)  # assumed; 2.4 voters a household, as 577,241 voters in some 240,000 KK
VOTERS_PER_HOUSEHOLD = 2.34  # as it comes out of the shares
# People of a kecamatan beyond its voters: some 1.4 % die, move away or are forgotten in other ways.
SPARE_SHARE, SPARE = 0.02, 6
YEAR = 365.25


def settle(villages: Villages, rates: Rates, rng: np.random.Generator) -> tuple[Table, Table]:
    """Homes and people, some more than the list needs, so that some can be left out of it.

    homes: village, position (0..1, order within the village), javanese, unlisted.
    people: home, role, sex, born, marital, father and twin (row of people, -1 when none).
    """
    needed = 1.015 * villages.voters + 1.2 * np.sqrt(villages.voters) + 20
    number = np.ceil(needed / VOTERS_PER_HOUSEHOLD).astype(np.int64)
    homes = _homes(np.repeat(np.arange(len(villages)), number), villages, rng)
    people = _people(rows(homes), rates, rng)
    while (short := _villages_short_of_homes(people, homes, villages)).size:
        late = _people(len(short), rates, rng)
        late["home"] = late["home"] + rows(homes)
        people, homes = append(people, late), append(homes, _homes(short, villages, rng))
    people = take(people, np.lexsort((people["role"], people["home"])))
    people = _relatives(people)
    _minors(people, rates, int(villages.voters.sum()), rng)
    _heap_on_new_year(people, rng)
    return homes, _add_twins(people, rates, rng)


def _homes(village: Array, villages: Villages, rng: np.random.Generator) -> Table:
    """A home for each entry of `village`."""
    return {
        "village": village,
        "position": rng.random(len(village)),
        "javanese": rng.random(len(village)) < villages.javanese[village],
        "unlisted": np.zeros(len(village), dtype=bool),
    }


def _villages_short_of_homes(people: Table, homes: Table, villages: Villages) -> Array:
    """A village for each home that is lacking in a kecamatan whose households came out too small for its list."""
    _, first_village, district = np.unique(villages.district.astype(str), return_index=True, return_inverse=True)
    there = np.bincount(district[homes["village"][people["home"]]], minlength=len(first_village))
    wanted = np.bincount(district, weights=villages.voters)
    missing = np.ceil(((1 + SPARE_SHARE) * wanted + SPARE - there) / VOTERS_PER_HOUSEHOLD).astype(np.int64)
    return np.repeat(first_village, np.maximum(missing, 0))


def _people(homes: int, rates: Rates, rng: np.random.Generator) -> Table:
    home = np.arange(homes)
    kind = rng.choice(len(KIND_SHARES), size=homes, p=KIND_SHARES)
    age = 22 + 60 * rng.beta(1.5, 2.7, size=homes)
    age = np.where(kind == OLD_ALONE, 58 + 37 * rng.beta(1.2, 3, size=homes), age)
    age = np.where(kind == YOUNG_ALONE, 18 + 17 * rng.random(homes), age)
    age = np.where(kind == ONE_PARENT, np.maximum(age, 37), age)
    age = np.where(kind == THREE_GENERATIONS, np.minimum(age, 60), age)
    in_couple = kind <= THREE_GENERATIONS
    woman_heads = ((kind == ONE_PARENT) | (kind == OLD_ALONE)) & (rng.random(homes) < 0.6)
    woman_heads |= (kind == YOUNG_ALONE) & (rng.random(homes) < 0.2)
    status = np.where(in_couple, "S", np.where(kind == YOUNG_ALONE, "B", "P"))
    heads = _members(home, HEAD, np.where(woman_heads, "P", "L"), age, status)

    wife_age = np.clip(age - rng.normal(3.5, 3.5, size=homes), 17.5, 90)
    wives = take(_members(home, SPOUSE, np.full(homes, "P"), wife_age, np.full(homes, "S")), in_couple)

    three = np.flatnonzero(kind == THREE_GENERATIONS)
    elder_age = np.clip(age[three] + rng.uniform(19, 30, size=len(three)), 50, 95)
    elder_sex = np.where(rng.random(len(three)) < 0.7, "P", "L")
    elders = _members(three, ELDER, elder_sex, elder_age, np.full(len(three), "P"))

    mother_age = np.where(in_couple, wife_age, age)
    grown_up = np.interp(mother_age, [35, 39, 45, 55, 65, 75], [0, 0.55, 1.35, 1.0, 0.35, 0.1])
    number = rng.poisson(np.where((kind == OLD_ALONE) | (kind == YOUNG_ALONE) | (mother_age < 36), 0.0, grown_up))
    of = np.repeat(home, number)
    oldest = np.clip(mother_age[of] - 18, 17.05, 36)
    child_age = 17.0 + (oldest - 17.0) * rng.random(len(of)) ** 1.5
    child_sex = np.where(rng.random(len(of)) < 0.57, "L", "P")
    child_status = np.where(rng.random(len(of)) < 0.03 * (child_age > 20), "P", "B")
    children = _members(of, CHILD, child_sex, child_age, child_status)
    return append(append(append(heads, wives), elders), children)


def _members(home: Array, role: int, sex: Array, age: Array, marital: Array) -> Table:
    """`age` in years on voting day."""
    return {
        "home": home,
        "role": np.full(len(home), role),
        "sex": sex.astype(object),
        "born": (VOTING_DAY - np.ceil(age * YEAR)).astype(np.int64),
        "marital": marital.astype(object),
    }


def _relatives(people: Table) -> Table:
    """Adds `father` for children whose household has a man at its head, and an empty `twin`."""
    head_of_home = np.full(int(people["home"].max()) + 1, -1)
    heads = np.flatnonzero(people["role"] == HEAD)
    head_of_home[people["home"][heads]] = heads
    head = head_of_home[people["home"]]
    has_father = (people["role"] == CHILD) & (people["sex"][head] == "L")
    people["father"] = np.where(has_father, head, -1)
    people["twin"] = np.full(rows(people), -1)
    return people


def _minors(people: Table, rates: Rates, voters: int, rng: np.random.Generator) -> None:
    """Some children are under 17 on voting day; a few of them are married and may vote; some turn 17 on that day."""
    young = (people["role"] == CHILD) & (people["born"] > VOTING_DAY - 22 * YEAR)
    chosen = pick(rng, young, 3 * count(rates.under_age, voters))
    minors, married, on_the_day = np.array_split(chosen, 3)
    turns_17_on_voting_day = days_of(np.array([2007]), np.array([11]), np.array([27]))[0]
    people["born"][minors] = turns_17_on_voting_day + rng.integers(1, 400, size=len(minors))
    people["marital"][minors] = "B"
    people["born"][married] = turns_17_on_voting_day + rng.integers(1, 300, size=len(married))
    people["marital"][married] = "S"
    people["born"][on_the_day] = turns_17_on_voting_day
    people["minor"] = np.zeros(rows(people), dtype=bool)
    people["minor"][minors] = True
    people["at_the_edge"] = np.zeros(rows(people), dtype=bool)
    people["at_the_edge"][chosen] = True


def _heap_on_new_year(people: Table, rng: np.random.Generator) -> None:
    """Who does not know the day was written down as 1 January or 31 December: some 6 %, most of them over 45."""
    age = (VOTING_DAY - people["born"]) / YEAR
    heaped = rng.random(len(age)) < np.where(age > 45, 0.13, np.where(age > 19, 0.018, 0.0))
    year, _, _ = year_month_day(people["born"])
    last = heaped & (rng.random(len(age)) < 0.25)
    first_day, last_day = (
        days_of(year, np.ones_like(year), np.ones_like(year)),
        days_of(year, year * 0 + 12, year * 0 + 31),
    )
    people["born"] = np.where(last, last_day, np.where(heaped, first_day, people["born"]))


def _add_twins(people: Table, rates: Rates, rng: np.random.Generator) -> Table:
    """A second child of the same day in some households; the twin has the row after all others."""
    eligible = (people["role"] == CHILD) & ~people["at_the_edge"]
    elder = np.sort(pick(rng, eligible, count(rates.twins, int(eligible.sum()))))
    twins = take(people, elder)
    twins["twin"] = elder
    other_sex = rng.random(len(elder)) < 0.3
    flipped = np.where(twins["sex"] == "L", texts("P", len(elder)), texts("L", len(elder)))
    twins["sex"] = np.where(other_sex, flipped, twins["sex"])
    return append(people, twins)
