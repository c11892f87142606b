"""Who is in which version, so that the totals are those asked for, and what the note column says of it.

Notes (keterangan): B new voter, U element changed, 1 to 8 the reason for striking (DOMAIN 2.2).
"""

import numpy as np

from saksama.demo.fates import ONLY_BEFORE, Fate
from saksama.demo.places import OKI_DPS, OKI_VOTERS, Villages
from saksama.demo.rates import Rates, count
from saksama.demo.slips import mistype
from saksama.demo.tables import Array, Table, pick, rows, texts

LISTS = ("dps", "dpshp", "dpt")
CODE = {Fate.DEAD_REMOVED: "1", Fate.MOVED_AWAY: "4", Fate.UNKNOWN: "5", Fate.SOLDIER_REMOVED: "6"}
CORRECTED = ("name", "birthplace", "born", "marital", "nik")


def untouched(entries: Table, people: Table) -> Array:
    """Entries of ordinary people that nothing else was done to."""
    copied = np.zeros(rows(people), dtype=bool)
    copied[entries["person"][entries["copy"] != ""]] = True
    person = entries["person"]
    special = copied | people["lookalike"] | people["at_the_edge"] | (people["fate"] != Fate.ORDINARY)
    free: Array = ~special[person] & (entries["slips"] == "")
    return free


def keep_totals(entries: Table, people: Table, homes: Table, villages: Villages, rng: np.random.Generator) -> None:
    """Leaves people out until the DPT of each kecamatan has its number; then picks who came in after the DPS."""
    free = untouched(entries, people)
    districts, district_of = np.unique(villages.district.astype(str), return_inverse=True)
    wanted = np.bincount(district_of, weights=villages.voters).astype(int)
    district = district_of[homes["village"][entries["home"]]]
    for number in range(len(districts)):
        theirs = district == number
        surplus = int((theirs & entries["dpt"]).sum()) - wanted[number]
        candidates = np.flatnonzero(theirs & entries["dpt"] & free)
        # By whole homes, so that those who remain are not left as halves of families.
        lot = rng.random(rows(homes))[entries["home"][candidates]]
        out = candidates[np.argsort(lot, kind="stable")[: max(0, surplus)]]
        people["fate"][entries["person"][out]] = Fate.LEFT_OUT
        for name in LISTS:
            entries[name][out] = False

    voters = int(villages.voters.sum())
    surplus = int(entries["dps"].sum()) - round(voters * OKI_DPS / OKI_VOTERS)
    added = pick(rng, entries["dps"] & entries["dpt"] & untouched(entries, people), max(0, surplus))
    people["fate"][entries["person"][added]] = Fate.ADDED
    entries["dps"][added] = False
    entries["dpshp"][added] = rng.random(len(added)) < 0.6
    before = np.isin(people["fate"][entries["person"]], ONLY_BEFORE) & (entries["copy"] == "")
    entries["dpshp"][before] = rng.random(int(before.sum())) < 0.5


def write_notes(entries: Table, people: Table, rng: np.random.Generator) -> None:
    """Adds `note_dps`, `note_dpshp`, `note_dpt`."""
    number = rows(entries)
    notes = {name: texts("", number) for name in LISTS}
    fate = people["fate"][entries["person"]]
    original = entries["copy"] == ""
    struck = original & np.isin(fate, list(CODE))
    documented = np.isin(fate, (Fate.DEAD_REMOVED, Fate.SOLDIER_REMOVED)) & (rng.random(number) < 0.3)
    for what, code in CODE.items():
        # Who is not struck with a code stands in the register of deaths or of soldiers instead.
        notes["dps"][struck & (fate == what) & ~documented] = code
    kept = original & (fate == Fate.TMS_KEPT)
    notes["dps"][kept] = rng.choice(np.array(["1", "4", "5"], dtype=object), size=int(kept.sum()), p=(0.4, 0.4, 0.2))
    notes["dps"][~original & entries["dps"] & ~entries["dpt"]] = "2"
    notes["dpshp"][entries["dpshp"] & ~entries["dps"]] = "B"
    notes["dpt"][entries["dpt"] & ~entries["dpshp"] & ~entries["dps"]] = "B"
    entries["registered_instead"] = documented
    for name in LISTS:
        entries[f"note_{name}"] = notes[name]


def correct(entries: Table, people: Table, rates: Rates, voters: int, rng: np.random.Generator) -> None:
    """Adds `older_<field>` and `corrected_in`: some rows had a typing error until the DPSHP or the DPT."""
    chosen = pick(rng, entries["dps"] & entries["dpshp"] & untouched(entries, people), count(rates.corrected, voters))
    for field in CORRECTED:
        entries[f"older_{field}"] = entries[field].copy()
    for at in chosen:
        row: dict[str, object] = {field: entries[field][at] for field in CORRECTED}
        mistype(row, 1, rng, leave=frozenset({"nik_masked"}))
        for field in CORRECTED:
            entries[f"older_{field}"][at] = row[field]
    entries["corrected_in"] = texts("", rows(entries))
    early = rng.random(len(chosen)) < 0.6
    for index, name in ((chosen[early], "dpshp"), (chosen[~early], "dpt")):
        entries["corrected_in"][index] = name
        entries[f"note_{name}"][index] = "U"
