"""What the start page says of the election post and of voters' complaints."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.posko.gaps import coverage
from saksama.office.posko.models import Complaint, ComplaintStatus, EntryStatus, LogEntry, post_of
from saksama.office.posko.unlogged import unlogged

LOOKED_BACK = 7  # days
EMPTY = Text(
    "Log posko kosong: {n} hari-kecamatan dalam 7 hari terakhir.", "Empty log: {n} sub-district days this week."
)
DRAFTS = Text("{n} catatan log Anda masih draf.", "{n} of your log entries are drafts.")
PLANNED = Text("Ada di jadwal, belum dicatat: {title}", "In the schedule and not in the log: {title}")
TO_JUDGE = Text("{n} pengaduan pemilih belum diproses.", "{n} voters' complaints have not been dealt with.")
TO_ANSWER = Text("{n} pengadu belum diberi tahu hasilnya.", "{n} complainants have not been told what came of it.")
MOST = 3


@remind
def log(viewer: Account, day: date) -> Iterator[Reminder]:
    """Empty days of one's own sub-districts, activities without an entry, drafts; four queries."""
    if not viewer.may("posko.write"):
        return
    post = post_of(viewer)
    yesterday = day - timedelta(days=1)
    table = coverage(post, ".".join(viewer.region.split(".")[:2]), day - timedelta(days=LOOKED_BACK), yesterday, day)
    gaps = [each for each in table.gaps if viewer.role != Role.DISTRICT or each.district == viewer.region]
    if gaps:
        yield Reminder(EMPTY.fill(n=len(gaps)), reverse("posko_gaps"), max(each.day for each in gaps))
    for each in unlogged(viewer, yesterday, day)[:MOST]:
        yield Reminder(PLANNED.fill(title=each.title), reverse("posko_schedule"), max(each.day, yesterday))
    if drafts := LogEntry.objects.filter(by=viewer, status=EntryStatus.DRAFT).count():
        yield Reminder(DRAFTS.fill(n=drafts), f"{reverse('posko')}?status={EntryStatus.DRAFT.value}")


@remind
def complaints(viewer: Account, day: date) -> Iterator[Reminder]:
    """How many wait for a word, and how many complainants; one query for who takes complaints."""
    if not viewer.may("complaints.write"):
        return
    told = Complaint.objects.visible_to(viewer).aggregate(
        received=Count("pk", filter=Q(status=ComplaintStatus.RECEIVED)),
        found=Count("pk", filter=Q(status=ComplaintStatus.FINDING)),
    )
    if told["received"]:
        url = f"{reverse('complaints')}?status={ComplaintStatus.RECEIVED.value}"
        yield Reminder(TO_JUDGE.fill(n=told["received"]), url, decision=True)
    if told["found"]:
        yield Reminder(
            TO_ANSWER.fill(n=told["found"]), f"{reverse('complaints')}?status={ComplaintStatus.FINDING.value}"
        )
