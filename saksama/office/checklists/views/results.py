"""What was answered: by question and place, sheet by sheet, and as a table."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.region_code import covers
from saksama.office.accounts.request import OfficeRequest
from saksama.office.checklists import actions
from saksama.office.checklists.answers import in_words
from saksama.office.checklists.models import Checklist, Kind, Question, Sheet, Version
from saksama.office.checklists.results import by_place, by_question, columns_of, figure, result_map
from saksama.office.checklists.room import ROOM
from saksama.office.checklists.views.making import find_checklist
from saksama.office.election.models import Region
from saksama.office.records.export import csv_lines, xlsx_bytes
from saksama.office.records.listing import record_list
from saksama.office.records.registry import find
from saksama.office.records.views.shared import XLSX
from saksama.office.trail.record import record


@audience("checklists.read")
@require_safe
def sheets(request: OfficeRequest) -> HttpResponse:
    """All sheets that one may see."""
    return render(request, "checklists/sheets.html", {"records": record_list(request, ROOM)})


@audience("checklists.read")
@require_safe
def sheet(request: OfficeRequest, pk: int) -> HttpResponse:
    """One sheet with its answers and what was odd about it."""
    found: Sheet = find(ROOM, pk, request.user)
    hits = dict(found.incidents)
    answers = [
        (question, in_words(question, found.answers.get(question.name)), question.name in hits)
        for question in found.version.questions.all()
        if question.name in found.answers
    ]
    context = {
        "sheet": found,
        "answers": answers,
        "doubts": list(found.doubts.select_related("by")),
        "may_decide": request.user.may("checklists.decide") and found.by_id != request.user.pk,
        "may_answer": found.is_open and request.user.may("checklists.fill"),
    }
    return render(request, "checklists/sheet.html", context)


@audience("checklists.read")
@require_safe
def results(request: OfficeRequest, pk: int) -> HttpResponse:
    """By question and by place; about ten queries whatever the number of sheets."""
    found, version, place = _chosen(request, pk)
    questions = list(version.questions.all())
    rows = list(_counted(request, version, place))
    countable = [each for each in questions if each.kind not in (Kind.PHOTO, Kind.PLACE, Kind.TEXT)]
    chosen: Question | None = next((each for each in countable if each.name == request.GET.get("question")), None)
    answered = by_question(questions, rows)
    if chosen is None and countable:  # where most went wrong is what one looks for first
        hits = {each.question: each.incidents for each in answered}
        chosen = max(countable, key=lambda each: hits[each])
    places = by_place(version, rows, place, chosen)
    query = f"version={version.number}&question={chosen.name if chosen else ''}&"
    context: dict[str, Any] = {
        "checklist": found,
        "version": version,
        "versions": found.versions.filter(opened__isnull=False),
        "answered": answered,
        "chosen": chosen,
        "countable": countable,
        "places": places,
        "sheets": len(rows),
        "wanted": sum(each.wanted for each in places),
        "incidents": sum(each.incidents for each in places),
        "figure": result_map(places, query),
        "chart": figure(next((each for each in answered if each.question == chosen), None)),
        "place": place,
        "here": Region.objects.filter(code=place).first(),
        "is_narrowed": place != request.user.region,
        "query": query,
        "may_export": request.user.may("checklists.decide"),
    }
    return render(request, "checklists/results.html", context)


@audience("checklists.decide")
@require_safe
def answers_file(request: OfficeRequest, pk: int, kind: str) -> HttpResponseBase:
    """One row a sheet, one column a question."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    if not request.user.may("checklists.decide"):
        raise PermissionDenied
    found, version, place = _chosen(request, pk)
    rows = _counted(request, version, place).select_related("by")
    columns = columns_of(list(version.questions.all()))
    with transaction.atomic():
        record(request.user, actions.EXPORTED, found, details={"sheets": rows.count(), "as": kind})
    if kind == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv")
    else:
        answer = HttpResponse(xlsx_bytes(columns, rows, found.name), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="jawaban-{found.pk}-v{version.number}.{kind}"'
    return answer


def _chosen(request: OfficeRequest, pk: int) -> tuple[Checklist, Version, str]:
    found = find_checklist(request, pk)
    opened = list(found.versions.filter(opened__isnull=False).order_by("-number"))
    asked = request.GET.get("version", "")
    version = next((each for each in opened if str(each.number) == asked), next(iter(opened), None))
    if version is None:
        raise Http404
    place = request.GET.get("place", "")
    return found, version, place if place and covers(request.user.region, place) else request.user.region


def _counted(request: OfficeRequest, version: Version, place: str) -> Any:
    return Sheet.objects.visible_to(request.user).counted().filter(version=version, region__within=place)
