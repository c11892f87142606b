"""Making a checklist: its head, its questions, opening and closing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.checklists import actions
from saksama.office.checklists.definition import make, read_shipped, shipped
from saksama.office.checklists.forms import ChecklistForm, FileForm, QuestionForm
from saksama.office.checklists.models import Checklist, Doubt, Question, Status, Version
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.listing import listing
from saksama.office.trail.record import record


def find_checklist(request: OfficeRequest, pk: int) -> Checklist:
    """A checklist as somebody may see it, else 404."""
    found: Checklist = get_object_or_404(Checklist.objects.visible_to(request.user).select_related("stage"), pk=pk)
    return found


@audience("checklists.read")
@require_safe
def checklists(request: OfficeRequest) -> HttpResponse:
    """What can be filled in, and what waits for a second look."""
    region = request.user.region
    mine = Q(sheets__region__within=region) if region else Q()
    rows = Checklist.objects.visible_to(request.user).select_related("stage")
    rows = rows.annotate(number=Count("sheets", filter=mine & Q(sheets__status=Status.SENT), distinct=True))
    rows = rows.annotate(is_open=Count("versions", filter=Q(versions__opened__isnull=False), distinct=True))
    doubts = Doubt.objects.filter(word=Doubt.Word.OPEN)
    context = {
        "listing": listing(request, rows.order_by("-created", "-pk")),
        "may_make": request.user.may("checklists.make"),
        "may_decide": request.user.may("checklists.decide"),
        "doubts": (doubts.filter(sheet__region__within=region) if region else doubts).count(),
    }
    return render(request, "checklists/checklists.html", context)


@audience("checklists.make")
@require_http_methods(["GET", "HEAD", "POST"])
def new_checklist(request: OfficeRequest) -> HttpResponse:
    """From nothing, or from one that comes with the program."""
    form = ChecklistForm(request.POST if "name" in request.POST else None)
    key = request.POST.get("shipped", "")
    if key in dict(shipped()):
        made = make(read_shipped(key), request.user, request.user.region, current_election(today()))
        return redirect("checklist", pk=made.pk)
    if form.is_valid():
        with transaction.atomic():
            form.instance.region, form.instance.by = request.user.region, request.user
            made = form.save()
            Version.objects.create(checklist=made)
            record(request.user, actions.MADE, made)
        return redirect("checklist", pk=made.pk)
    return render(request, "checklists/new.html", {"form": form, "shipped": shipped(), "file_form": FileForm()})


@audience("checklists.make")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_checklist(request: OfficeRequest, pk: int) -> HttpResponse:
    """Its head."""
    found = find_checklist(request, pk)
    form = ChecklistForm(request.POST or None, instance=found)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, actions.CHANGED, found)
        return redirect("checklist", pk=pk)
    return render(request, "checklists/edit.html", {"form": form, "checklist": found})


@audience("checklists.read")
@require_safe
def checklist(request: OfficeRequest, pk: int) -> HttpResponse:
    """Its questions, as they are now."""
    found = find_checklist(request, pk)
    may_make = request.user.may("checklists.make")
    version = found.newest if may_make else found.current
    if version is None:
        raise Http404
    context: dict[str, Any] = {
        "checklist": found,
        "version": version,
        "current": found.current,
        "questions": list(version.questions.all()),
        "may_make": may_make,
        "may_fill": request.user.may("checklists.fill") and found.current is not None and not found.closed,
        "may_decide": request.user.may("checklists.decide"),
    }
    return render(request, "checklists/checklist.html", context)


@audience("checklists.make")
@require_POST
def open_checklist(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lets it be filled in, if all its expressions make sense."""
    try:
        find_checklist(request, pk).open(request.user)
        messages.success(request, _("It can be filled in now."))
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    return redirect("checklist", pk=pk)


@audience("checklists.make")
@require_POST
def close_checklist(request: OfficeRequest, pk: int) -> HttpResponse:
    """No more sheets."""
    find_checklist(request, pk).close(request.user)
    messages.success(request, _("It is closed. Its answers stay."))
    return redirect("checklist", pk=pk)


@audience("checklists.make")
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: OfficeRequest, pk: int, name: str = "") -> HttpResponse:
    """One question, new or known. If the version has been answered, its next one is made."""
    found = find_checklist(request, pk)
    with transaction.atomic():
        is_saving = request.method == "POST"
        version = found.changeable(request.user) if is_saving else found.newest
        known = version.questions.filter(name=name).first()
        if name and known is None:
            raise Http404
        last = version.questions.order_by("-position").values_list("position", flat=True).first() or 0
        instance = known or Question(version=version, position=last + 1)
        form = QuestionForm(request.POST or None, instance=instance)
        if is_saving and "delete" in request.POST and known is not None:
            known.delete()
            record(request.user, actions.CHANGED, found, details={"question": name, "deleted": True})
            return redirect("checklist", pk=pk)
        if form.is_valid():
            kept = form.save()
            record(request.user, actions.CHANGED, found, details={"question": kept.name})
            return redirect(f"{found_address(found)}#q-{kept.name}")
    context = {"form": form, "checklist": found, "version": version, "question": known}
    return render(request, "checklists/question.html", context)


@audience("checklists.make")
@require_POST
@transaction.atomic
def move_question(request: OfficeRequest, pk: int, name: str) -> HttpResponse:
    """One place up or down."""
    found = find_checklist(request, pk)
    version = found.changeable(request.user)
    rows = list(version.questions.all())
    place = next((number for number, each in enumerate(rows) if each.name == name), None)
    if place is None:
        raise Http404
    other = place + (1 if request.POST.get("to") == "down" else -1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, each in enumerate(rows, start=1):
            each.position = position
        Question.objects.bulk_update(rows, ["position"])
        record(request.user, actions.CHANGED, found, details={"question": name})
    return redirect(f"{found_address(found)}#q-{name}")


def found_address(found: Checklist) -> str:
    """The page of a checklist."""
    from django.urls import reverse

    return reverse("checklist", args=[found.pk])
