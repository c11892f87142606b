"""Polling stations, RT, RW and addresses: homes are put into stations in the order in which they lie in the village."""

import numpy as np

from saksama.demo.places import Villages, stations_by_village
from saksama.demo.rates import Rates, count
from saksama.demo.tables import Array, Table, rows, texts
from saksama.demo.vocabulary import draw

LIMIT = 600  # voters a TPS, Pilkada 2024
ROMAN = np.array(["I", "II", "III", "IV", "V", "VI", "VII", "VIII"], dtype=object)
HOMES_OF_AN_RT = 45
RT_OF_AN_RW = 4


def divide(
    homes: Table, entries: Table, villages: Villages, rates: Rates, voters: int, rng: np.random.Generator
) -> Array:
    """Adds `station` (0.. within the village), `rt`, `rw`, `address` to homes; gives the stations of each village."""
    weight = np.bincount(entries["home"][entries["dpt"]], minlength=rows(homes))
    of_village = np.bincount(homes["village"], weights=weight, minlength=len(villages)).astype(np.int64)
    stations = stations_by_village(of_village, voters)
    oversized = _oversized(of_village, stations, count(rates.oversized_stations, int(stations.sum())), rng)
    homes["station"] = np.zeros(rows(homes), dtype=np.int64)
    homes["rt"] = np.zeros(rows(homes), dtype=np.int64)
    order = np.lexsort((homes["position"], homes["village"]))
    start = np.searchsorted(homes["village"][order], np.arange(len(villages) + 1))
    for village in range(len(villages)):
        theirs = order[start[village] : start[village + 1]]
        homes["station"][theirs] = _cut(weight[theirs], int(stations[village]), oversized.get(village, 0))
        homes["rt"][theirs] = _neighbourhoods(homes["station"][theirs], homes["unlisted"][theirs])
    _address(homes, villages, rng)
    return stations


def _oversized(of_village: Array, stations: Array, number: int, rng: np.random.Generator) -> dict[int, int]:
    """Villages whose first station gets more than 600 although the others could take them: village → voters there."""
    able = np.flatnonzero((stations >= 2) & (of_village > 900) & ((of_village - 640) <= 540 * (stations - 1)))
    chosen = rng.choice(able, size=min(number, len(able)), replace=False)
    return {int(village): int(rng.integers(612, 636)) for village in chosen}


def _cut(weight: Array, stations: int, first: int) -> Array:
    """Station of each home of a village, in order: equal shares, or `first` voters and then equal shares."""
    middle = np.cumsum(weight) - weight / 2
    total = weight.sum()
    if first:
        beyond = (middle - first) * (stations - 1) / max(1, total - first)
        station: Array = np.where(middle < first, 0, 1 + np.clip(beyond.astype(np.int64), 0, stations - 2))
    else:
        station = np.clip((middle * stations / max(1, total)).astype(np.int64), 0, stations - 1)
    return station


def _neighbourhoods(station: Array, unlisted: Array) -> Array:
    """RT of each home, numbered through the village, none in two stations; homes left out are an RT of their own."""
    rt = np.zeros(len(station), dtype=np.int64)
    last = 0
    for number in range(int(station.max(initial=0)) + 1):
        inside = np.flatnonzero((station == number) & ~unlisted)
        parts = max(1, round(len(inside) / HOMES_OF_AN_RT))
        rt[inside] = last + 1 + np.arange(len(inside)) * parts // max(1, len(inside))
        last += parts
    rt[unlisted] = last + 1
    return rt


def _address(homes: Table, villages: Villages, rng: np.random.Generator) -> None:
    """DUSUN I to VIII after the RW; streets in kelurahan, and now and then elsewhere; RW as three digits."""
    number = rows(homes)
    rw = (homes["rt"] - 1) // RT_OF_AN_RW + 1
    dusun = texts("DUSUN ", number) + ROMAN[(rw - 1) % len(ROMAN)]
    urban = np.array([code.split(".")[-1].startswith("1") for code in villages.code])[homes["village"]]
    street = texts("JL. ", number) + draw("streets", number, rng)
    house = rng.integers(1, 120, size=number).astype(str).astype(object)
    street = np.where(rng.random(number) < 0.3, street + " NO. " + house, street)
    name = np.array([name.upper() for name in villages.name], dtype=object)[homes["village"]]
    lot = rng.random(number)
    rural = np.where(lot < 0.06, street, np.where(lot < 0.12, dusun + " DESA " + name, dusun))
    homes["address"] = np.where(urban & (lot < 0.8), street, rural)
    homes["rt"] = np.char.zfill(homes["rt"].astype(str), 3).astype(object)
    homes["rw"] = np.char.zfill(rw.astype(str), 3).astype(object)
