"""The files of a record of any room: listed, taken along, and attached as on its page."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.api import problems
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.api.routes.around import about
from saksama.office.records import actions
from saksama.office.records.forms import AttachForm
from saksama.office.records.models import Attachment, attach
from saksama.office.records.registry import Room, find, find_to_change
from saksama.office.trail.record import record


class FileOfRecord(Schema):
    """An attached file, kept unchanged under the hash of its content."""

    id: int
    name: str
    caption: str
    sha256: str
    size: int = Field(description="bytes")
    content_type: str
    at: datetime


class FilesOfRecord(Schema):
    """Files of a record."""

    rows: list[FileOfRecord]


def declare_files(room: Room) -> None:
    """The operations of one room."""
    base = f"{room.key}/<int:pk>/files"
    hears = room.comment or room.read  # discussion and files are in some rooms for fewer than may read

    @operation("GET", base, hears, gettext_lazy("The files of a record"), gives=FilesOfRecord, tag=room.label)
    def files(call: Call) -> Reply:
        return Reply({"rows": [_file(each) for each in Attachment.objects.filter(**about(room, call))]})

    @operation(
        "POST", base, "records.use", gettext_lazy("Attach files; the same file again is one file"),
        form=AttachForm, gives=FilesOfRecord, status=201, tag=room.label,
    )  # fmt: skip
    def add_files(call: Call) -> Reply:
        form = call.body
        if not form.is_valid():
            return Reply(whole=problems.of_form(form))
        target = find_to_change(room, call.path["pk"], call.viewer)
        with transaction.atomic():
            made = [
                attach(target, upload, call.viewer, form.cleaned_data["caption"])
                for upload in form.cleaned_data["uploads"]
            ]
        return Reply({"rows": [_file(each) for each in made]})

    @operation("GET", f"{base}/<int:file>", hears, gettext_lazy("A file itself"), gives=None, tag=room.label)
    def content(call: Call) -> Reply:
        found: Attachment = get_object_or_404(Attachment, pk=call.path["file"], **about(room, call))
        if not found.path.is_file():
            raise Http404
        with transaction.atomic():
            target = find(room, call.path["pk"], call.viewer)
            record(call.viewer, actions.FILE_SEEN, target, details={"file": found.name})
        whole = FileResponse(found.path.open("rb"), content_type=found.mime, filename=found.name, as_attachment=True)
        return Reply(whole=whole)


def _file(each: Attachment) -> dict[str, Any]:
    return {
        "id": each.pk,
        "name": each.name,
        "caption": each.caption,
        "sha256": each.sha256,
        "size": each.size,
        "content_type": each.mime,
        "at": each.at,
    }
