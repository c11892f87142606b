"""Checklists and answers to and from ODK."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.checklists.definition import make
from saksama.office.checklists.forms import FileForm
from saksama.office.checklists.views.making import find_checklist
from saksama.office.checklists.xlsform import read_answers_csv, read_workbook, workbook
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.records.views.shared import XLSX


@audience("checklists.make")
@require_safe
def xlsform_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """The newest version as a workbook for ODK."""
    found = find_checklist(request, pk)
    try:
        content = workbook(found.newest)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect("checklist", pk=pk)
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="daftar-periksa-{found.pk}.xlsx"'
    return answer


@audience("checklists.make")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_checklist(request: OfficeRequest) -> HttpResponse:
    """A checklist from an XLSForm workbook."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = read_workbook(file.read(), str(file.name))
            made = make(data, request.user, request.user.region, current_election(today()))
        except InputError as error:
            context["problem"] = error
        else:
            return redirect("checklist", pk=made.pk)
    return render(request, "checklists/upload.html", context)


@audience("checklists.make")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_answers(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answers as ODK Central gives them."""
    found = find_checklist(request, pk)
    version = found.current
    if version is None:
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "checklist": found}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            done = read_answers_csv(version, file.read(), str(file.name), request.user)
        except InputError as error:
            context["problem"] = error
        else:
            said = _("%(sheets)d sheets imported, %(known)d were there already.")
            messages.success(request, said % {"sheets": done.sheets, "known": done.known})
            return redirect("results", pk=pk)
    return render(request, "checklists/upload.html", context)
