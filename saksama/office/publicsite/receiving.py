"""What comes in from a citizen: a report with its photos, and further words by number and code."""

import hmac
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.second_factor import digest_of, new_code
from saksama.office.bare_photo import bare_photo
from saksama.office.clock import now, today
from saksama.office.publicsite import actions
from saksama.office.publicsite.forms import ReportForm
from saksama.office.publicsite.models import CitizenReport, Message, Site
from saksama.office.publicsite.models.site import citizens_account
from saksama.office.records.models import attach, notify
from saksama.office.records.models.record import accounts_that_see
from saksama.office.trail.record import record

CODE_LENGTH = 10  # characters of 5 bits: 50 bits, beyond guessing at the rate that flood.LIMITS allows
PHOTO_SIDE = 1800  # picture points of what is kept: a page of writing can still be read
ANSWERED_BY = (Role.STAFF, Role.DISTRICT)  # who is told of what comes in


def cleaned_photos(form: ReportForm) -> list[bytes]:
    """The photos without anything but their picture points. Raises ValidationError: one of them cannot be read."""
    return [bare_photo(upload, PHOTO_SIDE) for upload in form.cleaned_data["photos"]]


@transaction.atomic
def receive(form: ReportForm, photos: list[bytes], site: Site) -> tuple[CitizenReport, str] | None:
    """Keeps a valid report and tells staff and the sub-district's supervisors; gives it with its secret code.

    The code can be shown only now. None if this very form was accepted before.
    """
    if not form.spend():
        return None
    author, code, told = citizens_account(site.region), new_code(CODE_LENGTH), form.cleaned_data
    report: CitizenReport = CitizenReport.objects.create(
        by=author,
        day=today(),
        code_digest=digest_of(code),
        form_number=form.token.number,
        **{name: told[name] for name in ("kind", "region", "place", "occurred", "text", "reporter", "contact")},
    )
    for number, photo in enumerate(photos, start=1):
        attach(report, ContentFile(photo, name=f"foto-{number}.jpg"), author)
    record(author, actions.REPORT_RECEIVED, report, details={"kind": report.kind, "photos": len(photos)})
    said = Text("Laporan warga {number} masuk: {kind}.", "Citizen's report {number} came in: {kind}.")
    _tell(report, said, f"citizen-report:{report.pk}")
    return report, code


def report_of(number: str, code: str) -> CitizenReport | None:
    """The report that number and code open, None if they do not fit. As slow for a wrong number as for a wrong code."""
    found: CitizenReport | None = CitizenReport.objects.filter(number=number.strip().upper().replace(" ", "")).first()
    digest = digest_of(code)
    return found if hmac.compare_digest(found.code_digest if found else "0" * 64, digest) else None


@transaction.atomic
def write_back(report: CitizenReport, text: str) -> Message:
    """A further word of the citizen."""
    made = Message.objects.create(report=report, text=text, at=now())
    record(citizens_account(report.region), actions.CITIZEN_WROTE, report)
    said = Text("Pelapor {number} menulis pesan.", "The citizen of {number} wrote a message.")
    _tell(report, said, f"citizen-message:{made.pk}")
    return made


def _tell(report: CitizenReport, said: Text, key: str) -> None:
    names: dict[str, Any] = {}
    for language in ("id", "en"):
        with override(language):
            names[language] = report.short_kind
    text = Text(
        said.id.format(number=report.number, kind=names["id"]), said.en.format(number=report.number, kind=names["en"])
    )
    accounts = [account for account in accounts_that_see(report) if account.role in ANSWERED_BY]
    notify(accounts, text, reverse("citizen_report_page", args=[report.pk]), key)
