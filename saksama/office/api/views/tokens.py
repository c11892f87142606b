"""Tokens: one's own, and those of accounts that only a program uses."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.models import Account
from saksama.office.accounts.request import OfficeRequest
from saksama.office.accounts.throttle import attempt
from saksama.office.api.forms import TokenForm
from saksama.office.api.issuing import is_system_account, issue, revoke
from saksama.office.api.models import Token


@audience("api.tokens")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: OfficeRequest) -> HttpResponse:
    """One's own."""
    return _page(request, request.user)


@audience("accounts.manage")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def system_tokens(request: OfficeRequest, pk: int) -> HttpResponse:
    """Those of an account that nobody logs in with."""
    account: Account = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    if account != request.user and not is_system_account(account):
        raise Http404
    return _page(request, account)


@audience("api.tokens")
@require_POST
def revoke_token(request: OfficeRequest, pk: int) -> HttpResponse:
    """It opens nothing any more."""
    token: Token = get_object_or_404(Token.objects.visible_to(request.user).select_related("account"), pk=pk)
    revoke(token, request.user)
    messages.success(request, _("The token is revoked."))
    if token.account_id == request.user.pk:
        return redirect("tokens")
    return redirect("system_tokens", pk=token.account_id)


def _page(request: OfficeRequest, account: Account) -> HttpResponse:
    trying = attempt(request, request.user.username)
    form = TokenForm(request.POST or None, account=account, by=request.user, trying=trying)
    rows = Token.objects.visible_to(request.user).filter(account=account)
    context = {
        "form": form,
        "account": account,
        "is_own": account == request.user,
        "tokens": rows,
        "groups": form.groups(),
    }
    if form.is_valid():
        chosen = form.cleaned_data
        _token, text = issue(
            account,
            request.user,
            name=chosen["name"],
            permissions=chosen["permissions"],
            region=chosen["region"],
            days=chosen["days"],
        )
        return render(request, "api/token_made.html", {**context, "text": text})
    return render(request, "api/tokens.html", context)
