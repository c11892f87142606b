"""Entries of the lists: one a person, and one more for each time a person stands in the list twice.

An entry has the values of its row in the DPT, the lists it is in, and the home it is written at.
"""

import numpy as np

from saksama.demo.fates import IN_DPT, ONLY_BEFORE, Fate
from saksama.demo.rates import Rates, count
from saksama.demo.slips import mask, mistype
from saksama.demo.tables import Array, Table, append, pick, rows, take, texts

FIELDS = ("name", "birthplace", "born", "marital", "sex", "nik", "nkk", "disability", "ektp")
COPY_KINDS = ("duplicate_in_station", "duplicate_in_village", "duplicate_in_regency", "duplicate_household")


def enter(people: Table, homes: Table) -> Table:
    """One entry a person, at home; which lists it is in follows from the fate."""
    number = rows(people)
    entries: Table = {"person": np.arange(number), "home": people["home"].copy()}
    for field in FIELDS:
        entries[field] = (homes["nkk"][people["home"]] if field == "nkk" else people[field]).copy()
    entries["copy"] = texts("", number)
    entries["slips"] = texts("", number)
    in_dpt = np.isin(people["fate"], IN_DPT)
    entries["dpt"] = in_dpt
    entries["dpshp"] = in_dpt.copy()
    entries["dps"] = in_dpt | np.isin(people["fate"], ONLY_BEFORE)
    return entries


def copy_entries(
    entries: Table, people: Table, homes: Table, rates: Rates, voters: int, rng: np.random.Generator
) -> tuple[Table, Table]:
    """Entries and homes with the duplicates: a second entry beside the first, elsewhere, or of a whole household."""
    settled = (people["fate"] == Fate.ORDINARY) & ~people["lookalike"] & ~people["at_the_edge"]
    wanted = [rates.twice_in_station, rates.twice_in_village, rates.twice_in_regency]
    numbers = [count(rate, voters) for rate in wanted]
    removed = count(rates.copies_removed, voters)
    chosen = pick(rng, settled, sum(numbers) + removed)
    kinds = np.repeat(np.array([*COPY_KINDS[:3], COPY_KINDS[2]], dtype=object), [*numbers, removed])[: len(chosen)]

    used = np.zeros(rows(homes), dtype=bool)
    used[people["home"][chosen]] = True
    household = _whole_households(people, settled & ~used[people["home"]], count(rates.household_twice, voters), rng)
    copies = take(entries, np.concatenate([chosen, household]))
    copies["copy"] = np.concatenate([kinds, texts(COPY_KINDS[3], len(household))])
    homes = _house(copies, homes, rng)
    dropped = np.zeros(rows(copies), dtype=bool)
    dropped[sum(numbers) : len(chosen)] = True  # found by KPU itself, gone before the DPT
    copies["dpt"][dropped] = copies["dpshp"][dropped] = False
    newcomer = ~dropped & (rng.random(rows(copies)) < 0.15)
    copies["dps"][newcomer] = False
    _mistype_copies(copies, rates, rng)
    return append(entries, copies), homes


def _whole_households(people: Table, free: Array, number: int, rng: np.random.Generator) -> Array:
    """People of random homes in which everybody is free, `number` of them or a few more."""
    homes = int(people["home"].max()) + 1
    members = np.bincount(people["home"], minlength=homes)
    whole = (np.bincount(people["home"][free], minlength=homes) == members) & (members >= 2)
    order = pick(rng, whole, max(1, number))
    enough = int(np.searchsorted(np.cumsum(members[order]), number)) + 1
    return np.flatnonzero(np.isin(people["home"], order[:enough]))


def _house(copies: Table, homes: Table, rng: np.random.Generator) -> Table:
    """Gives each copy the home it is written at; all but those beside the first get a new one. Returns all homes."""
    elsewhere = np.flatnonzero(copies["copy"] != COPY_KINDS[0])
    by_home = copies["copy"] == COPY_KINDS[3]
    old = copies["home"][elsewhere]
    group = np.where(by_home[elsewhere], old, rows(homes) + np.arange(len(elsewhere)))
    _, first, member_of = np.unique(group, return_index=True, return_inverse=True)
    new_homes = take(homes, old[first])
    kind = copies["copy"][elsewhere][first]
    villages = int(homes["village"].max()) + 1
    moved = kind != COPY_KINDS[1]
    step = rng.integers(1, max(2, villages), size=len(first))
    new_homes["village"] = np.where(moved, (new_homes["village"] + step) % villages, new_homes["village"])
    # In its own village the second entry stands half the village away: in another TPS, if there is one.
    new_homes["position"] = np.where(moved, rng.random(len(first)), (new_homes["position"] + 0.5) % 1.0)
    new_homes["unlisted"] = np.zeros(len(first), dtype=bool)
    for home in np.flatnonzero(moved & (rng.random(len(first)) < 0.5)):
        new_homes["nkk"][home] = _new_card(new_homes["nkk"][home], rng)
    copies["home"][elsewhere] = rows(homes) + member_of
    copies["nkk"][elsewhere] = new_homes["nkk"][member_of]
    return append(homes, new_homes)


def _new_card(nkk: str, rng: np.random.Generator) -> str:
    """The number of a family card issued after the move; serials of 50 and more are free."""
    day_month_year = "".join(f"{part:02d}" for part in rng.integers([1, 1, 20], [29, 13, 25]))
    return f"{nkk[:6]}{day_month_year}{rng.integers(50, 1000):04d}"


def _mistype_copies(copies: Table, rates: Rates, rng: np.random.Generator) -> None:
    """One to three slips in three copies of four."""
    for at in range(rows(copies)):
        if rng.random() < rates.copy_is_exact:
            continue
        number = 1 + int(rng.random() < 0.4) + int(rng.random() < 0.12)
        mistype_entry(copies, at, number, rng)


def mistype_entry(entries: Table, at: int, number: int, rng: np.random.Generator) -> None:
    """Puts slips into the entry at row `at`, and writes down which."""
    row: dict[str, object] = {field: entries[field][at] for field in FIELDS}
    kinds = mistype(row, number, rng)
    for field in FIELDS:
        entries[field][at] = row[field]
    if "nik_masked" in kinds:
        entries["nkk"][at] = mask(str(entries["nkk"][at]))
    entries["slips"][at] = ";".join(kinds)
