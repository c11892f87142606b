"""Versions of the voter list with their counts, and findings with numbers of people masked. Never a voter."""

from datetime import datetime
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_lazy
from pydantic import Field

from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.api.shapes import Page
from saksama.office.api.taking_out import page_of
from saksama.office.rolls.filtering import filtered
from saksama.office.rolls.masking import mask
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.office.rolls.models.finding import RULES, CategoryChoice, Severity, Source
from saksama.office.rolls.models.list_version import Kind, Status
from saksama.office.rolls.places import Placed, placed

LISTS, FINDINGS = gettext_lazy("Voter lists"), gettext_lazy("Findings")


class ListShown(Schema):
    """A version of the list; rows read = kept + rejected."""

    id: int
    kind: Literal[tuple(Kind.values)]  # type: ignore[valid-type]
    name: str
    election: str
    region: str
    status: Literal[tuple(Status.values)]  # type: ignore[valid-type]
    rows_read: int
    rows_kept: int
    rows_rejected: int
    findings: int = Field(description="of the whole list, not only of one's own region")
    previous: int | None = Field(description="the version it is compared with")
    created: datetime
    audited_at: datetime | None
    withdrawn_at: datetime | None = Field(description="handed over by mistake: no room uses it")


class Lists(Schema):
    """A page of them."""

    rows: list[ListShown]
    next: int | None


class ListQuery(Page):
    """Which lists."""

    changed_since: None = None


class FindingShown(Schema):
    """A finding in words; whom it is about stands in the list only."""

    id: int
    reference: str
    list: int
    rule: str
    title: str
    category: Literal[tuple(CategoryChoice.values)]  # type: ignore[valid-type]
    severity: int = Field(description="1 high, 2 medium, 3 low")
    probability: float | None
    region: str
    village: str
    district: str
    tps: str
    evidence: str = Field(description="numbers of people masked")
    law: str
    source: Literal[tuple(Source.values)]  # type: ignore[valid-type]
    status: Literal[tuple(FindingStatus.values)]  # type: ignore[valid-type]
    url: str


class Findings(Schema):
    """A page of them."""

    rows: list[FindingShown]
    next: int | None


class FindingQuery(Page):
    """Which findings of a list."""

    changed_since: None = None
    place: str = Field(default="", max_length=13, pattern=r"^[0-9.]*$", description="a region code")
    category: Literal[tuple(CategoryChoice.values)] | None = None  # type: ignore[valid-type]
    rule: Literal[tuple(RULES)] | None = None  # type: ignore[valid-type]
    severity: Literal["1", "2", "3"] | None = None
    status: Literal[tuple(FindingStatus.values)] | None = None  # type: ignore[valid-type]
    source: Literal[tuple(Source.values)] | None = None  # type: ignore[valid-type]


@operation(
    "GET", "lists", "lists.read", gettext_lazy("Versions of the voter list with their counts"),
    gives=Lists, query=ListQuery, tag=LISTS,
)  # fmt: skip
def lists(call: Call) -> Reply:
    """Those of the region, and the wider ones that contain it."""
    rows = ListVersion.objects.visible_to(call.viewer)
    return page_of(call, rows, lambda found: [_list(row) for row in found], what="lists", export="")


@operation("GET", "lists/<int:pk>", "lists.read", gettext_lazy("One version of the voter list"), gives=ListShown,
           tag=LISTS)  # fmt: skip
def one_list(call: Call) -> Reply:
    """As in the list of them."""
    return Reply(_list(get_object_or_404(ListVersion.objects.visible_to(call.viewer), pk=call.path["pk"])))


@operation(
    "GET", "lists/<int:pk>/findings", "findings.read", gettext_lazy("The findings of a list, numbers masked"),
    gives=Findings, query=FindingQuery, tag=FINDINGS,
)  # fmt: skip
def findings(call: Call) -> Reply:
    """By place, kind, rule, severity, status and source, as on the page of the list."""
    version = get_object_or_404(ListVersion.objects.visible_to(call.viewer), pk=call.path["pk"])
    rows = Finding.objects.visible_in(version, call.viewer)
    rows = filtered(rows, call.query.model_dump(exclude={"after", "limit", "changed_since"}, exclude_none=True))
    return page_of(
        call, rows, lambda found: [_finding(each) for each in placed(found)], what="findings", export="findings.export"
    )


@operation("GET", "findings/<int:pk>", "findings.read", gettext_lazy("One finding"), gives=FindingShown, tag=FINDINGS)
def finding(call: Call) -> Reply:
    """As in the list."""
    found = get_object_or_404(Finding.objects.visible_to(call.viewer), pk=call.path["pk"])
    return Reply(_finding(placed([found])[0]))


def _list(row: ListVersion) -> dict[str, Any]:
    same = ("kind", "name", "election", "region", "status", "rows_read", "rows_kept", "rows_rejected", "created")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in (*same, "audited_at", "withdrawn_at")},
        "findings": row.findings_count,
        "previous": row.previous_id,
    }


def _finding(each: Placed) -> dict[str, Any]:
    row = each.finding
    same = ("reference", "rule", "category", "severity", "probability", "region", "tps", "law", "source", "status")
    return {
        "id": row.pk,
        "list": row.version_id,
        **{name: getattr(row, name) for name in same},
        "severity": Severity(row.severity).value,
        "title": row.title.in_("en" if get_language() == "en" else "id"),
        "village": each.village,
        "district": each.district,
        "evidence": mask(row.evidence),
        "url": f"/lists/{row.version_id}/findings/{row.pk}/",
    }
