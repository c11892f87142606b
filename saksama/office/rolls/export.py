"""Findings to take along: one row each, numbers of people masked."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.office.records.registry import Column
from saksama.office.rolls.masking import mask
from saksama.office.rolls.models import Finding
from saksama.office.rolls.models.finding import FindingQuerySet
from saksama.office.rolls.places import Placed, placed

MOST = 100_000  # rows; a workbook of more helps nobody
CHUNK = 500  # findings in memory at a time

COLUMNS: tuple[tuple[str, Any], ...] = (
    ("reference", lambda row: row.finding.reference),
    ("title", lambda row: row.finding.title.in_("en" if get_language() == "en" else "id")),
    ("category", lambda row: row.finding.get_category_display()),
    ("severity", lambda row: row.finding.get_severity_display()),
    ("probability", lambda row: row.finding.probability),
    ("district", lambda row: row.district),
    ("village", lambda row: row.village),
    ("tps", lambda row: row.finding.tps),
    ("code", lambda row: row.finding.region),
    ("evidence", lambda row: mask(row.finding.evidence)),
    ("rows", lambda row: _rows(row.finding)),
    ("status", lambda row: row.finding.get_status_display()),
    ("law", lambda row: row.finding.law),
)


def columns() -> tuple[Column, ...]:
    """Number, rule, place, evidence in words, the rows concerned by file and number, and what the review said."""
    labels = {
        "reference": _("Finding"),
        "title": _("Rule"),
        "category": _("Kind"),
        "severity": _("Severity"),
        "probability": _("Probability"),
        "district": _("Sub-district"),
        "village": _("Village"),
        "tps": _("TPS"),
        "code": _("Region code"),
        "evidence": _("Evidence"),
        "rows": _("Rows of the files"),
        "status": _("Status"),
        "law": _("Legal basis"),
    }
    return tuple(Column(key, labels[key], value) for key, value in COLUMNS)


def rows(findings: FindingQuerySet) -> Iterator[Placed]:
    """The findings with the names of their places, in their order; a query for each few hundred."""
    held: list[Finding] = []
    for each in findings[:MOST].iterator(chunk_size=CHUNK):
        held.append(each)
        if len(held) == CHUNK:
            yield from placed(held)
            held = []
    yield from placed(held)


def _rows(finding: Finding) -> str:
    return "; ".join(f"{each['file']}:{each['row']}" for each in finding.records)
