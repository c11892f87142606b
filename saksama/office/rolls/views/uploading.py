"""Handing over a list: the form, and the pieces in which script sends large files over a bad line."""

import hashlib
import json
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.jobs.kinds import start as start_job
from saksama.office.rolls import actions
from saksama.office.rolls.forms import ListForm, check_files
from saksama.office.rolls.models import ListFile, ListVersion, Status, Upload
from saksama.office.rolls.models.upload import begin
from saksama.office.stored_files import store
from saksama.office.trail.record import record

OFFSET, DIGEST = "Upload-Offset", "Upload-Sha256"  # headers of a piece
LONGEST_NAME = 200  # characters


@audience("lists.load")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    """Keeps the files under their hashes and puts reading and audit in the queue."""
    form = ListForm(request.POST or None, request.FILES or None, account=request.user)
    if form.is_valid():
        # The copies are made before the transaction: nobody waits for half a gigabyte.
        files = [_kept(each) for each in form.cleaned_data["given"]]
        version = _hand_over(form, files, request.user)
        if twin := version.same_files().exclude(status=Status.FAILED).order_by("pk").first():
            messages.warning(request, _("These very files are here already, as %(list)s.") % {"list": twin})
        return redirect("list", pk=version.pk)
    return render(request, "rolls/upload.html", {"form": form})


@audience("lists.load")
@require_POST
def begin_upload(request: OfficeRequest) -> JsonResponse:
    """A file is announced with name and size; the answer says how much of it is here already."""
    try:
        said = json.loads(request.body)
        name = PurePosixPath(str(said["name"])).name[:LONGEST_NAME]
        size, modified = int(said["size"]), int(said.get("modified", 0))
        if size <= 0:
            raise forms.ValidationError(_("%(name)s is empty."), params={"name": name})
        check_files([(name, size)])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"problem": _("Name and size of the file are needed.")}, status=400)
    except forms.ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)}, status=400)
    return _state(begin(request.user, name, PurePosixPath(name).suffix.lower(), size, modified))


@audience("lists.load")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_piece(request: OfficeRequest, pk: int) -> JsonResponse:
    """GET: how far it is. POST: the next piece, with where it begins and, if the browser can compute it, its hash."""
    found: Upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return _state(found)
    digest = request.headers.get(DIGEST, "")
    if digest and hashlib.sha256(request.body).hexdigest() != digest.lower():
        return _state(found, status=422)  # damaged on the way: send it again
    return _state(found, status=200 if found.add(_offset(request), request.body) else 409)


def _state(found: Upload, status: int = 200) -> JsonResponse:
    found.refresh_from_db()
    state: dict[str, Any] = {"id": found.pk, "received": found.received, "size": found.size, "whole": found.is_whole}
    return JsonResponse(state, status=status)


def _offset(request: HttpRequest) -> int:
    value = request.headers.get(OFFSET, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else -1


def _kept(given: Any) -> ListFile:
    name = str(given.name)
    suffix = PurePosixPath(name).suffix.lower()
    path = store(given, suffix)
    return ListFile(name=name, sha256=path.stem, suffix=suffix, size=path.stat().st_size)


@transaction.atomic
def _hand_over(form: ListForm, files: list[ListFile], by: Account) -> ListVersion:
    version: ListVersion = form.save(commit=False)
    version.by, version.previous = by, form.cleaned_data["previous"]
    version.save()
    version.registers.set(form.registers)
    uploads = form.cleaned_data["uploaded"]
    files += [ListFile(name=each.name, sha256=each.sha256, suffix=each.suffix, size=each.size) for each in uploads]
    for file in files:
        file.version = version
    ListFile.objects.bulk_create(files)
    uploads.delete()
    version.job = start_job("rolls.read_and_audit", by, version.region, version=version.pk)
    version.save(update_fields=["job"])
    details = {"files": len(files), "sha256": [f"sha256:{file.sha256}" for file in files]}
    record(by, actions.LIST_UPLOADED, version, details=details)
    return version
