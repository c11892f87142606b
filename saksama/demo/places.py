"""The villages of the regency, how many voters each has, and where Javanese transmigrants settled."""

import csv
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from saksama.demo.tables import Array, texts

OKI_VOTERS = 577_241  # DPT of 19 September 2024
OKI_STATIONS = 1_249
OKI_DPS = 574_165

# Share of households of Javanese descent: the transmigration areas of the 1980s, ours to the nearest tenth.
JAVANESE = {
    "16.02.04": 0.6,
    "16.02.13": 0.7,
    "16.02.14": 0.6,
    "16.02.15": 0.4,
    "16.02.20": 0.8,
    "16.02.21": 0.7,
    "16.02.22": 0.6,
    "16.02.24": 0.3,
}
JAVANESE_ELSEWHERE = 0.08
VOTERS_OF_A_SMALL_VILLAGE = 600  # a small demonstration has fewer villages, but villages like real ones


@dataclass(frozen=True, slots=True)
class Villages:
    """Arrays with one entry a village; `voters` adds up to the size asked for."""

    code: Array
    name: Array
    district: Array
    district_name: Array
    voters: Array
    javanese: Array

    def __len__(self) -> int:
        return len(self.code)

    def folder(self) -> Array:
        """`16.02.05 Kayu Agung/16.02.05.1001 Cinta Raja` for each village."""
        folder: Array = self.district + texts(" ", len(self)) + self.district_name + "/" + self.code + " " + self.name
        return folder


def choose_villages(voters: int, rng: np.random.Generator) -> Villages:
    """All kecamatan in proportion to the published DPT, and as many of their villages as the size fills."""
    published = _read("oki_voters_kecamatan.csv")
    regions = [row for row in _read("oki_regions.csv") if row["level"] in ("desa", "kelurahan")]
    shares = _apportion(voters, np.array([int(row["dpt_pilkada_2024"]) for row in published], dtype=float))
    found: list[tuple[str, str, str, str, int, float]] = []
    for district, total in zip(published, shares, strict=True):
        theirs = [row for row in regions if row["parent_code"] == district["code"]]
        number = int(np.clip(round(total / VOTERS_OF_A_SMALL_VILLAGE), 1, len(theirs)))
        chosen = np.sort(rng.choice(len(theirs), size=number, replace=False))
        sizes = _apportion(int(total), rng.lognormal(0.0, 0.45, size=number))
        for village, size in zip(chosen, sizes, strict=True):
            row = theirs[village]
            javanese = JAVANESE.get(district["code"], JAVANESE_ELSEWHERE)
            found.append((row["code"], row["name"], district["code"], district["name"], int(size), javanese))
    kinds = (object, object, object, object, np.int64, float)
    return Villages(
        *(np.array(column, dtype=kind) for column, kind in zip(zip(*found, strict=True), kinds, strict=True))
    )


def stations_by_village(rows_of_village: Array, voters: int) -> Array:
    """TPS of each village: enough for at most 600 each, and 1,249 in all at the real size of the regency."""
    comfortable = 570  # rows; leaves room for a household that is not cut in two and for voters moved in
    stations: Array = np.maximum(1, -(-rows_of_village // comfortable))
    wanted = max(round(voters * OKI_STATIONS / OKI_VOTERS), round(1.4 * len(stations)) if voters < 100_000 else 0)
    while stations.sum() < wanted:
        stations[np.argmax(rows_of_village / stations)] += 1
    return stations


def _apportion(total: int, weights: Array) -> Array:
    """Whole numbers in proportion to the weights that add up to the total (largest remainder)."""
    exact = total * weights / weights.sum()
    whole: Array = np.floor(exact).astype(np.int64)
    whole[np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]] += 1
    return whole


def _read(name: str) -> list[dict[str, str]]:
    text = (files("saksama.reference") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
