"""Setting a password with a one-time code, from a link or a printed slip."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from saksama.office.accounts import invitations
from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.forms import InvitationForm
from saksama.office.accounts.throttle import attempt, client_address


@audience(PUBLIC)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str = "") -> HttpResponse:
    """Asks for the code, unless the link brought it, and a password."""
    trying = attempt(request, f"invitation {client_address(request)}")  # a stranger elsewhere keeps nobody out
    owner = invitations.owner_of(request.POST.get("code") or code) if not trying.is_blocked() else None
    form = InvitationForm(request.POST or None, initial={"code": code}, account=owner)
    if request.method == "POST" and form.is_valid():
        account = invitations.redeem(form.cleaned_data["code"], form.cleaned_data["new_password"]) if owner else None
        if account is not None:
            text = _("Your password is set. Log in as %(name)s.") % {"name": account.username}
            messages.success(request, text)
            return redirect("login")
        if not trying.is_blocked():  # what is refused unseen must not prolong the block for everybody
            trying.note_failure()
        form.add_error("code", _("This code is unknown, used or too old. Ask your office for a new one."))
    return render(request, "accounts/invitation.html", {"form": form, "owner": owner, "code": code})
