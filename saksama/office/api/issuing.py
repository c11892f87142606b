"""Making and revoking tokens; both stand in the audit trail."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.api import actions
from saksama.office.api.models import Token, digest_of
from saksama.office.api.scopes import scopes_of
from saksama.office.trail.record import record

PREFIX = "saksama_"  # so that a token that got into a repository is found by whoever looks for such things
BITS = 256
LONGEST = 366  # days


@transaction.atomic
def issue(
    account: Account, by: Account, *, name: str, permissions: Iterable[str], region: str, days: int
) -> tuple[Token, str]:
    """A new token and its text, which is shown once and kept nowhere.

    Raises:
        PermissionDenied: more than the account has, or an account that is a person's own.
        ValueError: it would never end.
    """
    chosen = sorted(set(permissions))
    own = {scope.permission for scope in scopes_of(account)}
    if not set(chosen) <= own or not covers(account.region, region):
        raise PermissionDenied
    if by.pk != account.pk and not is_system_account(account):
        raise PermissionDenied
    if not 0 < days <= LONGEST:
        raise ValueError(f"a token lasts 1 to {LONGEST} days")
    text = PREFIX + secrets.token_urlsafe(BITS // 8)
    token: Token = Token.objects.create(
        account=account,
        name=name,
        digest=digest_of(text),
        permissions=chosen,
        region=region,
        made_by=by,
        expires=timezone.now() + timedelta(days=days),
    )
    details = {"account": account.username, "permissions": chosen, "days": days}
    record(by, actions.TOKEN_MADE, token, region=region, details=details)
    return token, text


@transaction.atomic
def revoke(token: Token, by: Account) -> None:
    """From now on it opens nothing; it stays in the list, since the trail names it."""
    if Token.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
        record(by, actions.TOKEN_REVOKED, token, region=token.region, details={"account": token.account.username})


def is_system_account(account: Account) -> bool:
    """True if nobody logs in with it: no password has ever been set."""
    return account.is_active and not account.has_usable_password()
