"""The records of a letter as its page shows them: filtered, with the people they are about, and counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.region_code import parent_of
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.letter import AttachmentRow
from saksama.office.recommendations.letter.masking import masked
from saksama.office.recommendations.models import Claim, Item, Recommendation, Result
from saksama.office.recommendations.people import people_of


@dataclass(frozen=True)
class Shown:
    """One record with whom it is about, NIK masked."""

    item: Item
    person: AttachmentRow
    nik: str


@dataclass(frozen=True)
class Cell:
    """How many records KPU says this of while the list shows that."""

    count: int
    claim: str
    result: str

    @property
    def query(self) -> str:
        """Of the address that shows them."""
        return f"?claim={self.claim or 'none'}&result={self.result or 'none'}"


@dataclass(frozen=True)
class ClaimRow:
    """One answer of KPU, and what the list shows of these records."""

    label: str | Promise
    claim: str
    cells: list[Cell]

    @property
    def total(self) -> int:
        """All records with this answer."""
        return sum(cell.count for cell in self.cells)

    @property
    def query(self) -> str:
        """Of the address that shows them."""
        return f"?claim={self.claim or 'none'}"


@dataclass(frozen=True)
class ClaimTable:
    """What KPU says × what the list shows."""

    results: list[tuple[str, str | Promise]]
    rows: list[ClaimRow]

    @property
    def totals(self) -> list[int]:
        """By result."""
        return [sum(row.cells[place].count for row in self.rows) for place in range(len(self.results))]

    @property
    def total(self) -> int:
        """All records."""
        return sum(row.total for row in self.rows)

    def said(self, *claims: Claim) -> int:
        """How many records KPU says one of these of."""
        return sum(row.total for row in self.rows if row.claim in claims)

    @property
    def unanswered(self) -> int:
        """Records without an answer."""
        return sum(row.total for row in self.rows if not row.claim)

    @property
    def answered(self) -> int:
        """Records with an answer."""
        return self.total - self.unanswered

    @property
    def claimed_right(self) -> int:
        """Records that KPU calls fixed or already correct."""
        return self.said(Claim.FIXED, Claim.ALREADY_RIGHT)

    @property
    def shown_fixed(self) -> int:
        """Records that the list shows as fixed."""
        return self._shown(Result.FIXED)

    @property
    def shown_open(self) -> int:
        """Records that the list shows as not, partly or otherwise fixed."""
        return self._shown(Result.NOT_FIXED) + self._shown(Result.PARTLY) + self._shown(Result.CHANGED)

    @property
    def unsure(self) -> int:
        """Records of which the list does not tell."""
        return self._shown(Result.CANNOT_TELL)

    def _shown(self, result: Result) -> int:
        return sum(cell.count for row in self.rows for cell in row.cells if cell.result == result)


NO_ANSWER = _("No answer")
NOT_SEEN = _("Not looked up")


def claim_table(items: "QuerySet[Item]") -> ClaimTable:
    """Counted in one query. Columns without a record are left out, except fixed and not fixed once it was looked up."""
    counted = items.order_by().values_list("claim", "result").annotate(n=Count("id"))
    counts = {(claim, result): number for claim, result, number in counted}
    there = {result for _claim, result in counts}
    always = {Result.FIXED.value, Result.NOT_FIXED.value} if there - {""} else set()
    results: list[tuple[str, str | Promise]] = [*Result.choices, ("", NOT_SEEN)]
    results = [(value, label) for value, label in results if value in there | always]
    claims: list[tuple[str, str | Promise]] = [*Claim.choices, ("", NO_ANSWER)]
    rows = [
        ClaimRow(label, claim, [Cell(counts.get((claim, result), 0), claim, result) for result, _label in results])
        for claim, label in claims
    ]
    return ClaimTable(results, [row for row in rows if row.total])


def filtered(items: "QuerySet[Item]", chosen: Mapping[str, Any]) -> "QuerySet[Item]":
    """Only the records that fit what was chosen in an ItemFilter."""
    if chosen.get("place"):
        items = items.filter(region__within=chosen["place"])
    if chosen.get("kind"):
        items = items.filter(kind=chosen["kind"])
    for name in ("claim", "result"):
        if value := chosen.get(name):
            items = items.filter(**{name: "" if value == "none" else value})
    return items


def shown(letter: Recommendation, items: list[Item]) -> list[Shown]:
    """With the people they are about; one query, and one look into the list."""
    people = people_of(letter.version, items)
    return [Shown(item, people[item.pk], masked(people[item.pk].nik)) for item in items]


def places_of(items: "QuerySet[Item]") -> list[Region]:
    """The sub-districts and villages of the records; two queries."""
    codes = set(items.order_by().values_list("region", flat=True).distinct())
    codes |= {parent_of(code) for code in codes}
    rows = Region.objects.filter(code__in=codes, level__gte=Level.DISTRICT)
    return list(rows.order_by("code"))
