"""Accounts as the administrator sees them: list, make, change, close, new one-time code."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts import actions, invitations, second_factor
from saksama.office.accounts.access import audience
from saksama.office.accounts.by_mail import can_be_mailed, mail_link
from saksama.office.accounts.forms import AccountFilter, AccountForm
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.mail.transport import is_on
from saksama.office.trail.record import record


@audience("accounts.manage")
@require_safe
def accounts(request: OfficeRequest) -> HttpResponse:
    """All accounts of the own region."""
    rows = Account.objects.visible_to(request.user)
    form = AccountFilter(request.GET)
    if form.is_valid():
        chosen = form.cleaned_data
        if chosen["q"]:
            rows = rows.filter(Q(name__icontains=chosen["q"]) | Q(username__icontains=chosen["q"]))
        if chosen["role"]:
            rows = rows.filter(role=chosen["role"])
        if chosen["state"]:
            rows = rows.filter(is_active=chosen["state"] == "open")
    return render(request, "accounts/accounts.html", {"form": form, "listing": listing(request, rows)})


@audience("accounts.manage")
@require_http_methods(["GET", "POST"])
def new_account(request: OfficeRequest) -> HttpResponse:
    """Makes an account and shows its one-time code."""
    form = AccountForm(request.POST or None, administrator=request.user)
    if form.is_valid():
        account = form.save(commit=False)
        account.set_unusable_password()
        with transaction.atomic():
            account.save()
            record(request.user, actions.ACCOUNT_CREATED, account, details={"role": account.role})
            code = invitations.issue(account, request.user)
            mailed = _mailed(request, account, code)
        return _slips(request, [(account, code)], mailed)
    return render(request, "accounts/account_form.html", {"form": form, "mail_is_on": is_on()})


@audience("accounts.manage")
@require_http_methods(["GET", "POST"])
def account(request: OfficeRequest, pk: int) -> HttpResponse:
    """One account: change it, and the buttons for the rest."""
    subject = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    form = AccountForm(request.POST or None, instance=subject, administrator=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, actions.ACCOUNT_CHANGED, subject, details={"fields": form.changed_data})
        messages.success(request, _("Saved."))
        return redirect("account", pk=pk)
    return render(
        request,
        "accounts/account_form.html",
        {"form": form, "subject": subject, "can_be_mailed": can_be_mailed(subject)},
    )


@audience("accounts.manage")
@require_POST
def new_code(request: OfficeRequest, pk: int) -> HttpResponse:
    """Issues a new one-time code, on paper or also by e-mail; the earlier one is void."""
    subject = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    with transaction.atomic():
        code = invitations.issue(subject, request.user)
        mailed = _mailed(request, subject, code)
    return _slips(request, [(subject, code)], mailed)


@audience("accounts.manage")
@require_POST
def close_or_open(request: OfficeRequest, pk: int) -> HttpResponse:
    """Closes an open account, which ends its sessions at once; opens a closed one."""
    subject = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    if subject == request.user:
        messages.error(request, _("You cannot close your own account."))
        return redirect("account", pk=pk)
    with transaction.atomic():
        subject.is_active = not subject.is_active
        subject.save(update_fields=["is_active"])
        if not subject.is_active:
            subject.sessions.all().delete()
        record(request.user, actions.ACCOUNT_CHANGED, subject, details={"open": subject.is_active})
    messages.success(request, _("The account is open.") if subject.is_active else _("The account is closed."))
    return redirect("account", pk=pk)


@audience("accounts.manage")
@require_POST
def remove_second_factor(request: OfficeRequest, pk: int) -> HttpResponse:
    """For somebody who lost the telephone and the recovery codes: it is set up anew at the next login."""
    subject = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    with transaction.atomic():
        second_factor.take_off(subject)
        subject.sessions.all().delete()
        record(request.user, actions.TWO_FACTOR_OFF, subject)
    messages.success(request, _("Two-factor login is removed. It will be asked for at the next login."))
    return redirect("account", pk=pk)


def _mailed(request: OfficeRequest, account: Account, code: str) -> bool:
    if not request.POST.get("by_mail") or not can_be_mailed(account):
        return False
    mail_link(account, code, request.user)
    return True


def _slips(request: OfficeRequest, codes: list[tuple[Account, str]], mailed: bool) -> HttpResponse:
    context = {"slips": codes, "days": invitations.VALID_FOR.days, "mailed": mailed}
    return render(request, "accounts/slips.html", context)
