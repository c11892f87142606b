"""Setting a password with a one-time code, from a link or a printed slip."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from saksama.office.accounts import invitations, second_factor
from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.forms import InvitationForm
from saksama.office.accounts.throttle import CODE, attempt


@audience(PUBLIC)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str = "") -> HttpResponse:
    """Asks for the code, unless the link brought it, and a password."""
    given = request.POST.get("code") or code
    # Counted by code: in a training room many type theirs behind one address, and five slips must not stop them all.
    # What guessing is left is limited by address; a code has 80 bits.
    trying = attempt(request, f"{CODE}{second_factor.digest_of(given)[:16]}")
    is_blocked = trying.is_blocked()
    owner = None if is_blocked else invitations.owner_of(given)
    form = InvitationForm(request.POST or None, initial={"code": code}, account=owner)
    if request.method == "POST" and form.is_valid():
        account = invitations.redeem(form.cleaned_data["code"], form.cleaned_data["new_password"]) if owner else None
        if account is not None:
            text = _("Your password is set. Log in as %(name)s.") % {"name": account.username}
            messages.success(request, text)
            return redirect("login")
        if is_blocked:  # what is refused unseen must not prolong the block for everybody
            form.add_error("code", _("Too many wrong codes came from here. Wait 15 minutes, then type it again."))
        else:
            trying.note_failure()
            form.add_error("code", _("This code is unknown, used or too old. Ask your office for a new one."))
    context = {"form": form, "owner": owner, "code": code, "is_void": bool(code) and owner is None and not is_blocked}
    return render(request, "accounts/invitation.html", context)
