"""The people not surely listed: masked in the table, whole to who checks them on the spot, and then in the trail."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.election.models import Region
from saksama.office.listing import listing
from saksama.office.residue import actions
from saksama.office.residue.forms import CheckForm, PersonFilter
from saksama.office.residue.look import look_at
from saksama.office.residue.models import PersonCheck, Residue, ResiduePerson, Verdict, check_person
from saksama.office.residue.models.check import finding_about
from saksama.office.rolls.places import places_to_choose
from saksama.office.trail.record import record
from saksama.reference.tms import tms_reasons


@audience("residue.people")
@require_safe
def residue_people(request: OfficeRequest, pk: int) -> HttpResponse:
    """Fifty at a time, in the order in which one walks: village, TPS, RT."""
    found: Residue = get_object_or_404(Residue.objects.visible_to(request.user).select_related("version"), pk=pk)
    places = places_to_choose(request.user.region, found.region, request.GET.get("place", ""))
    form = PersonFilter(request.GET, places=places)
    form.is_valid()  # what is no choice is said at its field; the other filters hold
    rows: QuerySet[ResiduePerson] = ResiduePerson.objects.visible_to(request.user).filter(residue=found)
    if form.cleaned_data.get("place"):
        rows = rows.filter(region__within=form.cleaned_data["place"])
    for name in ("source", "presence", "status"):
        if form.cleaned_data.get(name):
            rows = rows.filter(**{name: form.cleaned_data[name]})
    page = listing(request, rows)
    codes = {each.region for each in page.rows} | {each.district for each in page.rows}
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    people = [(each, names.get(each.region, each.region), names.get(each.district, "")) for each in page.rows]
    context = {"residue": found, "form": form, "listing": page, "people": people}
    return render(request, "residue/people.html", context)


@audience("residue.people")
@require_http_methods(["GET", "HEAD", "POST"])
def residue_person(request: OfficeRequest, pk: int, person: int) -> HttpResponse:
    """Name and address, which the trail notes; who in the list may be the same; what was found out at the door."""
    rows = ResiduePerson.objects.visible_to(request.user).select_related("residue__version", "residue__dpk", "report")
    found: ResiduePerson = get_object_or_404(rows, pk=person, residue_id=pk)
    may_check = request.user.may("residue.check")
    form = CheckForm(request.POST or None)
    if request.method == "POST" and may_check and form.is_valid():
        said = form.cleaned_data
        check_person(found, request.user, Verdict(said["verdict"]), reason=said["reason"], note=said["note"])
        messages.success(request, _("The check is kept."))
    names = dict(Region.objects.filter(code__in=[found.region, found.district]).values_list("code", "name"))
    village = names.get(found.region, "")
    lines = look_at(found, village)
    with transaction.atomic():
        record(request.user, actions.PERSON_SEEN, found, details={"residue": pk})
    context = {
        "person": found,
        "residue": found.residue,
        "village": village,
        "district": names.get(found.district, ""),
        "lines": lines,
        "has_other": any(line.listed for line in lines),
        "checks": _checks(found),
        "form": form if may_check else None,
        "finding": finding_about(found),
    }
    return render(request, "residue/person.html", context)


def _checks(person: ResiduePerson) -> list[tuple[PersonCheck, object]]:
    """Of this search and of earlier ones, the latest first, each with its reason in words."""
    rows = PersonCheck.objects.filter(
        person__source=person.source,
        person__source_file=person.source_file,
        person__source_row=person.source_row,
        person__residue__region=person.residue.region,
        person__residue__dpk=person.residue.dpk_id,
    ).select_related("by", "person__residue__version")
    reasons = tms_reasons()
    return [(each, reasons[each.reason].title if each.reason in reasons else None) for each in rows[:20]]
