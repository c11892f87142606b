"""Threats, what is done about them, and when to warn."""

from saksama.office.threats.models.measure import Measure
from saksama.office.threats.models.threat import (
    HIGH,
    MEDIUM,
    Credibility,
    Field,
    Kind,
    Reliability,
    Status,
    Threat,
    level_of_risk,
)
from saksama.office.threats.models.warning_rule import WarningRule

__all__ = [
    "HIGH",
    "MEDIUM",
    "Credibility",
    "Field",
    "Kind",
    "Measure",
    "Reliability",
    "Status",
    "Threat",
    "WarningRule",
    "level_of_risk",
]
