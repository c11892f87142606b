"""One's own account: profile, password, two-factor login, sessions."""

import hashlib

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts import actions, second_factor
from saksama.office.accounts.access import audience
from saksama.office.accounts.forms import ChangePasswordForm, CodeForm, NewTelephoneForm, ProfileForm
from saksama.office.accounts.models import AccountSession
from saksama.office.accounts.request import OfficeRequest
from saksama.office.accounts.throttle import attempt
from saksama.office.trail.record import record

NEW_SECRET = "new_totp_secret"  # noqa: S105 - the name of a session key


@audience("account.own")
@require_http_methods(["GET", "POST"])
def profile(request: OfficeRequest) -> HttpResponse:
    """Name and addresses, and the list of sessions."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, actions.ACCOUNT_CHANGED, request.user, details={"fields": form.changed_data})
        messages.success(request, _("Saved."))
        return redirect("profile")
    request.user.refresh_from_db()
    sessions = request.user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen")
    rows = [
        {"session": row, "id": public_id(row), "here": row.session_key == request.session.session_key}
        for row in sessions
    ]
    return render(request, "accounts/profile.html", {"form": form, "sessions": rows})


@audience("account.own")
@require_POST
def end_session(request: OfficeRequest, session_id: str) -> HttpResponse:
    """Ends one of one's own sessions, as on a telephone that was lost."""
    for session in request.user.sessions.all():
        if public_id(session) == session_id:
            with transaction.atomic():
                session.delete()
                record(request.user, actions.SESSION_ENDED, request.user)
            messages.success(request, _("The session has ended."))
            return redirect("profile")
    raise Http404


@audience("account.own")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: OfficeRequest) -> HttpResponse:
    """Changes the password; the other sessions end."""
    form = ChangePasswordForm(request.POST or None, account=request.user)
    if _is_guessing(request):
        return redirect("profile")
    if _is_valid(request, form):
        with transaction.atomic():
            request.user.set_password(form.cleaned_data["new_password"])
            request.user.save(update_fields=["password"])
            update_session_auth_hash(request, request.user)
            record(request.user, actions.PASSWORD_CHANGED, request.user)
        messages.success(request, _("The password is changed. Other devices are logged out."))
        return redirect("profile")
    return render(request, "accounts/password.html", {"form": form})


@audience("account.own")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def two_factor(request: OfficeRequest) -> HttpResponse:
    """Sets up the authenticator app, the first time or for a new telephone; shows the recovery codes once."""
    secret = request.session.setdefault(NEW_SECRET, second_factor.new_secret())
    sent = request.POST or None
    form = NewTelephoneForm(sent, account=request.user) if request.user.has_second_factor else CodeForm(sent)
    if _is_guessing(request):
        return redirect("profile")
    if _is_valid(request, form):
        step = second_factor.matching_step(secret, form.cleaned_data["code"])
        if step is not None:
            with transaction.atomic():
                codes = second_factor.set_up(request.user, secret, step)
                record(request.user, actions.TWO_FACTOR_ON, request.user)
            del request.session[NEW_SECRET]
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
        form.add_error("code", _("This is not the code that the app shows now. Is the telephone's clock right?"))
    uri = second_factor.provisioning_uri(request.user, secret)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))  # to be typed by hand
    context = {"form": form, "picture": second_factor.picture(uri), "secret": secret, "groups": groups}
    return render(request, "accounts/two_factor.html", context)


def _is_guessing(request: OfficeRequest) -> bool:
    """Somebody else may sit at a computer that was left, and guess the password as at the login."""
    if request.method != "POST" or not attempt(request, request.user.username).is_blocked():
        return False
    with transaction.atomic():
        record(request.user, actions.LOGIN_THROTTLED, request.user)
    messages.error(request, _("Too many wrong passwords. Wait 15 minutes."))
    return True


def _is_valid(request: OfficeRequest, form: forms.Form) -> bool:
    if form.is_valid():
        return True
    if form.data.get("password") and "password" in form.errors:
        attempt(request, request.user.username).note_failure()
    return False


def public_id(session: AccountSession) -> str:
    """A name for a session that does not give its key away."""
    return hashlib.sha256(session.session_key.encode()).hexdigest()[:16]
