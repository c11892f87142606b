"""What the report must know beyond the tables of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from saksama.language import Text
from saksama.rolls.check.rule import Rule
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.report.places import Places

# `{rows}` is AuditFacts.records_left_out.
LEFT_OUT = Text(
    "{rows} baris tidak dibandingkan dengan semua yang mirip, karena terlalu banyak orang sama lahir dan sama kata "
    "namanya (misalnya SITI, 1 Januari). Kegandaannya hanya dicari lewat ciri lain, jadi sebagian dapat luput.",
    "{rows} rows were not compared with all who are like them, for too many people share their birth and a word of "
    "their name (such as SITI, 1 January). Duplicates of theirs were sought by other signs only; some may be missed.",
)


@dataclass(frozen=True, slots=True)
class SkippedRule:
    """A rule that could not run, and what was missing for it."""

    rule: Rule
    reason: Text


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """One audit: which list of which election, with which rules, in which state of the data."""

    list_kind: ListKind
    election: Text
    voting_day: date
    made_at: datetime
    places: Places
    state: DataState
    rules_ran: tuple[Rule, ...]
    rules_skipped: tuple[SkippedRule, ...] = ()
    second_lists: tuple[ListKind, ...] = ()  # what the roll was checked against
    tps_limit: int = 600  # voters; Pilkada 2024 (DOMAIN 2.1)
    rows_rejected: int | None = None
    records_left_out: int = 0  # with a key that too many share (Linkage)
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds by step
