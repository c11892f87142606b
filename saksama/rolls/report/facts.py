"""What the report must know beyond the tables of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from saksama.language import Text
from saksama.rolls.check.rule import Rule
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.report.places import Places


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
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds by step
