"""Regions by Kemendagri code, and by name as people write it.

The dotted code is the key and the parent is read from it, never from a map: two villages lie partly outside the polygon
of their own kecamatan.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

from saksama.reference.files import FOLDER

_PREFIX = re.compile(
    r"^(?:DESA/KELURAHAN|DESA|DS|KELURAHAN|KEL|KECAMATAN|KEC|KABUPATEN|KAB|PROVINSI|PROV)(?:[.:]\s*|\s+)(?=\S)"
)
_ARABIC_TO_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
# Other names of the same place, by name key (see SOURCES.md). "Kayuagung" needs no entry: blanks are not compared.
_OTHER_NAMES = {"SPPADANG": "SIRAHPULAUPADANG"}


class Level(StrEnum):
    """Levels of government; desa and kelurahan are both villages."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    DISTRICT = "kecamatan"
    DESA = "desa"
    KELURAHAN = "kelurahan"

    @property
    def is_village(self) -> bool:
        return self in (Level.DESA, Level.KELURAHAN)


@dataclass(frozen=True, slots=True)
class Region:
    """One region: Kemendagri code such as 16.02.05.1001, level and official name."""

    code: str
    level: Level
    name: str

    @property
    def parent_code(self) -> str | None:
        """The code of the region above, None for a province."""
        return self.code.rpartition(".")[0] or None


class NikPrefix(StrEnum):
    """What the first six digits of a NIK say. They name the kecamatan of FIRST registration, not the address."""

    HERE = "here"  # a kecamatan of the regency loaded
    ELSEWHERE = "elsewhere"  # another kecamatan of today
    UNKNOWN = "unknown"  # none of today: perhaps one that was split or renumbered, perhaps a typing error


def name_key(name: str) -> str:
    """A name as it is compared: upper case letters and digits only, "Desa"/"Kec." before it left out, 2 as II.

    >>> name_key("Kec. S.P. Padang") == name_key("SIRAH PULAU PADANG")
    True
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper().strip()
    plain = _PREFIX.sub("", plain)
    words = (_ARABIC_TO_ROMAN.get(word, word) for word in re.findall(r"[A-Z0-9]+", plain))
    key = "".join(words)
    return _OTHER_NAMES.get(key, key)


def dotted(code: str) -> str:
    """KPU's and Dukcapil's plain digits as a Kemendagri code: 1602051001 → 16.02.05.1001."""
    digits = re.sub(r"\D", "", code)
    parts = (digits[0:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(part for part in parts if part)


@dataclass(frozen=True)
class Regions:
    """All regions of one file, looked up by code or by name."""

    all: tuple[Region, ...]
    _by_code: dict[str, Region] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, list[Region]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, list[Region]] = defaultdict(list)
        for region in self.all:
            by_name[name_key(region.name)].append(region)
        object.__setattr__(self, "_by_code", {region.code: region for region in self.all})
        object.__setattr__(self, "_by_name", dict(by_name))

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Reads a CSV with the columns code,parent_code,level,name; by default Kabupaten OKI."""
        with (path or FOLDER / "oki_regions.csv").open(encoding="utf-8", newline="") as lines:
            return cls(tuple(Region(row["code"], Level(row["level"]), row["name"]) for row in csv.DictReader(lines)))

    def __iter__(self) -> Iterator[Region]:
        return iter(self.all)

    @property
    def villages(self) -> tuple[Region, ...]:
        """Every desa and kelurahan, by code."""
        return tuple(region for region in self.all if region.level.is_village)

    @property
    def districts(self) -> tuple[Region, ...]:
        """Every kecamatan, by code."""
        return tuple(region for region in self.all if region.level is Level.DISTRICT)

    def by_code(self, code: str) -> Region | None:
        """The region of a code, dotted or in plain digits."""
        return self._by_code.get(dotted(code))

    def parent(self, region: Region) -> Region | None:
        """The region above, None at the top of the file."""
        return self._by_code.get(region.parent_code or "")

    def children(self, region: Region) -> tuple[Region, ...]:
        """The regions directly below, by code."""
        return tuple(other for other in self.all if other.parent_code == region.code)

    def find_district(self, name: str) -> Region | None:
        """The kecamatan of a name or code as written in a list."""
        return _only(region for region in self._named(name) if region.level is Level.DISTRICT)

    def find_village(self, name: str, district: str | None = None) -> Region | None:
        """The desa or kelurahan of a name or code; None when there is none, or several and no district to tell.

        Ten village names of OKI occur in two or three kecamatan. `district` is a kecamatan's name or code; when it is
        given but is not known, nothing is found rather than something guessed.
        """
        named = [region for region in self._named(name) if region.level.is_village]
        if district is not None:
            above = self.find_district(district)
            named = [region for region in named if above is not None and region.parent_code == above.code]
        return _only(named)

    def nik_prefix(self, digits: str) -> NikPrefix:
        """What the first six digits of a NIK say; never more than a hint."""
        district = self.by_code(digits[:6])
        if district is not None and district.level is Level.DISTRICT:
            return NikPrefix.HERE
        return NikPrefix.ELSEWHERE if digits[:6] in nik_prefixes() else NikPrefix.UNKNOWN

    def _named(self, name: str) -> list[Region]:
        if re.fullmatch(r"\s*\d[\d. ]*\s*", name):
            region = self.by_code(name)
            return [] if region is None else [region]
        return self._by_name.get(name_key(name), [])


@cache
def nik_prefixes() -> frozenset[str]:
    """The six digits of every kecamatan of Indonesia of today (7,285)."""
    return frozenset((FOLDER / "nik_prefixes.csv").read_text(encoding="ascii").split()[1:])


def _only(regions: Iterable[Region]) -> Region | None:
    found = list(regions)
    return found[0] if len(found) == 1 else None
