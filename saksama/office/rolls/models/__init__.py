"""Voter lists in versions, the findings of their audit, and what the reviews on the spot said."""

from saksama.office.rolls.models.finding import (
    CategoryChoice,
    Finding,
    FindingPlace,
    FindingStatus,
    Severity,
    Source,
)
from saksama.office.rolls.models.list_version import (
    AUDITED_KINDS,
    FOLLOWS,
    REGISTER_ROLLS,
    Kind,
    ListFile,
    ListVersion,
    Status,
)
from saksama.office.rolls.models.review import Review, Verdict, can_be_taken_back, review, take_back
from saksama.office.rolls.models.upload import Upload

__all__ = [
    "AUDITED_KINDS",
    "FOLLOWS",
    "REGISTER_ROLLS",
    "CategoryChoice",
    "Finding",
    "FindingPlace",
    "FindingStatus",
    "Kind",
    "ListFile",
    "ListVersion",
    "Review",
    "Severity",
    "Source",
    "Status",
    "Upload",
    "Verdict",
    "can_be_taken_back",
    "review",
    "take_back",
]
