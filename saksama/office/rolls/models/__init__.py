"""Voter lists in versions, the findings of their audit, and what the reviews on the spot said."""

from saksama.office.rolls.models.finding import CategoryChoice, Finding, FindingStatus, Severity, Source
from saksama.office.rolls.models.list_version import AUDITED_KINDS, Kind, ListFile, ListVersion, Status
from saksama.office.rolls.models.review import Review, Verdict, review

__all__ = [
    "AUDITED_KINDS",
    "CategoryChoice",
    "Finding",
    "FindingStatus",
    "Kind",
    "ListFile",
    "ListVersion",
    "Review",
    "Severity",
    "Source",
    "Status",
    "Verdict",
    "review",
]
