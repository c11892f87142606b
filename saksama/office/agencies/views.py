"""The agencies of one's region."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.agencies import actions
from saksama.office.agencies.forms import AgencyForm
from saksama.office.agencies.models import Agency
from saksama.office.listing import listing
from saksama.office.trail.record import record


@audience("agencies.manage")
@require_safe
def agencies(request: OfficeRequest) -> HttpResponse:
    """Who is there, and who answers for them here."""
    rows = Agency.objects.visible_to(request.user).prefetch_related("liaisons")
    return render(request, "agencies/agencies.html", {"listing": listing(request, rows)})


@audience("agencies.manage")
@require_http_methods(["GET", "POST"])
def new_agency(request: OfficeRequest) -> HttpResponse:
    """Writes an agency down."""
    return _write(request, Agency(region=request.user.region), is_new=True)


@audience("agencies.manage")
@require_http_methods(["GET", "POST"])
def agency(request: OfficeRequest, pk: int) -> HttpResponse:
    """Changes an agency."""
    return _write(request, get_object_or_404(Agency.objects.visible_to(request.user), pk=pk), is_new=False)


def _write(request: OfficeRequest, subject: Agency, *, is_new: bool) -> HttpResponse:
    form = AgencyForm(request.POST or None, instance=subject, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            kept = form.save()
            action = actions.AGENCY_WRITTEN if is_new else actions.AGENCY_CHANGED
            record(request.user, action, kept, details={"changed": form.changed_data})
        messages.success(request, _("Saved."))
        return redirect("agencies")
    return render(request, "agencies/agency_form.html", {"form": form, "agency": None if is_new else subject})
