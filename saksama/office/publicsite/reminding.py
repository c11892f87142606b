"""What waits too long: reports that nobody has looked at, comments that nobody has read."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind

LOOKED_AT_WITHIN = timedelta(days=2)  # the office's own promise to citizens, said on the page of the report; no law's
READ_WITHIN = timedelta(days=1)
SHOWN = 5


@remind
def waiting(viewer: Account, day: date) -> Iterator[Reminder]:
    """The oldest reports and the comments that wait. Two queries at most, none for who has nothing to do with them."""
    from saksama.office.publicsite.models import CitizenReport, Opinion, OpinionStatus, ReportStatus

    if viewer.may("citizens.write"):
        rows = CitizenReport.objects.visible_to(viewer).filter(status=ReportStatus.RECEIVED)
        for report in rows.order_by("day", "pk")[:SHOWN]:
            said = Text("Laporan warga {number} belum ditangani.", "Nobody has taken up citizen's report {number} yet.")
            url = reverse("citizen_report_page", args=[report.pk])
            yield Reminder(said.fill(number=report.number), url, report.day + LOOKED_AT_WITHIN)
    if viewer.may("publicsite.write"):
        oldest = (
            Opinion.objects.filter(status=OpinionStatus.WAITING).order_by("at").values_list("at", flat=True).first()
        )
        if oldest is not None:
            said = Text("Komentar pembaca menunggu dibaca.", "Comments of readers wait to be read.")
            yield Reminder(said, reverse("opinions"), timezone.localdate(oldest) + READ_WITHIN)
