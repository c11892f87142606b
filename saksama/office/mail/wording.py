"""What stands in every mail around its one sentence, in the language of its reader."""

from collections.abc import Iterable
from typing import Literal, cast

from django.conf import settings
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.mail.models import Preference

Language = Literal["id", "en"]

OPEN_IT = Text("Buka: {url}", "Open it: {url}")
FOOT = Text(
    "Surel otomatis dari Saksama, jangan dibalas. Ubah kapan Anda dikirimi surel: {url}",
    "Automatic e-mail of Saksama, please do not answer it. Change when you are written to: {url}",
)


def in_language_of(accounts: Iterable[Account]) -> dict[int, Language]:
    """The language that each account has chosen for its mails; one query."""
    people = [each.pk for each in accounts]
    chosen = dict(Preference.objects.filter(account__in=people).values_list("account", "language"))
    return {pk: cast(Language, chosen.get(pk, "id")) for pk in people}


def signed(said: str, path: str, language: Language) -> str:
    """The body of a mail: the sentence, the page it leads to, and where to change one's choice."""
    parts = [said]
    if path:
        parts.append(OPEN_IT.fill(url=absolute(path)).in_(language))
    parts.append("-- \n" + FOOT.fill(url=absolute(reverse("mail_choice"))).in_(language))
    return "\n\n".join(parts) + "\n"


def absolute(path: str) -> str:
    """With the address of the office before it."""
    return f"{settings.ADDRESS}{path}"
