"""Filling in: choose the place, answer, keep a draft or send."""

import re
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.checklists.filling import AnsweredByOther, Spot, fill, sheet_at, turn_of
from saksama.office.checklists.models import Checklist, Kind, Sheet, Version
from saksama.office.checklists.views.making import find_checklist
from saksama.office.clock import today
from saksama.office.election.models import Level, PollingStation, Region
from saksama.office.kept_forms import not_taken
from saksama.office.records.forms import FilesField

WHOLE = "000"  # in the address, where a sheet is about a village
MOST_SECONDS = 24 * 3600


@audience("checklists.fill")
@require_safe
def choose_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """The places of one's region, with what is there already; a village, then its TPS."""
    found = find_checklist(request, pk)
    village = request.GET.get("village", "") or (request.user.region if request.user.region.count(".") == 3 else "")
    regions = Region.objects.filter(code__within=request.user.region, level=Level.VILLAGE)
    here = regions.filter(code=village).first()
    sheets = Sheet.objects.visible_to(request.user).filter(checklist=found, turn=turn_of(found, today()))
    context: dict[str, Any] = {"checklist": found, "village": here}
    if found.unit == "tps" and here is not None:
        stations = PollingStation.objects.filter(region=here.code)
        if found.stage:
            stations = stations.filter(election=found.stage.election)
        done = {row.tps: row for row in sheets.filter(region=here.code)}
        numbers = sorted({*stations.values_list("number", flat=True), *done})
        context["stations"] = [(number, done.get(number)) for number in numbers]
        typed = request.GET.get("tps", "").strip()
        if re.fullmatch(r"[0-9]{1,3}", typed) and int(typed):
            return redirect("fill_sheet", pk=pk, village=here.code, tps=typed.zfill(3))
    else:
        states: dict[str, list[str]] = {}
        for region, status in sheets.values_list("region", "status"):
            states.setdefault(region, []).append(status)
        context["villages"] = [(row, states.get(row.code, [])) for row in regions.order_by("code")[:400]]
    return render(request, "checklists/places.html", context)


@audience("checklists.fill")
@require_http_methods(["GET", "HEAD", "POST"])
def fill_sheet(request: OfficeRequest, pk: int, village: str, tps: str) -> HttpResponse:
    """The questions for one place; what is odd must be said to be so before it is sent."""
    found = find_checklist(request, pk)
    spot = _spot(request, found, village, tps)
    existing = sheet_at(found, spot)
    version = existing.version if existing is not None else found.current
    if version is None:
        raise Http404
    if existing is not None and (not existing.is_open or not _is_own(request, existing)):
        return _answered(request, existing)
    if found.closed:
        raise Http404
    context: dict[str, Any] = {"checklist": found, "version": version, "spot": spot, "sheet": existing}
    answers = dict(existing.answers) if existing is not None else {}
    problems: dict[str, str] = {}
    odd: dict[str, str] = {}
    if request.method == "POST":
        files, problems = _files(request, version)
        is_sending = request.POST.get("do") != "draft"
        if not problems:
            how = {
                "only_own": True,
                "anyway": "anyway" in request.POST,
                "seconds": _seconds(request.POST.get("since", "")),
            }
            try:
                sheet, reading = fill(version, spot, request.user, today(), request.POST, files, send=is_sending, **how)
            except AnsweredByOther:
                return _answered(request, sheet_at(found, spot))
            if sheet is not None:
                messages.success(request, _("Sent. Thank you.") if is_sending else _("The draft is kept."))
                return redirect("sheet" if is_sending else "choose_sheet_place", pk=sheet.pk if is_sending else pk)
            answers, problems, odd = reading.answers, reading.problems, {} if reading.problems else reading.odd
        for each in version.questions.exclude(kind=Kind.PHOTO):
            if each.name in request.POST and each.name not in answers:
                typed = request.POST.getlist(each.name)
                answers[each.name] = typed if each.kind == Kind.SEVERAL else typed[0]
    said = odd | problems
    compiled = version.compile()
    context |= {
        "rows": [(each, answers.get(each.question.name), said.get(each.question.name)) for each in compiled],
        "problems": problems,
        "odd": odd,
        "since": request.POST.get("since") or signing.dumps(int(timezone.now().timestamp()), salt="checklists"),
        "kept_as": f"{request.user.pk}:{version.pk}:{spot.region}:{spot.tps}:{spot.turn}",
    }
    return render(request, "checklists/fill.html", context)


def _answered(request: OfficeRequest, sheet: Sheet | None) -> HttpResponse:
    """Away from a sheet that takes no answers of this reader: it was sent, or is somebody else's."""
    if sheet is None:
        raise Http404
    is_sent = request.method == "POST" and sheet.by_id == request.user.pk
    if is_sent:
        messages.success(request, _("This sheet has been sent."))
    else:
        messages.info(request, _("This place has been answered already."))
    is_seen = Sheet.objects.visible_to(request.user).filter(pk=sheet.pk).exists()
    away = redirect("sheet", pk=sheet.pk) if is_seen else redirect("choose_sheet_place", pk=sheet.checklist_id)
    return away if is_sent else not_taken(away)


def _spot(request: OfficeRequest, found: Checklist, village: str, tps: str) -> Spot:
    inside = Region.objects.filter(code__within=request.user.region).filter(code__within=found.region)
    region: Region = get_object_or_404(inside, code=village, level=Level.VILLAGE)
    is_station = found.unit == "tps"
    if not re.fullmatch(r"[0-9]{3}", tps) or (tps == WHOLE) is is_station:
        raise Http404
    place = f"{region.name}, TPS {tps}" if is_station else region.name
    return Spot(region.code, tps if is_station else "", place, turn_of(found, today()))


def _is_own(request: OfficeRequest, sheet: Sheet) -> bool:
    return sheet.by_id == request.user.pk or sheet.status == "again"


def _files(request: OfficeRequest, version: Version) -> tuple[dict[str, list[Any]], dict[str, str]]:
    field = FilesField(pictures=True)
    files: dict[str, list[Any]] = {}
    problems = {}
    for name in version.questions.filter(kind=Kind.PHOTO).values_list("name", flat=True):
        try:
            if given := field.clean(request.FILES.getlist(name)):
                files[name] = given
        except ValidationError as error:
            problems[name] = " ".join(error.messages)
    return files, problems


def _seconds(since: str) -> int | None:
    try:
        started = int(signing.loads(since, salt="checklists", max_age=MOST_SECONDS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return max(0, int(timezone.now().timestamp()) - started)
