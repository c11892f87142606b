"""One-time codes: with one an account's owner sets the password, the first time or after forgetting it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from saksama.office.accounts import actions
from saksama.office.accounts.models import Account, Invitation, LoginFailure
from saksama.office.accounts.second_factor import digest_of, new_code
from saksama.office.trail.record import record

VALID_FOR = timedelta(days=14)
CODE_LENGTH = 16  # characters of 5 bits: 80 bits, beyond guessing at any rate the throttle allows


def issue(account: Account, by: Account | None) -> str:
    """Makes a code for the account and voids its earlier ones. The code is not kept: it can be shown only now."""
    code = new_code(CODE_LENGTH)
    now = timezone.now()
    with transaction.atomic():
        account.invitations.filter(used=None).update(used=now)
        Invitation.objects.create(account=account, digest=digest_of(code), made_by=by, expires=now + VALID_FOR)
        record(by or "system", actions.ACCOUNT_INVITED, account)
    return code


def owner_of(code: str) -> Account | None:
    """The account a code is good for, None if it is unknown, used or too old."""
    invitation = (
        Invitation.objects.select_related("account")
        .filter(digest=digest_of(code), used=None, expires__gt=timezone.now(), account__is_active=True)
        .first()
    )
    return invitation.account if invitation else None


@transaction.atomic
def redeem(code: str, password: str) -> Account | None:
    """Sets the password and uses the code up; None if somebody was faster or the code is not good.

    Who has tried too often is told to ask for a code, so with it the failures are forgotten.
    Sessions of the account end by themselves, as they are bound to the old password.
    """
    account = owner_of(code)
    now = timezone.now()
    # The condition makes of two requests with the same code one lose.
    if account is None or not Invitation.objects.filter(digest=digest_of(code), used=None).update(used=now):
        return None
    account.set_password(password)
    account.save(update_fields=["password"])
    LoginFailure.objects.filter(username__in=[name for name in (account.username, account.email) if name]).delete()
    record(account, actions.INVITATION_USED, account)
    return account
