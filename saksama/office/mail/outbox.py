"""Into the outbox in the transaction of the change, out of it by the worker.

A mail is lost by no crash: it is a row until the server has taken it. It is doubled only where the machine stops
between the server's word and ours; then it goes out again with the same Message-ID, by which mail programs see that
it is the same.
"""

import logging
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.mail.models import File, Mail, State
from saksama.office.mail.transport import MailError, is_on, transport

log = logging.getLogger(__name__)

AT_ONCE = 50  # mails over one connection
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]  # after the first, second … failure
GIVE_UP_AFTER = timedelta(days=3)
KEPT_FOR = timedelta(days=90)  # a mail's row, once it is out or has failed
SERVER_RESTS = timedelta(minutes=1)  # after the server itself did not answer


def letter(
    to: str,
    subject: str,
    body: str,
    *,
    account: Account | None = None,
    region: str = "",
    key: str = "",
    files: tuple[File, ...] = (),
) -> Mail:
    """A mail to put into the outbox with `put`. Subject and body hold no personal data: a mail is a postcard."""
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    made = Mail(
        account=account,
        region=region or (account.region if account else ""),
        to=to,
        subject=" ".join(subject.split())[:200],
        key=key[:140],
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        created=timezone.now(),
        due=timezone.now(),
    )
    made.seal(body, files)
    return made


def put(mails: Iterable[Mail]) -> None:
    """Into the outbox, in the transaction around; nothing where this office sends no e-mail."""
    if is_on():
        Mail.objects.bulk_create(list(mails), ignore_conflicts=True)


def send_due() -> int:
    """Sends what waits, over one connection; gives the number sent. For the worker, every few seconds."""
    if not is_on() or not Mail.objects.claimable(timezone.now()).exists():
        return 0
    sent = 0
    try:
        with transport() as way:
            while sent < AT_ONCE and (mail := _claim()):
                try:
                    sent += _send(mail, way.send)
                except MailError as error:
                    _failed(mail, error)
                    if error.server:
                        break
    except MailError as error:
        log.warning("no e-mail goes out: %s", error.said)
        waiting = Mail.objects.claimable(timezone.now())
        waiting.update(due=timezone.now() + SERVER_RESTS, problem=error.said)
    return sent


def forget_old() -> int:
    """Takes the rows of mails that are long out away; gives their number."""
    old = Mail.objects.exclude(state=State.WAITING).filter(created__lt=timezone.now() - KEPT_FOR)
    return int(old.delete()[0])


def message_of(mail: Mail, body: str, files: tuple[File, ...]) -> EmailMessage:
    """The mail as it goes over the wire."""
    message = EmailMessage()
    name, mailbox = parseaddr(settings.MAIL_FROM)
    message["From"] = Address(display_name=name, addr_spec=mailbox)
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(timezone.localtime(mail.created))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: an absence note must not answer it
    if mail.account_id is not None:
        message["List-Unsubscribe"] = f"<{settings.ADDRESS}{reverse('mail_choice')}>"
    message.set_content(body)
    for file in files:
        main, _slash, sub = file.mime.partition("/")
        if main == "text":
            method = {"method": "PUBLISH"} if sub == "calendar" else {}
            message.add_attachment(file.data.decode(), subtype=sub, filename=file.name, params=method)
        else:
            message.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name)
    return message


def _claim() -> Mail | None:
    """Takes the next mail. Two workers may pick the same; the condition of the UPDATE lets one of them have it."""
    now = timezone.now()
    for mail in Mail.objects.claimable(now).select_related("account").order_by("due", "id")[:5]:
        if Mail.objects.claimable(now).filter(pk=mail.pk).update(claimed=now, attempts=F("attempts") + 1):
            mail.claimed, mail.attempts = now, mail.attempts + 1
            return mail
    return None


def _send(mail: Mail, send: Callable[[EmailMessage], None]) -> bool:
    content = mail.content()
    if content is None:
        raise MailError("sealed under another secret key", permanent=True)
    if mail.account is not None and not mail.account.is_active:
        raise MailError("the account is closed", permanent=True)
    send(message_of(mail, *content))
    # Named by its claim: somebody who took the mail over after us writes for himself.
    mine = Mail.objects.filter(pk=mail.pk, claimed=mail.claimed)
    mine.update(state=State.SENT, sent=timezone.now(), claimed=None, sealed="", problem="")
    return True


def _failed(mail: Mail, error: MailError) -> None:
    now = timezone.now()
    given_up = error.permanent or now - mail.created > GIVE_UP_AFTER
    wait = WAITS[min(mail.attempts, len(WAITS)) - 1]
    Mail.objects.filter(pk=mail.pk, claimed=mail.claimed).update(
        state=State.FAILED if given_up else State.WAITING, due=now + wait, claimed=None, problem=error.said
    )
    log.warning("mail %s does not go out%s: %s", mail.pk, " for good" if given_up else "", error.said)


def try_again(mails: Any) -> int:
    """Puts failed mails that still have their content into the queue again; gives their number."""
    now = timezone.now()
    failed = mails.filter(state=State.FAILED).exclude(sealed="")
    return int(failed.update(state=State.WAITING, due=now, created=now, attempts=0, problem=""))
