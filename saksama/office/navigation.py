"""The side navigation: which rooms a role sees. A room adds one line."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import may


@dataclass(frozen=True)
class Entry:
    """One line of the navigation."""

    route: str
    label: str | Promise
    permission: str  # of access.py; who lacks it does not see the line
    icon: str  # id of a symbol in static/office/icons.svg
    group: str | Promise = ""  # heading it stands under; those without one stand on top


LISTS, FIELD, RISKS, TOGETHER, OFFICE = _("Voter list"), _("In the field"), _("Risks"), _("Together"), _("Office")


ENTRIES: list[Entry] = [
    Entry("start", _("Start"), "start", "home"),
    Entry("notices", _("Notices"), "records.use", "letter"),
    Entry("search", _("Search"), "records.use", "search"),
    Entry("my_duties", _("Duty plan"), "dutyplan.read", "check", FIELD),
    Entry("posko", _("Election post"), "posko.read", "flag", FIELD),
    Entry("field_reports", _("Form A"), "fieldwork.read", "letter", FIELD),
    Entry("checklists", _("Checklists"), "checklists.read", "tasks", FIELD),
    Entry("offline", _("Without a signal"), "offline.use", "download", FIELD),
    Entry("violations", _("Violations"), "violations.read", "flag", FIELD),
    Entry("neutrality", _("Neutrality"), "neutrality.read", "person", FIELD),
    Entry("lists", _("Voter lists"), "lists.read", "list", LISTS),
    Entry("residues", _("Not yet listed"), "residue.read", "search", LISTS),
    Entry("coklit", _("Coklit"), "coklit.read", "field", LISTS),
    Entry("samples", _("Sample checks"), "samples.read", "check", LISTS),
    Entry("complaints", _("Voters' complaints"), "complaints.read", "person", LISTS),
    Entry("recommendations", _("Recommendations"), "recommendations.read", "letter", LISTS),
    Entry("threats", _("Threats (AGHT)"), "threats.read", "warning", RISKS),
    Entry("index", _("Vulnerability index"), "vulnerability.read", "chart", RISKS),
    Entry("meetings", _("Meetings"), "meetings.read", "people", TOGETHER),
    Entry("items", _("Action items"), "meetings.items", "check", TOGETHER),
    Entry("citizen_reports", _("Citizens' reports"), "citizens.read", "flag", TOGETHER),
    Entry("publicsite", _("Public page"), "publicsite.write", "map", TOGETHER),
    Entry("stages", _("Stages"), "stages.read", "calendar", OFFICE),
    Entry("regions", _("Regions"), "regions.read", "map", OFFICE),
    Entry("jobs", _("Background jobs"), "jobs.read", "clock", OFFICE),
    Entry("agencies", _("Agencies"), "agencies.manage", "people", OFFICE),
    Entry("accounts", _("Accounts"), "accounts.manage", "people", OFFICE),
    Entry("webhooks", _("Webhooks"), "webhooks.manage", "letter", OFFICE),
    Entry("outbox", _("E-mail"), "mail.manage", "letter", OFFICE),
    Entry("trail", _("Audit trail"), "trail.read", "chain", OFFICE),
]


@dataclass(frozen=True)
class Line:
    """A line as a role sees it."""

    entry: Entry
    url: str
    room: str  # first part of its address


@cache
def lines_of(role: str) -> tuple[Line, ...]:
    """The lines of a role; the same for as long as the process lives."""
    return tuple(
        Line(entry, url := reverse(entry.route), url.strip("/").partition("/")[0])
        for entry in ENTRIES
        if may(role, entry.permission)
    )


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the lines of the bar, the room this page is in, and the account."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.lacks_second_factor:
        return {"user": user, "bar": [], "room_here": "", "rooms_of": ""}
    match = request.resolver_match
    # On a phone the search is one tap further, under "More": the bar has room for what is used every day.
    bar = [line for line in lines_of(user.role) if line.entry.route != "search"][:4]
    return {
        "user": user,
        "bar": bar,
        "room_here": match.route.partition("/")[0] if match else "",
        "rooms_of": user.role,
    }
