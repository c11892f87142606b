"""What the start page says of planned duties: one's own, and for planners those of their region."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.dutyplan.models import Assignment, State
from saksama.office.election.reminders import Reminder, remind

LATE = Text("{n} tugas Anda lewat batas waktu.", "{n} of your duties are late.")
DUE = Text("{n} tugas Anda selesai paling lambat hari ini.", "{n} of your duties are due today.")
OTHERS = Text("{n} tugas di wilayah Anda lewat batas waktu.", "{n} duties in your region are late.")


@remind
def duties(viewer: Account, day: date) -> Iterator[Reminder]:
    """Two queries. The duty of one's own region as a whole is on the page already, and not counted again."""
    if not viewer.may("dutyplan.read"):
        return
    rows = Assignment.objects.visible_to(viewer).undone().filter(until__lte=day)
    mine = rows.of(viewer).exclude(region=viewer.region, tps="")
    told = mine.aggregate(late=Count("pk", filter=Q(until__lt=day)), due=Count("pk", filter=Q(until=day)))
    earliest = mine.order_by("until").values_list("until", flat=True).first() if told["late"] else None
    if earliest:
        yield Reminder(LATE.fill(n=told["late"]), reverse("my_duties"), earliest)
    if told["due"]:
        yield Reminder(DUE.fill(n=told["due"]), reverse("my_duties"), day)
    if viewer.may("dutyplan.write"):
        others = rows.filter(until__lt=day).exclude(pk__in=mine.values("pk")).count()
        if others:
            yield Reminder(OTHERS.fill(n=others), f"{reverse('assignments')}?status={State.LATE.value}")
