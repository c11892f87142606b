"""What the rules say, as tables: kinds of conduct, sanctions, competent bodies, how long a step may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from saksama.language import Text
from saksama.reference.files import read_yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Listed:
    """One list in which an act stands."""

    list: str  # ethics, discipline, village, service
    number: int  # in that list, 0 where the rule does not number
    sanction: str
    basis: str
    mark: str  # S read in the source, R recalled
    source: str


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of conduct."""

    key: str
    title: Text
    for_whom: frozenset[str]  # asn, village, service
    lists: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Sanction:
    """What a body may have decided."""

    key: str
    title: Text
    for_whom: frozenset[str]
    klass: str
    basis: str
    mark: str


@dataclass(frozen=True, slots=True)
class Body:
    """Who may act on a case."""

    key: str
    title: Text
    for_whom: frozenset[str]
    addressee: str  # with {region} and {district}
    place: str
    days: int  # calendar days until an answer is expected
    basis: str
    mark: str
    note: Text
    last_day: date | None  # dissolved afterwards

    def takes_on(self, day: date) -> bool:
        """True unless it was dissolved before."""
        return self.last_day is None or day <= self.last_day


@dataclass(frozen=True, slots=True)
class Term:
    """How long a case may stay in a state."""

    state: str
    days: int
    warn: int  # days before its end
    basis: str
    mark: str


def _text(row: Mapping[str, str]) -> Text:
    return Text(row["id"], row["en"])


@cache
def _conduct() -> tuple[str, dict[str, Act]]:
    table = read_yaml(FOLDER / "conduct.yaml")
    acts = {
        key: Act(key, _text(row), frozenset(row["for"]), tuple(Listed(**each) for each in row["lists"]))
        for key, row in table["acts"].items()
    }
    return table["version"], acts


def conduct_version() -> str:
    """Of the catalogue that new cases are written under."""
    return _conduct()[0]


def acts() -> dict[str, Act]:
    """Kinds of conduct in the order of the catalogue, by key."""
    return _conduct()[1]


@cache
def sanctions() -> dict[str, Sanction]:
    """Sanctions by key, the lightest of each kind first."""
    return {
        row["key"]: Sanction(row["key"], _text(row), frozenset(row["for"]), row["class"], row["basis"], row["mark"])
        for row in read_yaml(FOLDER / "sanctions.yaml")
    }


@cache
def bodies() -> dict[str, Body]:
    """Competent bodies by key, also those that are no more."""
    return {
        row["key"]: Body(
            key=row["key"],
            title=_text(row),
            for_whom=frozenset(row["for"]),
            addressee=row["addressee"],
            place=row["place"],
            days=row["days"],
            basis=row["basis"],
            mark=row["mark"],
            note=_text(row["note"]),
            last_day=row.get("last_day"),
        )
        for row in read_yaml(FOLDER / "bodies.yaml")
    }


@cache
def terms() -> dict[str, Term]:
    """The term of each state that has one."""
    return {row["state"]: Term(**row) for row in read_yaml(FOLDER / "deadlines.yaml")}
