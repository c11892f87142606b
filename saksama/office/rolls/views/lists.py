"""Handing over a list, and following it."""

from pathlib import PurePosixPath

from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saksama.language import Text
from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.jobs.kinds import start as start_job
from saksama.office.listing import listing
from saksama.office.rolls import actions
from saksama.office.rolls.forms import ListForm
from saksama.office.rolls.models import AUDITED_KINDS, ListFile, ListVersion
from saksama.office.rolls.rejects import reject_lines
from saksama.office.stored_files import store
from saksama.office.trail.record import record


@audience("lists.read")
@require_safe
def lists(request: OfficeRequest) -> HttpResponse:
    """All lists, newest first."""
    rows = ListVersion.objects.visible_to(request.user).select_related("job", "by")
    context = {"listing": listing(request, rows), "may_load": request.user.may("lists.load")}
    return render(request, "rolls/lists.html", context)


@audience("lists.load")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    """Keeps the files under their hashes and puts reading and audit in the queue."""
    form = ListForm(request.POST or None, request.FILES or None, account=request.user)
    if form.is_valid():
        # The copies are made before the transaction: nobody waits for half a gigabyte.
        files = [_kept(upload) for upload in form.cleaned_data["given"]]
        version = _hand_over(form.save(commit=False), files, request.user)
        return redirect("list", pk=version.pk)
    return render(request, "rolls/upload.html", {"form": form})


@audience("lists.read")
@require_safe
def list_version(request: OfficeRequest, pk: int) -> HttpResponse:
    """One list: progress while it is worked on, then what was read."""
    rows = ListVersion.objects.visible_to(request.user).select_related("job", "by", "previous")
    version: ListVersion = get_object_or_404(rows, pk=pk)
    context = {
        "version": version,
        "files": version.files.all()[:50],
        "warnings": [Text(**each) for each in version.warnings[:20]],
        "is_audited_kind": version.kind in AUDITED_KINDS,
        "may_export": request.user.may("lists.export"),
    }
    return render(request, "rolls/list.html", context)


@audience("lists.export")
@require_safe
def rejects(request: OfficeRequest, pk: int) -> StreamingHttpResponse:
    """The rows that could not be kept, as csv."""
    version: ListVersion = get_object_or_404(ListVersion.objects.visible_to(request.user), pk=pk)
    if version.read_at is None or not version.rejects.is_file():
        raise Http404
    with transaction.atomic():
        record(request.user, actions.REJECTS_EXPORTED, version, details={"rows": version.rows_rejected})
    answer = StreamingHttpResponse(reject_lines(version.rejects), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="baris-ditolak-{version.pk}.csv"'
    return answer


def _kept(upload: object) -> ListFile:
    name = str(getattr(upload, "name", ""))
    suffix = PurePosixPath(name).suffix.lower()
    path = store(upload, suffix)  # type: ignore[arg-type]
    return ListFile(name=name, sha256=path.stem, suffix=suffix, size=path.stat().st_size)


@transaction.atomic
def _hand_over(version: ListVersion, files: list[ListFile], by: Account) -> ListVersion:
    version.by = by
    version.save()
    for file in files:
        file.version = version
    ListFile.objects.bulk_create(files)
    version.job = start_job("rolls.read_and_audit", by, version.region, version=version.pk)
    version.save(update_fields=["job"])
    details = {"files": len(files), "sha256": [f"sha256:{file.sha256}" for file in files]}
    record(by, actions.LIST_UPLOADED, version, details=details)
    return version
