"""Findings under a filter."""

from collections.abc import Mapping
from typing import Any

from saksama.office.rolls.models.finding import FindingQuerySet


def filtered(rows: FindingQuerySet, chosen: Mapping[str, Any]) -> FindingQuerySet:
    """Only the rows that fit what was chosen in a FindingFilter."""
    if chosen.get("place"):
        rows = rows.within(chosen["place"])
    for name in ("category", "rule", "severity", "status", "source"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("probability"):
        rows = rows.filter(unlikely__lte=1.0 - int(chosen["probability"]) / 100)  # has an index
    return rows
