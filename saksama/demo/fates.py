"""What became of each person between the last election and the DPT: who is in which list, and who should be."""

from enum import IntEnum

import numpy as np

from saksama.demo.households import SPARE, SPARE_SHARE
from saksama.demo.places import Villages
from saksama.demo.rates import Rates, count
from saksama.demo.tables import VOTING_DAY, Array, Table, pick, rows


class Fate(IntEnum):
    """One a person: rightly in the DPT, wrongly in it, rightly out of it, wrongly out of it."""

    ORDINARY = 0
    ADDED = 1  # not in the DPS, in the DPT
    DEAD_LISTED = 10
    UNDER_AGE = 11
    SOLDIER_LISTED = 12
    TMS_KEPT = 13  # struck in the DPS with a code, yet in the DPT
    DEAD_REMOVED = 20
    MOVED_AWAY = 21
    UNKNOWN = 22
    SOLDIER_REMOVED = 23
    LEFT_OUT = 24  # takes no part in this regency: keeps the totals exact
    VANISHED = 30
    NOT_ENUMERATED = 31
    DPK_MISSING = 32
    CLAIMED_MISSING = 33
    NEVER_LISTED = 34


IN_DPT = (Fate.ORDINARY, Fate.ADDED, Fate.DEAD_LISTED, Fate.UNDER_AGE, Fate.SOLDIER_LISTED, Fate.TMS_KEPT)
ONLY_BEFORE = (Fate.DEAD_REMOVED, Fate.MOVED_AWAY, Fate.UNKNOWN, Fate.SOLDIER_REMOVED, Fate.VANISHED)
ELIGIBLE_BUT_MISSING = (
    Fate.VANISHED,
    Fate.NOT_ENUMERATED,
    Fate.DPK_MISSING,
    Fate.CLAIMED_MISSING,
    Fate.NEVER_LISTED,
)


def decide_fates(
    people: Table, homes: Table, villages: Villages, rates: Rates, stations: int, rng: np.random.Generator
) -> None:
    """Adds `fate` to people, and marks in homes the RT that nobody enumerated."""
    voters = int(villages.voters.sum())
    fate = np.full(rows(people), Fate.ORDINARY, dtype=np.int64)
    fate[people["minor"]] = Fate.UNDER_AGE
    locked = people["lookalike"] | people["at_the_edge"]

    _leave_out_an_rt(homes, people, villages, count(rates.not_enumerated_stations, stations), rng)
    unlisted = homes["unlisted"][people["home"]]
    fate[unlisted & ~people["minor"]] = Fate.NOT_ENUMERATED
    fate[unlisted & people["minor"]] = Fate.LEFT_OUT
    age = (VOTING_DAY - people["born"]) / 365.25

    def give(what: Fate, number: int, pool: Array) -> None:
        fate[pick(rng, pool & (fate == Fate.ORDINARY) & ~locked, number)] = what

    # The old die more: three draws in four among those over 55.
    dead_removed, dead_listed = count(rates.dead_removed, voters), count(rates.dead_listed, voters)
    for what, number in ((Fate.DEAD_REMOVED, dead_removed), (Fate.DEAD_LISTED, dead_listed)):
        give(what, -(-3 * number // 4), age > 55)
        give(what, number // 4, age > 17)
    grown_man = (people["sex"] == "L") & (age > 19) & (age < 52)
    anybody = np.ones(rows(people), dtype=bool)
    for what, rate, pool in (
        (Fate.SOLDIER_LISTED, rates.soldiers_listed, grown_man),
        (Fate.SOLDIER_REMOVED, rates.soldiers_removed, grown_man),
        (Fate.TMS_KEPT, rates.tms_kept, anybody),
        (Fate.MOVED_AWAY, rates.moved_away, age < 45),
        (Fate.UNKNOWN, rates.unknown_person, anybody),
        (Fate.VANISHED, rates.vanished, anybody),
        (Fate.DPK_MISSING, rates.dpk * rates.dpk_still_missing, anybody),
        (Fate.CLAIMED_MISSING, rates.claimed * rates.claimed_not_added, anybody),
        (Fate.NEVER_LISTED, rates.never_listed, anybody),
    ):
        give(what, count(rate, voters), pool)
    people["fate"] = fate


def _leave_out_an_rt(homes: Table, people: Table, villages: Villages, number: int, rng: np.random.Generator) -> None:
    """Takes a run of neighbouring homes in `number` villages; they become one RT each.

    Of a small kecamatan no more than it can spare: its list must still be as long as was asked for.
    """
    size = int(np.clip(villages.voters.sum() / 400, 5, 16))
    _, district = np.unique(villages.district.astype(str), return_inverse=True)
    grown_up = np.bincount(people["home"][~people["minor"]], minlength=rows(homes))
    wanted = np.bincount(district, weights=villages.voters)
    there = np.bincount(district[homes["village"]], weights=grown_up)
    spare: Array = there - (1 + SPARE_SHARE) * wanted - SPARE
    chosen = rng.choice(np.unique(homes["village"]), size=min(number, len(np.unique(homes["village"]))), replace=False)
    for village in chosen:
        theirs = np.flatnonzero(homes["village"] == village)
        theirs = theirs[np.argsort(homes["position"][theirs])]
        start = int(rng.integers(0, max(1, len(theirs) - size)))
        run = theirs[start : start + size]
        left_out = run[np.cumsum(grown_up[run]) <= spare[district[village]]]
        homes["unlisted"][left_out] = True
        spare[district[village]] -= grown_up[left_out].sum()
