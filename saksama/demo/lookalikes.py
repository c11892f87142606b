"""Different people who look like one: the hard negatives a linkage must not accuse."""

import numpy as np

from saksama.demo.rates import Rates, count
from saksama.demo.tables import Array, Table, days_of, pick, year_month_day
from saksama.demo.vocabulary import words


def make_lookalikes(people: Table, homes: Table, rates: Rates, voters: int, rng: np.random.Generator) -> Table:
    """Changes names and birth dates so that pairs look alike; gives kind, person_a, person_b (rows of people)."""
    twins = np.flatnonzero(people["twin"] >= 0)
    for row in twins:
        people["name"][row] = _twin_name(people["name"][people["twin"][row]], people["sex"][row], rng)
        people["birthplace"][row] = people["birthplace"][people["twin"][row]]
    taken = np.zeros(len(people["home"]), dtype=bool)
    taken[twins] = taken[people["twin"][twins]] = True

    sons = pick(
        rng, (people["father"] >= 0) & (people["sex"] == "L") & ~taken, count(rates.son_named_as_father, voters)
    )
    people["name"][sons] = people["name"][people["father"][sons]]
    taken[sons] = taken[people["father"][sons]] = True

    first, second = _namesakes(people, homes, taken, count(rates.namesakes, voters), rng)
    taken[first] = taken[second] = True
    people["lookalike"] = taken
    kind = np.array(["twins"] * len(twins) + ["father_and_son"] * len(sons) + ["namesakes"] * len(first), dtype=object)
    return {
        "kind": kind,
        "person_a": np.concatenate([people["twin"][twins], people["father"][sons], first]),
        "person_b": np.concatenate([twins, sons, second]),
    }


def _twin_name(name: str, sex: str, rng: np.random.Generator) -> str:
    """The elder's name with another first word of the same initial where there is one."""
    initial, *others = name.split(" ")
    pool = words("male_modern" if sex == "L" else "female_modern")
    alike = [word for word in pool if word[0] == initial[0] and word != initial] or list(pool)
    return " ".join([str(rng.choice(alike)), *others])


def _namesakes(people: Table, homes: Table, taken: Array, number: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Pairs of one sex from two villages who bear one name and were both born on 1 January of one year."""
    year, month, of_month = year_month_day(people["born"])
    new_year = (month == 1) & (of_month == 1) & ~taken
    first = pick(rng, new_year, number)
    free = ~taken & ~people["at_the_edge"] & (people["role"] < 2)
    free[first] = False
    second = pick(rng, free, 6 * len(first) + 20)
    village = homes["village"][people["home"]]
    pairs: list[tuple[int, int]] = []
    unused = list(second)
    for one in first:
        partner = next(
            (
                other
                for other in unused
                if village[other] != village[one]
                and people["sex"][other] == people["sex"][one]
                and abs(int(year[other]) - int(year[one])) <= 12
            ),
            None,
        )
        if partner is not None:
            unused.remove(partner)
            pairs.append((int(one), int(partner)))
    ones = np.array([one for one, _ in pairs], dtype=np.int64)
    others = np.array([other for _, other in pairs], dtype=np.int64)
    people["name"][others] = people["name"][ones]
    people["born"][others] = days_of(year[ones], np.ones_like(ones), np.ones_like(ones))
    return ones, others
