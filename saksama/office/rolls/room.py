"""Voter lists and findings, put where the search and the start page find them. Voters are searched for elsewhere."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.office.records.registry import Shelf, containing, shelve
from saksama.office.rolls.models import Finding, ListVersion

shelve(
    Shelf(
        "lists",
        ListVersion,
        _("Voter list"),
        read="lists.read",
        icon="list",
        list_route="lists",
        detail_route="list",
        find=containing("name", "kind", "election"),
        day=lambda row: row.created.date(),
    )
)


def by_reference(rows: Any, words: str) -> Any:
    """A finding by what letters and workbooks call it, T04_9c1b…; what it says of a voter is not searched."""
    rule, _line, finding = words.strip().partition("_")
    known = rule.isalnum() and finding.isalnum()
    return rows.filter(rule__iexact=rule, finding_id__startswith=finding.lower()) if known else rows.none()


shelve(
    Shelf(
        "findings",
        Finding,
        _("Finding"),
        read="findings.read",
        icon="warning",
        list_route="lists",
        detail_route="finding",
        find=by_reference,
        keys=lambda row: [row.version_id, row.pk],
        title=lambda row: f"{row.title.in_('en' if get_language() == 'en' else 'id')} ({row.reference})",
        related=("version",),
    )
)
