"""Papers of a letter: drafts made while one waits, what was made at approval, and what was brought along."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import Role, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.recommendations import actions
from saksama.office.recommendations.compose import letter_of
from saksama.office.recommendations.documents import keep
from saksama.office.recommendations.forms import DocumentForm
from saksama.office.recommendations.letter import to_docx, to_pdf
from saksama.office.recommendations.making import file_name
from saksama.office.recommendations.models import Document, DocumentKind, OfficeData, Recommendation
from saksama.office.recommendations.views.common import language, letter_or_404, say_problems
from saksama.office.trail.record import record

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


@audience("recommendations.write")
@require_safe
def draft_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """The letter as it would be printed now."""
    letter = letter_or_404(request, pk)
    return _draft(request, letter, to_pdf(letter_of(letter, OfficeData.of(letter.region))), ".pdf")


@audience("recommendations.write")
@require_safe
def draft_docx(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same for Word, in the office's own template."""
    letter = letter_or_404(request, pk)
    office = OfficeData.of(letter.region)
    try:
        content = to_docx(letter_of(letter, office), office.template)
    except InputError as problem:
        messages.error(request, problem.say(language()))
        return redirect("recommendation", pk=pk)
    return _draft(request, letter, content, ".docx")


def _draft(request: OfficeRequest, letter: Recommendation, content: bytes, suffix: str) -> HttpResponse:
    with transaction.atomic():
        record(request.user, actions.DOWNLOADED, letter, details={"kind": f"draft{suffix}"})
    answer = HttpResponse(content, content_type=TYPES[suffix])
    shown = "inline" if suffix == ".pdf" else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="{file_name(letter)}{suffix}"'
    return answer


@audience("recommendations.download")
@require_safe
def document(request: OfficeRequest, pk: int, document: int) -> HttpResponse:
    """One file of the letter; whole numbers only for who may see them, and that is an entry of its own."""
    letter = letter_or_404(request, pk)
    found: Document = get_object_or_404(letter.documents, pk=document)
    whole = found.kind == DocumentKind.ATTACHMENT_WHOLE
    if whole and not (request.user.may("recommendations.numbers") and letter.whole_numbers):
        raise Http404
    if found.kind == DocumentKind.LETTER_DOCX and request.user.role == Role.KPU:
        raise Http404
    with transaction.atomic():
        details = {"kind": found.kind, "sha256": f"sha256:{found.sha256}", "masked": not whole}
        action = actions.WHOLE_NUMBERS_SEEN if whole else actions.DOWNLOADED
        record(request.user, action, letter, details=details)
    answer = HttpResponse(found.path.read_bytes(), content_type=TYPES[found.suffix])  # 20 MB at most
    answer["Content-Disposition"] = content_disposition_header(found.suffix != ".pdf", found.name) or ""
    return answer


@audience("recommendations.write")
@require_POST
def add_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """A paper that came after sending."""
    letter = letter_or_404(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    if not letter.is_sent:
        messages.error(request, _("Papers are added once the letter is sent."))
    elif form.is_valid():
        keep(letter, form.cleaned_data["kind"], form.cleaned_data["file"], request.user)
        messages.success(request, _("The document is kept."))
    else:
        say_problems(request, form)
    return redirect("recommendation", pk=pk)
