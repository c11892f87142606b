"""What keeps the office itself running: accounts, jobs, e-mail. For administrators, and one's own failed jobs."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.access import TWO_FACTOR_ROLES
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.jobs.models import Job, State, TimedRun
from saksama.office.mail.models import Mail
from saksama.office.mail.models import State as MailState

RECENT = timedelta(days=3)
FAILED = Text(
    "{n} pekerjaan latar gagal dalam tiga hari terakhir.", "{n} background jobs failed in the last three days."
)
NEVER = Text("{n} akun belum pernah masuk.", "{n} accounts have never logged in.")
ONE_FACTOR = Text("{n} akun belum memasang login dua langkah.", "{n} accounts have not set up two-factor login.")
MAILS = Text("{n} surel gagal terkirim.", "{n} e-mails could not be sent.")
CLOCK = Text("{n} pengingat terjadwal gagal dijalankan.", "{n} timed reminders failed.")


@remind
def failed_jobs(viewer: Account, day: date) -> Iterator[Reminder]:
    """One's own, and for who keeps the office those of the region; one query."""
    rows = Job.objects.visible_to(viewer).filter(state=State.FAILED, finished__gte=timezone.now() - RECENT)
    if number := rows.count():
        yield Reminder(FAILED.fill(n=number), reverse("jobs"))


@remind
def accounts(viewer: Account, day: date) -> Iterator[Reminder]:
    """Who has not come yet, who logs in by password alone, what did not go out. Three queries for administrators."""
    if not viewer.may("accounts.manage"):
        return
    told = (
        Account.objects.visible_to(viewer)
        .filter(is_active=True)
        .aggregate(
            never=Count("pk", filter=Q(last_login=None)),
            one_factor=Count("pk", filter=Q(role__in=TWO_FACTOR_ROLES, totp_secret="", last_login__isnull=False)),
        )
    )
    if told["never"]:
        yield Reminder(NEVER.fill(n=told["never"]), f"{reverse('accounts')}?state=open")
    if told["one_factor"]:
        yield Reminder(ONE_FACTOR.fill(n=told["one_factor"]), reverse("accounts"))
    if mails := Mail.objects.visible_to(viewer).filter(state=MailState.FAILED).count():
        yield Reminder(MAILS.fill(n=mails), reverse("outbox"), decision=True)
    if troubled := TimedRun.objects.filter(ended=None).exclude(problem="").count():
        yield Reminder(CLOCK.fill(n=troubled), reverse("outbox"), decision=True)
