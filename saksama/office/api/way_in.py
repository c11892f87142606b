"""How a program comes in: with a token in the header Authorization, never with the cookie of a browser.

The gate (accounts/gate.py) asks here who it is, and then decides by the table of permissions as for every page.
"""

import time

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from saksama.office.api.models import Bearer, Token, bearer_of
from saksama.office.api.problems import problem

LIMIT = 240  # requests a minute and token: a program that copies everything waits, the office does not
SCHEME = "bearer "


def enter(request: HttpRequest) -> HttpResponse | None:
    """Puts the bearer into the request, or gives the refusal."""
    translation.activate(_language(request))
    given = request.headers.get("Authorization", "")
    bearer = bearer_of(given[len(SCHEME) :].strip()) if given.lower().startswith(SCHEME) else None
    if bearer is None:
        what = _("Send a valid token in the header Authorization: Bearer …")
        refusal = problem(401, _("No valid token"), what)
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    if (wait := _seconds_to_wait(bearer.token)) > 0:
        what = _("This token has made %(limit)d requests within a minute. Wait %(wait)d seconds.")
        refusal = problem(429, _("Too many requests"), what % {"limit": LIMIT, "wait": wait})
        refusal["Retry-After"] = str(wait)
        return refusal
    request.user = bearer
    return None


def refuse(request: HttpRequest, permission: str) -> HttpResponse:
    """The bearer lacks a permission."""
    user = request.user
    by_role = isinstance(user, Bearer) and not super(Bearer, user).may(permission)
    what = _("The role of the account does not allow this.") if by_role else _("The token does not allow this.")
    return problem(403, _("Not allowed"), f"{what} ({permission})")


def _seconds_to_wait(token: Token) -> int:
    """0 while the token may go on. Counted in the database, as there are several server processes."""
    now = time.time()
    minute = int(now // 60)
    rows = Token.objects.filter(pk=token.pk)
    if not rows.filter(minute=minute).update(requests=F("requests") + 1):
        rows.update(minute=minute, requests=1, last_used=timezone.now())
        return 0
    used = rows.values_list("requests", flat=True).get()
    return int((minute + 1) * 60 - now) + 1 if used > LIMIT else 0


def _language(request: HttpRequest) -> str:
    wanted = request.headers.get("Accept-Language", "").lower().lstrip()
    return "en" if wanted.startswith("en") else "id"
