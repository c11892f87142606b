"""A list handed over by mistake is withdrawn, after what comes of it was read; and the way back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.rolls.models import ListVersion
from saksama.office.rolls.withdrawing import WithdrawForm, consequences, stand_again, withdraw


@audience("lists.withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_list(request: OfficeRequest, pk: int) -> HttpResponse:
    """What comes of it, and the reason; the button does it."""
    version = _list_or_404(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw(version, request.user, form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The list is withdrawn. No room uses it any more."))
            return redirect("list", pk=pk)
    context = {"version": version, "form": form, "consequences": consequences(version)}
    return render(request, "rolls/withdraw.html", context)


@audience("lists.withdraw")
@require_POST
def list_stands_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """The withdrawal was the mistake."""
    version = _list_or_404(request, pk)
    try:
        stand_again(version, request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The withdrawal is taken back. The list is used as before."))
    return redirect("list", pk=pk)


def _list_or_404(request: OfficeRequest, pk: int) -> ListVersion:
    """Of one's own region: who sees a list of a wider one may not decide about it."""
    version: ListVersion = get_object_or_404(ListVersion.objects.within(request.user.region), pk=pk)
    return version
