"""The findings of a list, and one of them with its records side by side."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from saksama.language import Language
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.rolls.forms import FindingFilter, ReviewForm
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.rolls.models.finding import RULES
from saksama.office.rolls.pairs import side_by_side
from saksama.office.rolls.places import counted, findings_map, placed, places_to_choose


@audience("findings.read")
@require_safe
def findings(request: OfficeRequest, pk: int) -> HttpResponse:
    """Fifty at a time, the gravest first, by place, kind, severity, status and probability."""
    version: ListVersion = get_object_or_404(ListVersion.objects.visible_to(request.user), pk=pk)
    places = places_to_choose(request.user.region, version.region, request.GET.get("place", ""))
    form = FindingFilter(request.GET, places=places, rules=_rules())
    rows: QuerySet[Finding] = Finding.objects.visible_to(request.user).filter(version=version)
    form.is_valid()  # what is no choice is said at its field; the other filters hold
    rows = filtered(rows, form.cleaned_data)
    page = listing(request, rows)
    places_counted = counted(rows, places, _query_without_place(request))
    context = {
        "version": version,
        "form": form,
        "listing": page,
        "rows": placed(page.rows),
        "counts": [each for each in places_counted if each.findings],
        "figure": findings_map(places_counted),
        "review_form": ReviewForm() if request.user.may("findings.review") else None,
    }
    return render(request, "rolls/findings.html", context)


@audience("findings.read")
@require_safe
def finding(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """The evidence in words, the records side by side, and what was seen on the spot."""
    rows = Finding.objects.visible_to(request.user).select_related("version__previous")
    found: Finding = get_object_or_404(rows, pk=finding, version_id=pk)
    context = {
        "finding": found,
        "placed": placed([found])[0],
        "version": found.version,
        "pair": side_by_side(found),
        "reviews": found.reviews.select_related("by"),
        "form": ReviewForm() if request.user.may("findings.review") else None,
    }
    return render(request, "rolls/finding.html", context)


def filtered(rows: "QuerySet[Finding]", chosen: dict[str, Any]) -> "QuerySet[Finding]":
    """Only the rows that fit what was chosen in a FindingFilter."""
    if chosen.get("place"):
        rows = rows.filter(region__within=chosen["place"])
    for name in ("category", "rule", "severity", "status", "source"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("probability"):
        rows = rows.filter(probability__gte=int(chosen["probability"]) / 100)
    return rows


def _rules() -> list[tuple[str, str]]:
    language: Language = "en" if get_language() == "en" else "id"
    return [(rule.code, f"{rule.code} {rule.title.in_(language)}") for rule in RULES.values()]


def _query_without_place(request: OfficeRequest) -> str:
    query = request.GET.copy()
    for name in ("place", "page"):
        query.pop(name, None)
    encoded = query.urlencode()
    return f"{encoded}&" if encoded else ""
