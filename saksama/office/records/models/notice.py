"""Notices: what somebody should know of, in the page and by e-mail."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from saksama.language import Text
from saksama.office.accounts.models import Account


class Notice(models.Model):
    """One sentence for one account, and where it leads."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120, blank=True)  # the same key tells the same person only once
    text_id = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], condition=~Q(key=""), name="notice_once"),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], condition=Q(read=None), name="notice_unread"),
            models.Index(fields=["id"], condition=Q(mailed=None), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """In the reader's language."""
        return Text(self.text_id, self.text_en).in_("en" if get_language() == "en" else "id")


def notify(accounts: Iterable[Account], text: Text, url: str = "", key: str = "") -> None:
    """Tells accounts something, in the transaction around. With a key each of them is told once only.

    Whoever wants each notice by e-mail at once gets one, in the same transaction; the others get a digest or none.
    """
    from saksama.office.records.by_mail import told  # reads notices itself

    people = {account.pk: account for account in accounts}
    if key:
        for pk in Notice.objects.filter(account__in=people, key=key).values_list("account", flat=True):
            del people[pk]
    mailed = told(people.values(), text, url, key)
    Notice.objects.bulk_create(
        [
            Notice(
                account=each,
                key=key,
                text_id=text.id[:300],
                text_en=text.en[:300],
                url=url,
                mailed=timezone.now() if pk in mailed else None,
            )
            for pk, each in people.items()
        ],
        ignore_conflicts=bool(key),  # somebody else may be telling the same at this moment
    )
