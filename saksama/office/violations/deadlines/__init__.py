"""The table of legal deadlines by election, and what of it holds for a file: a pure calculation over known moments."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from saksama.language import Text
from saksama.reference.files import read_yaml
from saksama.reference.working_days import add_calendar_days, add_working_days

FOLDER = Path(__file__).parent
DEFAULT = "pilkada-2024"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table."""

    key: str
    title: Text
    begins: str  # the event it counts from
    ends: str  # the event that meets it
    count: int
    unit: str  # calendar_days, working_days, hours
    warn: int  # days before its end
    mark: str  # S read in the source, R recalled
    basis: str
    source: str  # finding or report; empty: both
    kinds: frozenset[str]  # empty: all
    only_if: str  # an event that must have happened
    unless: str  # an event that must not

    def applies(self, source: str, kind: str, moments: Mapping[str, dt.datetime]) -> bool:
        """True for a file of this source and kind, as far as its events went."""
        return (
            self.source in ("", source)
            and (not self.kinds or kind in self.kinds)
            and (not self.only_if or self.only_if in moments)
            and (not self.unless or self.unless not in moments)
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule on one file. Without `due` its first event has not happened yet."""

    rule: Rule
    due: dt.datetime | None  # the last moment; a term in days ends with its last day
    begun: dt.datetime | None
    met: dt.datetime | None

    def is_late(self, now: dt.datetime) -> bool:
        """True if it was met too late, or is over and not met."""
        return self.due is not None and (self.met or now) > self.due

    def is_open(self) -> bool:
        """True if it runs: begun and not met."""
        return self.due is not None and self.met is None

    def is_soon(self, now: dt.datetime) -> bool:
        """True if it runs and ends within the days of its warning."""
        if self.due is None or self.met is not None or now > self.due:
            return False
        return (self.due.date() - now.date()).days <= self.rule.warn


@cache
def rules(election: str) -> tuple[Rule, ...]:
    """The table of an election; the one of 2024 where an election has none of its own."""
    path = FOLDER / f"{election}.yaml"
    table = read_yaml(path if path.is_file() else FOLDER / f"{DEFAULT}.yaml")
    return tuple(
        Rule(
            key=row["key"],
            title=Text(row["id"], row["en"]),
            begins=row["from"],
            ends=row["until"],
            count=row["count"],
            unit=row["unit"],
            warn=row["warn"],
            mark=row["mark"],
            basis=row["basis"],
            source=row.get("source", ""),
            kinds=frozenset(row.get("kinds", ())),
            only_if=row.get("only_if", ""),
            unless=row.get("unless", ""),
        )
        for row in table["deadlines"]
    )


def due(rule: Rule, begun: dt.datetime) -> dt.datetime:
    """The last moment of a term that begins at `begun`, local time: hours to the minute, days to the end of the day."""
    if rule.unit == "hours":
        return begun + dt.timedelta(hours=rule.count)
    add = add_working_days if rule.unit == "working_days" else add_calendar_days
    return dt.datetime.combine(add(begun.date(), rule.count), dt.time(23, 59, 59), begun.tzinfo)


def deadlines(election: str, source: str, kind: str, moments: Mapping[str, dt.datetime]) -> list[Deadline]:
    """What holds for a file, in the order of the table. `moments`: when each of its events was, in local time."""
    found = []
    for rule in rules(election):
        if rule.applies(source, kind, moments):
            begun = moments.get(rule.begins)
            found.append(Deadline(rule, due(rule, begun) if begun else None, begun, moments.get(rule.ends)))
    return found
