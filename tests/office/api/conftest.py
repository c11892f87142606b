"""Programs with a token."""

from typing import Any

from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.api.issuing import issue
from saksama.office.api.models import Token
from saksama.office.api.scopes import scopes_of


def token_of(account: Account, permissions: list[str] | None = None, region: str | None = None) -> tuple[Token, str]:
    """A token of somebody's own, with everything it can have unless the test wants less."""
    chosen = [each.permission for each in scopes_of(account)] if permissions is None else permissions
    where = account.region if region is None else region
    return issue(account, account, name="uji", permissions=chosen, region=where, days=7)


def program(
    account: Account, permissions: list[str] | None = None, region: str | None = None, **headers: Any
) -> Client:
    """A program of somebody's."""
    _token, text = token_of(account, permissions, region)
    return Client(headers={"authorization": f"Bearer {text}", "accept-language": "en", **headers})
