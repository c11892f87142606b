"""Logging in and out: password, then the code of the authenticator."""

import time

from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth import logout as close_session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts import actions, login_session, second_factor
from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.forms import CodeForm, LoginForm
from saksama.office.accounts.models import Account
from saksama.office.accounts.throttle import Attempt, attempt
from saksama.office.trail.actions import Action
from saksama.office.trail.record import record

HALF_LOGIN = "half_login"  # session key between password and code
HALF_LOGIN_SECONDS = 300


@audience(PUBLIC)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Asks for name and password."""
    if request.user.is_authenticated:
        return redirect("start")
    form = LoginForm(request.POST or None)
    if form.is_valid():
        trying = attempt(request, form.cleaned_data["username"])
        if trying.is_blocked():
            _refuse(trying, actions.LOGIN_THROTTLED)
            form.add_error(None, _("Too many attempts. Wait 15 minutes, or ask your office for a one-time code."))
        else:
            account = authenticate(request, **form.cleaned_data)
            if isinstance(account, Account):
                return _password_was_right(request, account, trying)
            trying.note_failure()
            _refuse(trying, actions.LOGIN_FAILED)
            form.add_error(None, _("Name or password is wrong."))
    return render(request, "accounts/login.html", {"form": form, "next": _next(request)})


@audience(PUBLIC)
@require_http_methods(["GET", "POST"])
def login_code(request: HttpRequest) -> HttpResponse:
    """Asks for the code of the authenticator."""
    account = _half_logged_in(request)
    if account is None:
        messages.warning(request, _("Log in again: the time for the code is over."))
        return redirect("login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        trying, code = attempt(request, account.username), form.cleaned_data["code"]
        if trying.is_blocked():
            _refuse(trying, actions.LOGIN_THROTTLED)
            form.add_error(None, _("Too many attempts. Wait 15 minutes, or ask your office for a one-time code."))
        elif second_factor.accepts_code(account, code):
            return _complete(request, account, trying)
        elif second_factor.accepts_recovery_code(account, code):
            return _complete(request, account, trying, recovery=True)
        else:
            trying.note_failure()
            _refuse(trying, actions.CODE_FAILED)
            form.add_error("code", _("This code is not right, or it was used already. Wait for the next one."))
    return render(request, "accounts/login_code.html", {"form": form, "next": _next(request)})


@audience(PUBLIC)
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Ends this session."""
    if request.user.is_authenticated:
        with transaction.atomic():
            record(request.user, actions.LOGGED_OUT, request.user)
            close_session(request)
    return redirect("login")


def _password_was_right(request: HttpRequest, account: Account, trying: Attempt) -> HttpResponse:
    if not account.has_second_factor:
        return _complete(request, account, trying)
    request.session.cycle_key()
    request.session[HALF_LOGIN] = {"account": account.pk, "at": time.time()}
    return redirect(f"{reverse('login_code')}?{urlencode({'next': _next(request)})}")


def _half_logged_in(request: HttpRequest) -> Account | None:
    half = request.session.get(HALF_LOGIN)
    if not half or time.time() - half["at"] > HALF_LOGIN_SECONDS:
        return None
    return Account.objects.filter(pk=half["account"], is_active=True).first()


@transaction.atomic
def _complete(request: HttpRequest, account: Account, trying: Attempt, *, recovery: bool = False) -> HttpResponse:
    target = _next(request)
    request.session.pop(HALF_LOGIN, None)
    trying.forget_failures()
    if recovery:
        record(account, actions.RECOVERY_CODE_USED, account)
    login_session.begin(request, account)
    return redirect(target or "start")


def _refuse(trying: Attempt, action: Action) -> None:
    """Writes the refusal down. What was typed as a name may be a password: only the name of an account is kept."""
    account = Account.objects.filter(username=trying.username).first()
    with transaction.atomic():
        record(None, action, account, details={"address": trying.address})


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else ""
