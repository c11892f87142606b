"""The file of a suspected violation, its people and its events."""

from saksama.office.violations.models.file import Outcome, Party, Recipient, Source, Status, ViolationFile
from saksama.office.violations.models.parts import EVENTS, Milestone, Part, Person

__all__ = [
    "EVENTS",
    "Milestone",
    "Outcome",
    "Part",
    "Party",
    "Person",
    "Recipient",
    "Source",
    "Status",
    "ViolationFile",
]
