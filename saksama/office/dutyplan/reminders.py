"""What the start page says of planned duties: one's own, and for planners those of their region."""

from collections.abc import Iterator
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
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
    mine = ExpressionWrapper(mine_of(viewer) & ~Q(region=viewer.region, tps=""), BooleanField())
    rows = Assignment.objects.visible_to(viewer).undone().filter(until__lte=day).annotate(mine=mine).order_by()
    told = list(rows.values_list("mine", "until").annotate(n=Count("pk")))
    late = [until for is_mine, until, _n in told if is_mine and until < day]
    if late:
        number = sum(n for is_mine, until, n in told if is_mine and until < day)
        yield Reminder(LATE.fill(n=number), reverse("my_duties"), min(late))
    if due := sum(n for is_mine, until, n in told if is_mine and until == day):
        yield Reminder(DUE.fill(n=due), reverse("my_duties"), day)
    others = sum(n for is_mine, until, n in told if not is_mine and until < day)
    if others and viewer.may("dutyplan.write"):
        yield Reminder(OTHERS.fill(n=others), f"{reverse('assignments')}?status={State.LATE.value}")
