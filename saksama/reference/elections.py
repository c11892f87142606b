"""Elections: voting day, limits and stages, one YAML file each. None of it is in code, all of it bears its source."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

import yaml

from saksama.errors import InputError
from saksama.language import Text
from saksama.reference.files import FOLDER, read_yaml
from saksama.reference.sourced import Mark, Origin
from saksama.reference.tms import TmsTable

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """A value with where it comes from."""

    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage (tahapan): first and last day, both included. Stages overlap."""

    key: str
    title: Text
    start: date
    end: date
    origin: Origin

    def is_running(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Election:
    """What rules need to know of one election. `tps_cap`: voters a polling station may have; `minimum_age`: years."""

    key: str
    title: Text
    law: str
    voting_day: Setting[date]
    tps_cap: Setting[int]
    minimum_age: Setting[int]
    stages: tuple[Stage, ...]

    @classmethod
    def load(cls, key: str = "pilkada-2024") -> Self:
        """An election that comes with the package. InputError names those there are."""
        path = FOLDER / "elections" / f"{key}.yaml"
        if key not in election_keys():
            known = ", ".join(election_keys())
            raise InputError(
                Text(f"Pemilihan “{key}” tidak dikenal.", f"There is no election “{key}”."),
                Text(f"Pilih salah satu: {known}.", f"Choose one of: {known}."),
            )
        return cls.read(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """An election from a file in the same layout. InputError for a file that is not."""
        try:
            content = read_yaml(path)
            return cls(
                key=content["key"],
                title=Text(**content["title"]),
                law=content["law"],
                voting_day=_setting(content["voting_day"], _date),
                tps_cap=_setting(content["tps_cap"], _count),
                minimum_age=_setting(content["minimum_age"], _count),
                stages=tuple(_stage(row) for row in content["stages"]),
            )
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError) as problem:
            raise InputError(
                Text(
                    f"Berkas pemilihan tidak terbaca: {type(problem).__name__} {problem}.",
                    f"The election file cannot be read: {type(problem).__name__} {problem}.",
                ),
                Text(
                    "Samakan susunannya dengan reference/data/elections/pilkada-2024.yaml.",
                    "Give it the layout of reference/data/elections/pilkada-2024.yaml.",
                ),
                file=str(path),
            ) from problem

    def moved_to(self, voting_day: date) -> Self:
        """The same election on another voting day, as when it is put off."""
        return replace(self, voting_day=Setting(voting_day, Origin(Mark.SOURCE, "user")))

    @property
    def tms(self) -> TmsTable:
        """The TMS code table of this election."""
        return TmsTable.load(self.key)

    def stages_on(self, day: date) -> tuple[Stage, ...]:
        """The stages running on a day, in the order of the file."""
        return tuple(stage for stage in self.stages if stage.is_running(day))


def election_keys() -> list[str]:
    """The elections that come with the package."""
    return sorted(path.stem for path in (FOLDER / "elections").glob("*.yaml"))


def _setting(row: dict[str, Any], read: Callable[[Any], Value]) -> Setting[Value]:
    return Setting(read(row["value"]), _origin(row))


def _stage(row: dict[str, Any]) -> Stage:
    start, end = _date(row["start"]), _date(row["end"])
    if end < start:
        raise ValueError(f"{row['key']}: {end} < {start}")
    return Stage(row["key"], Text(row["id"], row["en"]), start, end, _origin(row))


def _origin(row: dict[str, Any]) -> Origin:
    return Origin(Mark(row["mark"]), row.get("source", ""))


def _date(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"{value!r} is not a count")
    return value
