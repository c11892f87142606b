"""A session begins: the one place, so that each is listed for its owner and stands in the trail."""

import time

from django.contrib.auth import login as open_session
from django.db import transaction
from django.http import HttpRequest

from saksama.office.accounts import actions
from saksama.office.accounts.models import Account
from saksama.office.accounts.throttle import client_address
from saksama.office.trail.record import record


@transaction.atomic
def begin(request: HttpRequest, account: Account) -> None:
    """Logs the account in on this device. Whoever calls it has made sure of who it is."""
    open_session(request, account)
    now = int(time.time())
    agent = request.META.get("HTTP_USER_AGENT", "")[:200]
    request.session.update({"started": now, "seen": now, "address": client_address(request), "agent": agent})
    record(account, actions.LOGGED_IN, account)
