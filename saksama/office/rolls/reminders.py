"""What the start page says of voter lists: findings to review on the spot, lists that ask something or failed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.office.rolls.models.list_version import AUDITED_KINDS, Status

REVIEW = Text("{n} temuan daftar pemilih belum ditinjau: {list}", "{n} findings are not reviewed: {list}")
ASKS = Text("Daftar {list} menunggu jawaban Anda sebelum dibaca.", "The list {list} asks something before it is read.")
FAILED = Text("Daftar {list} tidak dapat dibaca atau diaudit.", "The list {list} could not be read or audited.")
MOST = 3


@remind
def to_review(viewer: Account, day: date) -> Iterator[Reminder]:
    """Of the newest audited list, for who reviews on the spot; two queries."""
    if viewer.role not in (Role.DISTRICT, Role.VILLAGE) or not viewer.may("findings.review"):
        return
    lists = ListVersion.objects.visible_to(viewer).standing().filter(audited_at__isnull=False, kind__in=AUDITED_KINDS)
    newest = lists.order_by("-pk").first()
    if newest is None:
        return
    number = Finding.objects.visible_in(newest, viewer).filter(status=FindingStatus.OPEN).count()
    if number:
        url = f"{reverse('findings', args=[newest.pk])}?status={FindingStatus.OPEN.value}"
        yield Reminder(REVIEW.fill(n=number, list=str(newest)), url)


@remind
def lists(viewer: Account, day: date) -> Iterator[Reminder]:
    """What staff handed over and that does not go on by itself; one query."""
    if not viewer.may("lists.load"):
        return
    stuck = Q(status=Status.FAILED) | ~Q(question={}) & ~Q(status__in=[Status.READ, Status.AUDITED])
    for each in ListVersion.objects.visible_to(viewer).standing().filter(stuck).order_by("-pk")[:MOST]:
        text = ASKS if each.question else FAILED
        yield Reminder(text.fill(list=str(each)), reverse("list", args=[each.pk]), decision=bool(each.question))
