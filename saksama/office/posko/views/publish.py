"""What of an entry goes out: a text in plain words and chosen photos."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.posko.forms import PublishForm
from saksama.office.posko.models import EntryStatus, LogEntry, PublicPhoto
from saksama.office.posko.public_copy import public_copy
from saksama.office.posko.states import PUBLISH
from saksama.office.records.models import Attachment
from saksama.office.records.states import move


@audience("posko.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody decides, and stands in the record as the one who did."""
    found: LogEntry = get_object_or_404(LogEntry.objects.visible_to(request.user).select_related("stage"), pk=pk)
    if found.status != EntryStatus.RECORDED or found.why_not(PUBLISH, request.user):
        raise Http404
    kind = ContentType.objects.get_for_model(LogEntry)
    pictures = [each for each in Attachment.objects.filter(content_type=kind, object_id=pk) if each.is_picture]
    form = PublishForm(request.POST or None, pictures=pictures, initial={"text": found.public_text or _draft(found)})
    if form.is_valid():
        chosen = set(form.cleaned_data.get("photos", []))
        try:
            _publish(request, found, form.cleaned_data["text"], [each for each in pictures if str(each.pk) in chosen])
            messages.success(request, _("Published."))
            return redirect(found)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"form": form, "entry": found, "pictures": pictures}
    return render(request, "posko/publish.html", context)


@audience("posko.read")
@require_safe
def photo(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The public copy of a photo."""
    found: PublicPhoto = get_object_or_404(PublicPhoto.objects.select_related("entry"), pk=pk)
    get_object_or_404(LogEntry.objects.visible_to(request.user), pk=found.entry_id)
    if not found.path.is_file():
        raise Http404
    return FileResponse(found.path.open("rb"), content_type="image/jpeg")


@transaction.atomic
def _publish(request: OfficeRequest, found: LogEntry, text: str, pictures: list[Attachment]) -> None:
    found.public_photos.all().delete()
    PublicPhoto.objects.bulk_create(
        PublicPhoto(entry=found, attachment=each, sha256=public_copy(each.path), caption=each.caption)
        for each in pictures
    )
    LogEntry.objects.filter(pk=found.pk).update(public_text=text)
    move(found, PUBLISH, request.user, details={"photos": len(pictures)})


def _draft(entry: LogEntry) -> str:
    """A first text, to be changed."""
    return f"{entry.title}. {entry.result}".strip()
