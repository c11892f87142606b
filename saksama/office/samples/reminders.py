"""What the start page says of sample checks: people drawn in one's own region and not visited yet."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.samples.models import OutcomeChoice, SampleEntry

TO_VISIT = Text("{n} orang terpilih uji petik belum didatangi.", "{n} people of a sample are not visited yet.")


@remind
def visits(viewer: Account, day: date) -> Iterator[Reminder]:
    """By sample, for who goes from door to door; one query."""
    if viewer.role not in (Role.DISTRICT, Role.VILLAGE) or not viewer.may("samples.enter"):
        return
    rows = SampleEntry.objects.visible_to(viewer).filter(outcome=OutcomeChoice.NOT_VISITED)
    for sample, number in rows.order_by().values_list("station__sample").annotate(n=Count("pk"))[:3]:
        yield Reminder(TO_VISIT.fill(n=number), reverse("sample", args=[sample]))
