"""What the start page says of planned duties: one's own, and for planners those of their region."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.dutyplan.models import Assignment, State, mine_of
from saksama.office.election.reminders import Reminder, remind

LATE = Text("{n} tugas Anda lewat batas waktu.", "{n} of your duties are late.")
DUE = Text("{n} tugas Anda selesai paling lambat hari ini.", "{n} of your duties are due today.")
OTHERS = Text("{n} tugas di wilayah Anda lewat batas waktu.", "{n} duties in your region are late.")


@remind
def duties(viewer: Account, day: date) -> Iterator[Reminder]:
    """One query. The duty of one's own region as a whole is on the page already, and not counted again."""
    if not viewer.may("dutyplan.read"):
        return
    late = Q(until__lt=day)
    mine = mine_of(viewer) & ~Q(region=viewer.region, tps="")
    told = (
        Assignment.objects.visible_to(viewer)
        .undone()
        .filter(until__lte=day)
        .aggregate(
            late=Count("pk", filter=mine & late),
            earliest=Min("until", filter=mine & late),
            due=Count("pk", filter=mine & Q(until=day)),
            others=Count("pk", filter=late & ~mine),
        )
    )
    if told["late"]:
        yield Reminder(LATE.fill(n=told["late"]), reverse("my_duties"), told["earliest"])
    if told["due"]:
        yield Reminder(DUE.fill(n=told["due"]), reverse("my_duties"), day)
    if told["others"] and viewer.may("dutyplan.write"):
        yield Reminder(OTHERS.fill(n=told["others"]), f"{reverse('assignments')}?status={State.LATE.value}")
