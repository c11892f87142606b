"""What the start page says of field reports: those to sign, and one's own that are not sent."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.fieldwork.models import FieldReport, Status

LOOKED_AT = 300  # reports that wait; more are not counted one by one
SIGN_WITHIN = timedelta(days=2)  # an office's habit, no law: after that a waiting report counts as late
TO_SIGN = Text("{n} laporan Form A menunggu tanda tangan Anda.", "{n} field reports wait for your sign-off.")
DRAFTS = Text("{n} draf Form A Anda belum dikirim.", "{n} of your field reports are drafts.")


@remind
def reports(viewer: Account, day: date) -> Iterator[Reminder]:
    """Two queries."""
    if viewer.may("fieldwork.sign"):
        rows = FieldReport.objects.visible_to(viewer).filter(status=Status.SUBMITTED).exclude(by=viewer)
        mine = [each for each in rows.select_related("by").order_by("day")[:LOOKED_AT] if each.is_superior(viewer)]
        if mine:
            url = f"{reverse('field_reports')}?status={Status.SUBMITTED.value}"
            yield Reminder(TO_SIGN.fill(n=len(mine)), url, mine[0].day + SIGN_WITHIN, decision=True)
    if viewer.may("fieldwork.write"):
        drafts = FieldReport.objects.filter(by=viewer, status=Status.DRAFT).count()
        if drafts:
            yield Reminder(DRAFTS.fill(n=drafts), f"{reverse('field_reports')}?status={Status.DRAFT.value}")
