"""Many accounts in one go, with a sheet of one-time codes to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from saksama.errors import InputError
from saksama.office.accounts import appointments, invitations
from saksama.office.accounts.access import audience
from saksama.office.accounts.forms import AppointmentForm
from saksama.office.accounts.request import OfficeRequest

MOST_SHOWN = 200  # problems on the page; who has more has the wrong file


@audience("accounts.manage")
@require_http_methods(["GET", "POST"])
def bulk_accounts(request: OfficeRequest) -> HttpResponse:
    """Reads the appointment list: all good → accounts and their slips, else every problem with row and column."""
    form = AppointmentForm(request.POST or None, request.FILES or None)
    problems: list[InputError] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = appointments.read(file.read(), file.name, request.user)
            problems = reading.problems
            if not problems and reading.appointments:
                made = appointments.create(reading.appointments, request.user)
                return render(request, "accounts/slips.html", {"slips": made, "days": invitations.VALID_FOR.days})
        except InputError as error:
            problems = [error]
    context = {
        "form": form,
        "problems": problems[:MOST_SHOWN],
        "count": len(problems),
        "words": appointments.ROLE_WORDS,
    }
    return render(request, "accounts/bulk_accounts.html", context)
