"""What the start page says of meetings: invitations, today's sessions, promises, minutes that are missing."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.meetings.models import ActionItem, Answer, Invitee, ItemStatus, Meeting, MeetingStatus
from saksama.office.meetings.models.action_item import own_items

MOST = 5
AHEAD = timedelta(days=14)
PROMISED = Text("Tindak lanjut Anda: {text}", "Your action item: {text}")
TODAY = Text("Rapat hari ini: {theme}", "Meeting today: {theme}")
ANSWER = Text("Undangan belum dijawab: {theme}", "Invitation not answered: {theme}")
UNWRITTEN = Text("Risalah belum diterbitkan: {theme}", "Summary not issued yet: {theme}")
REPORTED = Text("{n} tindak lanjut dilaporkan selesai: terima atau kembalikan.", "{n} action items reported as done.")
OTHERS_LATE = Text("{n} tindak lanjut instansi lewat batas waktu.", "{n} action items of agencies are late.")


@remind
def promises(viewer: Account, day: date) -> Iterator[Reminder]:
    """Own promises one by one; of the others how many are late or wait to be accepted. Two queries."""
    if not viewer.may("meetings.items"):
        return
    mine = ActionItem.objects.visible_to(viewer).filter(own_items(viewer), day__lte=day + AHEAD)
    for each in mine.filter(status__in=[ItemStatus.OPEN, ItemStatus.STARTED]).order_by("day")[:MOST]:
        yield Reminder(PROMISED.fill(text=each.text), each.get_absolute_url(), each.day)
    if not viewer.may("meetings.write"):
        return
    late = Q(status__in=[ItemStatus.OPEN, ItemStatus.STARTED], day__lt=day)
    rows = ActionItem.objects.visible_to(viewer).exclude(own_items(viewer))
    counted = rows.aggregate(late=Count("pk", filter=late), reported=Count("pk", filter=Q(status=ItemStatus.REPORTED)))
    if counted["late"]:
        yield Reminder(OTHERS_LATE.fill(n=counted["late"]), reverse("follow_up"))
    if counted["reported"]:
        url = f"{reverse('items')}?status={ItemStatus.REPORTED.value}"
        yield Reminder(REPORTED.fill(n=counted["reported"]), url, decision=True)


@remind
def invitations(viewer: Account, day: date) -> Iterator[Reminder]:
    """Meetings of today, invitations to answer, and for the office summaries to issue. Two queries."""
    if not viewer.may("meetings.read"):
        return
    mine = Q(account=viewer) | Q(agency__liaisons=viewer)
    unanswered = Invitee.objects.filter(mine, answer=Answer.NONE, meeting__status=MeetingStatus.INVITED)
    waits = set(unanswered.filter(meeting__last_day__gte=day).values_list("meeting", flat=True))
    near = Q(day__lte=day, last_day__gte=day) | Q(pk__in=waits) | Q(status=MeetingStatus.HELD)
    rows = Meeting.objects.visible_to(viewer).filter(near)
    for each in rows.filter(status__in=[MeetingStatus.INVITED, MeetingStatus.HELD]).order_by("day")[: 2 * MOST]:
        if each.pk in waits:
            yield Reminder(ANSWER.fill(theme=each.theme), each.get_absolute_url(), each.day, decision=True)
        if each.day <= day <= each.last_day:
            yield Reminder(TODAY.fill(theme=each.theme), each.get_absolute_url(), day)
        elif each.status == MeetingStatus.HELD and viewer.may("meetings.write"):
            yield Reminder(UNWRITTEN.fill(theme=each.theme), each.get_absolute_url())
