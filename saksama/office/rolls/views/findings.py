"""The findings of a list, one of them with its records side by side, and what is taken along."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from saksama.language import Language
from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import level_of
from saksama.office.accounts.request import OfficeRequest
from saksama.office.election.models import Level, Region
from saksama.office.listing import listing
from saksama.office.records.export import csv_lines, xlsx_bytes
from saksama.office.rolls import actions, export
from saksama.office.rolls.filtering import filtered
from saksama.office.rolls.forms import FindingFilter, ReviewForm
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion, Review, can_be_taken_back
from saksama.office.rolls.models.finding import RULES, FindingQuerySet
from saksama.office.rolls.order import GRAVEST, neighbours, ordered
from saksama.office.rolls.pairs import side_by_side
from saksama.office.rolls.places import Further, counted, findings_map, named, names_of, placed, places_to_choose
from saksama.office.rolls.told import told_of
from saksama.office.rolls.views.reviews import JUST_REVIEWED, REFUSED_NOTE
from saksama.office.trail.record import record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """What the address asks for of the findings of a list."""

    version: ListVersion
    places: list[Region]
    form: FindingFilter
    rows: FindingQuerySet  # that fit the filter, in no order yet
    fitting: FindingQuerySet  # the same wherever they are, seen or not
    sort: str

    @property
    def filters(self) -> dict[str, str]:
        """What was chosen, for the trail."""
        return {name: str(value) for name, value in self.form.cleaned_data.items() if value}


def chosen(request: OfficeRequest, pk: int, *, outlined: bool = False, walked: bool = False) -> Chosen:
    """The findings that somebody may see and asks for; 404 for a list of another region."""
    version = _version(request, pk)
    places = places_to_choose(request.user.region, version.region, request.GET.get("place", ""), outlined=outlined)
    form = FindingFilter(request.GET, places=places, rules=_rules())
    form.is_valid()  # what is no choice is said at its field; the other filters hold
    asked = dict(form.cleaned_data)
    rows: FindingQuerySet = Finding.objects.visible_in(version, request.user, asked.pop("place", ""), walked=walked)
    fitting = filtered(Finding.objects.of(version), asked)
    return Chosen(version, places, form, filtered(rows, asked), fitting, form.cleaned_data.get("sort") or GRAVEST)


def _version(request: OfficeRequest, pk: int) -> ListVersion:
    lists = ListVersion.objects.visible_to(request.user).select_related("previous")
    version: ListVersion = get_object_or_404(lists, pk=pk)
    return version


@audience("findings.read")
@require_safe
def findings(request: OfficeRequest, pk: int) -> HttpResponse:
    """Fifty at a time, the gravest first, by place, kind, severity, status and probability."""
    asked = chosen(request, pk, outlined=True)
    further = Further(asked.version, asked.fitting)
    if level_of(asked.filters.get("place", "")) == Level.VILLAGE:
        further = Further(asked.version, asked.rows)  # beside a village its neighbours show what concerns both
    elif asked.version.audited_at and not asked.filters.keys() - {"place", "sort"}:
        further = Further(asked.version, None)
    counts = counted(asked.rows, further, asked.places, _query(request, without=("place", "page")))
    page = listing(request, ordered(asked.rows.defer("records"), asked.sort), total=counts.total)
    context = {
        "version": asked.version,
        "form": asked.form,
        "listing": page,
        "rows": placed(page.rows),
        "counts": [each for each in counts.places if each.findings],
        "figure": findings_map(counts.places),
        "review_form": _review_form(request, asked.version),
        "just_reviewed": _just_reviewed(request, asked.version),
        "may_export": request.user.may("findings.export"),
        "for_letter": _for_letter(request, asked),
        "query": _query(request, without=("page",)),
    }
    return render(request, "rolls/findings.html", context)


@audience("findings.read")
@require_safe
def finding(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """The evidence in words, the records side by side, what was seen on the spot, and the way on in the list."""
    if request.GET:
        asked = chosen(request, pk, walked=True)
        version, around, sort = asked.version, asked.rows, asked.sort
    else:
        version, sort = _version(request, pk), GRAVEST
        around = Finding.objects.visible_in(version, request.user, walked=True)
    rows = Finding.objects.visible_in(version, request.user, walked=True)
    found: Finding = get_object_or_404(rows, pk=finding)
    found.version = version
    others = list(found.other_places.values_list("region", flat=True))
    names = names_of({found.region, found.district, *others})
    reviews = list(found.reviews.select_related("by"))
    context = {
        "finding": found,
        "placed": named(found, names),
        "other_places": [names.get(code, code) for code in others],
        "version": version,
        "pair": side_by_side(found),
        "told": told_of(found, request.user),
        "reviews": reviews,
        "may_take_back": _may_take_back(request, found, reviews),
        "just_reviewed": _just_reviewed(request, version),
        "form": _review_form(request, version, initial=_refused(request, found)),
        "neighbours": neighbours(around, sort, found),
        "query": _query(request, without=("page",)),
    }
    return render(request, "rolls/finding.html", context)


@audience("findings.read")
@require_safe
def review_photo(request: OfficeRequest, pk: int, finding: int, review: int) -> HttpResponse:
    """The photo of a review, for whoever sees the finding."""
    rows = Finding.objects.visible_to(request.user)
    found: Finding = get_object_or_404(rows, pk=finding, version_id=pk)
    kept: Review = get_object_or_404(found.reviews.exclude(photo=""), pk=review)
    if not kept.photo_path.is_file():
        raise Http404
    return HttpResponse(kept.photo_path.read_bytes(), content_type="image/jpeg")


@audience("findings.export")
@require_safe
def findings_export(request: OfficeRequest, pk: int, suffix: str) -> HttpResponseBase:
    """The findings under the filter as csv or xlsx, numbers masked, with an entry in the trail."""
    if suffix not in ("csv", "xlsx"):
        raise Http404
    asked = chosen(request, pk)
    count = min(asked.rows.count(), export.MOST)
    with transaction.atomic():
        details = {"rows": count, "format": suffix, "filters": asked.filters}
        record(request.user, actions.FINDINGS_EXPORTED, asked.version, region=request.user.region, details=details)
    rows = export.rows(ordered(asked.rows, asked.sort))
    answer: HttpResponse | StreamingHttpResponse
    if suffix == "csv":
        lines = csv_lines(export.columns(), rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(xlsx_bytes(export.columns(), rows, str(asked.version)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="temuan-{pk}.{suffix}"'
    return answer


def _refused(request: OfficeRequest, found: Finding) -> dict[str, str]:
    """The note of a review of this finding that was just refused for its photo or for a number in it."""
    kept = request.session.pop(REFUSED_NOTE) if REFUSED_NOTE in request.session else {}
    return {"note": kept["note"]} if kept.get("finding") == found.pk else {}


def _may_take_back(request: OfficeRequest, found: Finding, reviews: list[Review]) -> Review | None:
    """The review of the page that its reader may take back."""
    if not any(each.by_id == request.user.pk for each in reviews) or not request.user.may("findings.review"):
        return None
    return can_be_taken_back([found], request.user).get(found.pk)


def _just_reviewed(request: OfficeRequest, version: ListVersion) -> list[int]:
    """Findings that were reviewed a moment ago: on the next page their reviews can be taken back at once."""
    kept = request.session.pop(JUST_REVIEWED) if JUST_REVIEWED in request.session else {}
    return list(kept["findings"]) if kept.get("list") == version.pk else []


def _for_letter(request: OfficeRequest, asked: Chosen) -> str | None:
    """The filter as the page of a new letter knows it; None if no letter can be made of what is shown.

    That page shows confirmed findings only and knows neither probability nor source: with these the letter would take
    more than is shown here.
    """
    filters = asked.filters
    unlike = filters.get("status", FindingStatus.CONFIRMED) != FindingStatus.CONFIRMED
    if (
        asked.version.is_withdrawn
        or unlike
        or "probability" in filters
        or "source" in filters
        or not request.user.may("recommendations.write")
    ):
        return None
    if not asked.rows.filter(status=FindingStatus.CONFIRMED).exists():
        return None
    names = {"place": "place", "category": "category", "rule": "kind", "severity": "severity"}
    return urlencode({names[name]: value for name, value in filters.items() if name in names})


def _review_form(request: OfficeRequest, version: ListVersion, initial: dict[str, str] | None = None) -> Any:
    return ReviewForm(initial=initial) if request.user.may("findings.review") and not version.is_withdrawn else None


def _rules() -> list[tuple[str, str]]:
    language: Language = "en" if get_language() == "en" else "id"
    return [(code, f"{code} {rule.title.in_(language)}") for code, rule in RULES.items()]


def _query(request: OfficeRequest, *, without: tuple[str, ...]) -> str:
    """The filters of the address, to be followed by another: "status=open&", or nothing."""
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    encoded = query.urlencode()
    return f"{encoded}&" if encoded else ""
