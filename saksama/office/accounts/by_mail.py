"""The link to set a password with, by e-mail: for an administrator who is not in the same room as its owner."""

from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts import actions, invitations
from saksama.office.accounts.models import Account
from saksama.office.mail.outbox import letter, put
from saksama.office.mail.transport import is_on
from saksama.office.mail.wording import absolute, in_language_of, signed
from saksama.office.trail.record import record

SUBJECT = Text("Akun Saksama Anda", "Your account at Saksama")
BODY = Text(
    "Nama akun Anda: {name}\n\nBuat sandi melalui tautan ini dalam {days} hari; tautan berlaku satu kali:\n{url}",
    "Your account name: {name}\n\nSet a password by this link within {days} days; it is good once:\n{url}",
)


def can_be_mailed(account: Account) -> bool:
    """True if this office sends e-mail and the account has an address."""
    return bool(account.email) and is_on()


def mail_link(account: Account, code: str, by: Account) -> None:
    """In the transaction that made the code; the outbox keeps it encrypted and wipes it once it is sent."""
    language = in_language_of([account])[account.pk]
    url = absolute(reverse("invitation_link", args=[code]))
    body = BODY.fill(name=account.username, days=invitations.VALID_FOR.days, url=url).in_(language)
    put([letter(account.email, SUBJECT.in_(language), signed(body, "", language), account=account)])
    record(by, actions.LINK_MAILED, account)
