"""Notices by e-mail: at once or each morning, as each account has chosen; what is classified says nothing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.mail.models import Choice, Mail, Preference
from saksama.office.mail.outbox import letter, put
from saksama.office.mail.transport import is_on
from saksama.office.mail.wording import Language, in_language_of, signed
from saksama.office.records.models.notice import Notice
from saksama.office.records.registry import ROOMS
from saksama.office.trail.record import PERSONAL_NUMBER

SOMETHING_NEW = Text("Ada pemberitahuan baru untuk Anda. Silakan masuk.", "There is something new for you. Log in.")
DIGEST = Text("{n} pemberitahuan belum dibaca", "{n} unread notices")
AND_MORE = Text("… dan {n} lagi.", "… and {n} more.")
MOST = 20  # sentences of a digest
NOT_OLDER = timedelta(days=7)  # what somebody has left unread longer is not brought up again


def told(accounts: Iterable[Account], text: Text, url: str, key: str) -> set[int]:
    """Mails to those who want each notice at once, in the transaction around; gives the accounts written to."""
    reachable = {each.pk: each for each in accounts if each.email and each.is_active} if is_on() else {}
    if not reachable:
        return set()
    chosen = Preference.objects.filter(account__in=reachable, choice=Choice.NOW).values_list("account", flat=True)
    people = [reachable[pk] for pk in chosen]
    if people:
        said = text if may_be_said(text, url) else SOMETHING_NEW
        languages = in_language_of(people)
        put(
            letter(
                each.email,
                f"Saksama: {said.in_(languages[each.pk])}",
                signed(said.in_(languages[each.pk]), url, languages[each.pk]),
                account=each,
                key=f"notice {key}" if key else "",
            )
            for each in people
        )
    return {each.pk for each in people}


def may_be_said(text: Text, url: str) -> bool:
    """False for what a mail, which anybody on its way can read, must not repeat: it then only says "log in".

    That is what leads to a classified record or into a discreet room, and what has a number of a person in it.
    """
    if PERSONAL_NUMBER.search(text.id) or PERSONAL_NUMBER.search(text.en):
        return False
    try:
        match = resolve(url.partition("?")[0])
    except Resolver404:
        return True
    for room in ROOMS.values():
        if match.url_name == room.list_route and room.discreet:
            return False
        if match.url_name == room.detail_route:
            if room.discreet:
                return False
            # A list: no row, or a class that is not open, is both "not to be said".
            classes = room.model._base_manager.filter(pk=match.kwargs.get("pk")).values_list("classification")
            return list(classes) == [("open",)]
    return True


def send_digests() -> int:
    """One mail to everybody who has something unread and has not chosen otherwise; gives the number of mails."""
    if not is_on():
        return 0
    unread = Notice.objects.filter(read=None, mailed=None, at__gte=timezone.now() - NOT_OLDER)
    others = Preference.objects.exclude(choice=Choice.DAILY).values("account")
    unread = unread.filter(account__is_active=True).exclude(account__in=others).exclude(account__email="")
    waiting: dict[Account, list[Notice]] = defaultdict(list)
    for each in unread.select_related("account").order_by("id"):
        waiting[each.account].append(each)
    languages = in_language_of(waiting)
    for account, notices in waiting.items():
        with transaction.atomic():
            put([_digest(account, notices, languages[account.pk])])
            Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mailed=timezone.now())
    return len(waiting)


def _digest(account: Account, notices: list[Notice], language: Language) -> Mail:
    lines = []
    for each in notices[-MOST:]:
        text = Text(each.text_id, each.text_en)
        lines.append(f"• {(text if may_be_said(text, each.url) else SOMETHING_NEW).in_(language)}")
    lines = list(dict.fromkeys(lines))
    if len(notices) > MOST:
        lines.append(AND_MORE.fill(n=len(notices) - MOST).in_(language))
    subject = DIGEST.fill(n=len(notices)).in_(language)
    body = signed("\n".join(lines), reverse("notices"), language)
    return letter(account.email, f"Saksama: {subject}", body, account=account, key=f"digest {today().isoformat()}")
