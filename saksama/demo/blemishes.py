"""Errors planted in single rows, and in whole stations. Each is written down as (kind, entries, detail)."""

from dataclasses import dataclass, field

import numpy as np

from saksama.demo.entries import mistype_entry
from saksama.demo.rates import Rates, count
from saksama.demo.slips import mask
from saksama.demo.tables import Array, Table, day, pick, rows
from saksama.demo.versions import untouched


@dataclass(slots=True)
class Planted:
    """What was planted: kind → the entries (rows of the entry table) and a word on each."""

    entries: dict[str, list[int]] = field(default_factory=dict)
    details: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, entry: int, detail: str = "") -> None:
        """Writes one down."""
        self.entries.setdefault(kind, []).append(entry)
        self.details.setdefault(kind, []).append(detail)


def blemish_rows(entries: Table, people: Table, rates: Rates, voters: int, rng: np.random.Generator) -> Planted:
    """Typing errors and broken fields, one kind a row, in rows nothing else happens to."""
    planted = Planted()
    entries["no_rt"] = np.zeros(rows(entries), dtype=bool)
    _share_niks(entries, people, count(rates.shared_nik, voters), planted, rng)

    def plant(kind: str, rate: float) -> Array:
        chosen = pick(rng, entries["dpt"] & untouched(entries, people), count(rate, voters))
        entries["slips"][chosen] = kind
        return chosen

    for at in plant("typing", rates.typing):
        mistype_entry(entries, int(at), 1, rng)
        planted.add("typing", int(at), entries["slips"][at])
    for at in plant("masked_nik", rates.masked_nik):
        entries["nik"][at], entries["nkk"][at] = mask(entries["nik"][at]), mask(entries["nkk"][at])
        planted.add("masked_nik", int(at))
    for at in plant("missing_birthplace", rates.missing_birthplace):
        entries["birthplace"][at] = ""
        planted.add("missing_birthplace", int(at))
    for at in plant("missing_rt_rw", rates.missing_rt_rw):
        entries["no_rt"][at] = True
        planted.add("missing_rt_rw", int(at))
    for at in plant("malformed_nik", rates.malformed_nik):
        nik = entries["nik"][at]
        entries["nik"][at] = str(rng.choice([nik[:-1], nik[:7] + "O" + nik[8:], nik[:6] + "99" + nik[8:]]))
        planted.add("malformed_nik", int(at))
    for at in plant("impossible_age", rates.impossible_age):
        in_the_future = rng.random() < 0.3
        entries["born"][at] = day(2030 if in_the_future else int(rng.integers(1880, 1908)), int(rng.integers(1, 13)), 7)
        planted.add("impossible_age", int(at), "not yet born" if in_the_future else "over a hundred")
    for at in plant("name_with_digits", rates.name_with_digits):
        name = entries["name"][at]
        entries["name"][at] = name.replace("O", "0", 1) if "O" in name else f"{name} {rng.integers(1, 10)}"
        planted.add("name_with_digits", int(at))
    return planted


def _share_niks(entries: Table, people: Table, number: int, planted: Planted, rng: np.random.Generator) -> None:
    """The last digit of a NIK goes wrong, and it is then the number of somebody else born on that day."""
    free = entries["dpt"] & untouched(entries, people)
    holder = {nik: at for at, nik in enumerate(entries["nik"]) if nik.endswith("0001") and free[at]}
    second = np.array([nik.endswith("0002") for nik in entries["nik"]])
    for at in pick(rng, free & second, 3 * number):
        other = holder.pop(entries["nik"][at][:-1] + "1", None)
        if other is not None and len(planted.entries.get("shared_nik", [])) < number:
            entries["nik"][at] = entries["nik"][other]
            entries["slips"][at] = entries["slips"][other] = "shared_nik"
            planted.add("shared_nik", int(at), f"person {entries['person'][other] + 1}")


def misplace(
    entries: Table,
    people: Table,
    homes: Table,
    stations: Array,
    rates: Rates,
    voters: int,
    planted: Planted,
    rng: np.random.Generator,
) -> None:
    """Adds `station`, `station_dps` and `written_at`; puts homes and members of homes into a wrong station."""
    entries["station"] = homes["station"][entries["home"]]
    entries["written_at"] = entries["home"].copy()
    others = stations[homes["village"][entries["home"]]]
    free = entries["dpt"] & untouched(entries, people) & (others > 1)
    in_dpt = np.flatnonzero(entries["dpt"])
    members = np.bincount(entries["home"][in_dpt], minlength=rows(homes))
    all_free = np.bincount(entries["home"][free], minlength=rows(homes)) == members
    numbers = count(rates.household_in_wrong_station, rows(homes)), count(rates.household_split, rows(homes))
    moved = pick(rng, all_free & (members > 0), numbers[0])
    split = pick(rng, all_free & (members >= 3) & ~np.isin(np.arange(rows(homes)), moved), numbers[1])
    by_home = np.argsort(entries["home"][in_dpt], kind="stable")
    start = np.searchsorted(entries["home"][in_dpt][by_home], np.arange(rows(homes) + 1))
    for kind, chosen in (("wrong_tps", moved), ("household_split", split)):
        for home in chosen:
            theirs = in_dpt[by_home[start[home] : start[home + 1]]]
            theirs = theirs[-1:] if kind == "household_split" else theirs
            for at in theirs:
                entries["slips"][at] = kind
                planted.add(kind, int(at), f"TPS {homes['station'][home] + 1:03d}")
            entries["station"][theirs] = (entries["station"][theirs] + 1) % others[theirs]

    entries["station_dps"] = entries["station"].copy()
    resettled = pick(
        rng, entries["dps"] & entries["dpshp"] & free & untouched(entries, people), count(rates.moved_station, voters)
    )
    entries["station_dps"][resettled] = (entries["station"][resettled] + 1) % others[resettled]
    entries["note_dps"][resettled], entries["note_dpshp"][resettled] = "8", "U"


def heap(
    entries: Table,
    people: Table,
    homes: Table,
    stations: Array,
    rates: Rates,
    planted: Planted,
    rng: np.random.Generator,
) -> None:
    """In some stations a run of people gets one birth date, in others one address."""
    station = homes["village"][entries["home"]] * 1000 + entries["station"]
    names, sizes = np.unique(station[entries["dpt"]], return_counts=True)
    total = int(stations.sum())
    numbers = count(rates.birthdate_heaps, total), count(rates.address_heaps, total)
    large = names[np.argsort(sizes)][len(names) // 2 :]
    chosen = rng.choice(large, size=min(sum(numbers), len(large)), replace=False)
    for place, kind in zip(chosen, ["birthdate_heap"] * numbers[0] + ["address_heap"] * numbers[1], strict=False):
        members = entries["dpt"] & untouched(entries, people) & (station == place)
        run = pick(rng, members, 25 if kind == "birthdate_heap" else 40)
        if kind == "birthdate_heap":
            entries["born"][run] = day(
                int(rng.integers(1975, 1995)), int(rng.integers(2, 12)), int(rng.integers(2, 28))
            )
        else:
            entries["written_at"][run] = entries["home"][run[0]]
        entries["slips"][run] = kind
        for at in run:
            planted.add(kind, int(at))
