"""The field report, its parts, and its seal."""

from saksama.office.fieldwork.models.parts import Evidence, EvidenceKind, Fact, Part, Person
from saksama.office.fieldwork.models.report import FieldReport, FollowUp, Form, Status, ViolationKind
from saksama.office.fieldwork.models.seal import Seal

__all__ = [
    "Evidence",
    "EvidenceKind",
    "Fact",
    "FieldReport",
    "FollowUp",
    "Form",
    "Part",
    "Person",
    "Seal",
    "Status",
    "ViolationKind",
]
