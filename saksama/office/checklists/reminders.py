"""What the start page says of checklists: odd answers to look at again, and sheets that came back."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.checklists.models import Doubt, Sheet, Status
from saksama.office.election.reminders import Reminder, remind

ODD = Text("{n} jawaban daftar periksa yang janggal perlu dilihat lagi.", "{n} odd answers need a second look.")
AGAIN = Text("{n} daftar periksa Anda diminta diperiksa lagi.", "{n} of your checklists were asked for again.")
DRAFTS = Text("{n} daftar periksa Anda belum dikirim.", "{n} of your checklists are not sent yet.")


@remind
def sheets(viewer: Account, day: date) -> Iterator[Reminder]:
    """Two queries for who decides or fills in, else none."""
    if viewer.may("checklists.decide"):
        seen = Sheet.objects.visible_to(viewer)
        odd = Doubt.objects.filter(word=Doubt.Word.OPEN, sheet__in=seen).exclude(sheet__by=viewer).count()
        if odd:
            yield Reminder(ODD.fill(n=odd), reverse("second_look"), decision=True)
    if viewer.may("checklists.fill"):
        states = list(
            Sheet.objects.filter(by=viewer, status__in=[Status.AGAIN, Status.DRAFT]).values_list("status", flat=True)
        )
        for status, text in ((Status.AGAIN, AGAIN), (Status.DRAFT, DRAFTS)):
            if number := states.count(status):
                yield Reminder(text.fill(n=number), f"{reverse('sheets')}?status={status.value}")
