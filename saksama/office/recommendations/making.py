"""The files of a letter. Made in the background, kept under their hashes, and shown all at once."""

import io
from collections.abc import Iterator

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.recommendations import actions
from saksama.office.recommendations.asking import BASES
from saksama.office.recommendations.compose import letter_of
from saksama.office.recommendations.letter import AttachmentRow, attachment_xlsx, to_docx, to_pdf
from saksama.office.recommendations.models import Document, DocumentKind, OfficeData, Recommendation
from saksama.office.recommendations.models.document import MADE_KINDS
from saksama.office.recommendations.people import people_of
from saksama.office.recommendations.states import State
from saksama.office.stored_files import store
from saksama.office.trail.record import record
from saksama.rolls import Progress

MAKING = Text("Membuat surat dan lampiran", "Making the letter and its attachment")
Made = tuple[DocumentKind, str, str, bytes]  # kind, file name, suffix, content


def make(letter: Recommendation, by: Account, report: Progress) -> None:
    """Makes the files of an approved letter. Begun anew after a crash it gives the same files, and each once."""
    office = OfficeData.of(letter.region)
    kept = []
    total = len(MADE_KINDS)
    for done, (kind, name, suffix, content) in enumerate(_contents(letter, office)):
        report(MAKING, done, total)
        path = store(File(io.BytesIO(content)), suffix)
        kept.append(
            Document(
                recommendation=letter, kind=kind, name=name, sha256=path.stem, suffix=suffix, size=len(content), by=by
            )
        )
    with transaction.atomic():
        locked = Recommendation.objects.select_for_update().get(pk=letter.pk)
        # Taken back, or made by another worker, while we were at it: what stands there holds.
        if locked.state != State.APPROVED or locked.is_made or locked.approved_at != letter.approved_at:
            return
        letter.documents.filter(kind__in=MADE_KINDS).delete()
        Document.objects.bulk_create(kept)
        locked.made_at = timezone.now()
        locked.save(update_fields=["made_at"])
        record(by, actions.MADE, locked, details={each.kind: f"sha256:{each.sha256}" for each in kept})
    report(MAKING, total, total)


def _contents(letter: Recommendation, office: OfficeData) -> Iterator[Made]:
    printed = letter_of(letter, office)
    name = file_name(letter)
    yield DocumentKind.LETTER_PDF, f"{name}.pdf", ".pdf", to_pdf(printed)
    yield DocumentKind.LETTER_DOCX, f"{name}.docx", ".docx", to_docx(printed, office.template)
    rows = attachment_rows(letter)
    yield DocumentKind.ATTACHMENT, f"lampiran-{name}.xlsx", ".xlsx", workbook(letter, rows, masked=True)
    if letter.whole_numbers:
        content = workbook(letter, rows, masked=False)
        yield DocumentKind.ATTACHMENT_WHOLE, f"lampiran-{name}-rahasia.xlsx", ".xlsx", content


def attachment_rows(letter: Recommendation) -> list[AttachmentRow]:
    """All rows in the order of the letter, by place and TPS."""
    items = list(letter.items.select_related("finding", "previous"))
    people = people_of(letter.version, items)
    return sorted(people.values(), key=lambda row: (row.district, row.village, row.tps, row.name))


def workbook(letter: Recommendation, rows: list[AttachmentRow], *, masked: bool) -> bytes:
    """The attachment as it goes out and comes back."""
    return attachment_xlsx(rows, masked=masked, bases=BASES, number=str(letter), date=letter.dated or today())


def file_name(letter: Recommendation) -> str:
    """122-PM.00.01-K.SS-09-11-2024, or konsep-7."""
    return letter.number.replace("/", "-") if letter.number else f"konsep-{letter.pk}"
