"""The case, its evidence, assessment and hand-overs; awareness meetings."""

from saksama.office.neutrality.models.assessment import Assessment, ViolationClass
from saksama.office.neutrality.models.awareness import Audience, Awareness
from saksama.office.neutrality.models.case import (
    GROUPS,
    OPEN,
    Group,
    NeutralityCase,
    Outcome,
    PersonKind,
    Source,
    Status,
)
from saksama.office.neutrality.models.evidence import CaseEvidence, EvidenceKind
from saksama.office.neutrality.models.handover import Answer, Handover
from saksama.office.neutrality.models.passage import Passage

__all__ = [
    "GROUPS",
    "OPEN",
    "Answer",
    "Assessment",
    "Audience",
    "Awareness",
    "CaseEvidence",
    "EvidenceKind",
    "Group",
    "Handover",
    "NeutralityCase",
    "Outcome",
    "Passage",
    "PersonKind",
    "Source",
    "Status",
    "ViolationClass",
]
