"""Writing down what was counted: of one TPS on the phone, of many from a file."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.coklit.counting import keep, read_file
from saksama.office.coklit.forms import CountForm, FileForm
from saksama.office.coklit.models import CoklitCount
from saksama.office.coklit.oddities import oddities
from saksama.office.coklit.period import coklit_ends, current_election
from saksama.office.election.models import Level, PollingStation, Region

MOST_SHOWN = 200  # problems on the page; who has more has the wrong file
TPS = re.compile(r"[0-9]{3}")


@audience("coklit.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def enter_coklit(request: OfficeRequest, village: str, tps: str) -> HttpResponse:
    """The counts of one TPS. What is odd must be said to be so before it is kept."""
    region: Region = get_object_or_404(Region.objects.within(request.user.region), code=village, level=Level.VILLAGE)
    if not TPS.fullmatch(tps):
        raise Http404
    election = current_election()
    known = CoklitCount.objects.visible_to(request.user).filter(election=election, region=village, tps=tps).first()
    count = known or CoklitCount(
        election=election, region=village, tps=tps, day=min(today(), coklit_ends(election) or today())
    )
    form = CountForm(request.POST or None, instance=count)
    odd: list[str] = []
    if form.is_valid():
        voters = PollingStation.objects.filter(election=election, region=village, number=tps).values_list("voters")
        odd = oddities(count, voters=next((number for (number,) in voters), None), ends=coklit_ends(election))
        if not odd or form.cleaned_data["anyway"]:
            count.by = request.user
            count.pk = None  # kept by its place: whoever else has counted meanwhile has the same row
            keep([count], request.user)
            messages.success(request, _("The counts of TPS %(tps)s are kept.") % {"tps": tps})
            return redirect(f"{reverse('coklit')}?place={village}")
    context = {"form": form, "village": region, "tps": tps, "odd": odd, "count": known}
    return render(request, "coklit/enter.html", context)


@audience("coklit.enter")
@require_http_methods(["POST"])
def choose_station(request: OfficeRequest) -> HttpResponse:
    """From the village and the number typed to the form of that TPS."""
    village, number = request.POST.get("village", ""), request.POST.get("tps", "").strip()
    get_object_or_404(Region.objects.within(request.user.region), code=village, level=Level.VILLAGE)
    if not re.fullmatch(r"[0-9]{1,3}", number) or int(number) == 0:
        messages.error(request, _("Write the number of the TPS, 1 to 999."))
        return redirect(f"{reverse('coklit')}?place={village}")
    return redirect("enter_coklit", village=village, tps=number.zfill(3))


@audience("coklit.upload")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_coklit(request: OfficeRequest) -> HttpResponse:
    """Every row is checked before one is kept."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = read_file(file.read(), file.name, request.user, current_election(), form.cleaned_data["day"])
            problems = reading.problems
        except InputError as error:
            problems = [error]
        if not problems and not reading.counts:
            form.add_error("file", _("There is no TPS in this file."))
        elif not problems:
            keep(reading.counts, request.user, sha256=reading.sha256)
            said = ngettext(
                "The counts of %(count)d TPS are kept.", "The counts of %(count)d TPS are kept.", len(reading.counts)
            )
            messages.success(request, said % {"count": len(reading.counts)})
            return redirect("coklit")
        context |= {"problems": problems[:MOST_SHOWN], "count": len(problems)}
    return render(request, "coklit/upload.html", context)
