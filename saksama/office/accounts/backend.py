"""Login by account name or e-mail address."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.http import HttpRequest

from saksama.office.accounts.models import Account


class NameOrEmail(BaseBackend):
    """Finds the account and checks the password, in the same time whether there is one or not."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Account | None:
        """The account, or None."""
        if not username or password is None:
            return None
        name = username.strip().lower()
        account = Account.objects.filter(Q(username=name) | Q(email=name)).exclude(username="").first()
        if account is None:
            make_password(password)  # costs what a check costs: the clock must not tell which accounts exist
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session; None once it is closed, which ends the session."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
