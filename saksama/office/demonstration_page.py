"""Who can be tried out in the demonstration, with the codes that the login asks for. See demonstration_settings."""

from dataclasses import dataclass

import pyotp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts import login_session
from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.demonstration import PASSWORD, PEOPLE, SHOWN, Person
from saksama.office.election.models import Region


@dataclass(frozen=True)
class Visitable:
    """A person to be, and what the login page would ask."""

    account: Account
    person: Person
    region: str
    code: str  # of the authenticator, empty where the role needs none


@audience(PUBLIC)
@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """One of each role, to be entered as with one click or through the login page."""
    accounts = Account.objects.get_queryset().in_bulk(SHOWN, field_name="username")
    regions = Region.objects.in_bulk([PEOPLE[name].region for name in SHOWN])
    people = [
        Visitable(accounts[name], PEOPLE[name], regions[PEOPLE[name].region].name, _code(accounts[name]))
        for name in SHOWN
        if name in accounts
    ]
    context = {"people": people, "password": PASSWORD, "today": today(), "next": request.GET.get("next", "")}
    return render(request, "office/demonstration.html", context)


@audience(PUBLIC)
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Logs in as one of the made-up people, and as nobody else."""
    account = Account.objects.filter(username=request.POST.get("username", ""), is_active=True).first()
    if account is None or account.username not in SHOWN:
        raise Http404
    login_session.begin(request, account)
    target = request.POST.get("next", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "start")


def _code(account: Account) -> str:
    return pyotp.TOTP(account.totp_secret).now() if account.totp_secret else ""
