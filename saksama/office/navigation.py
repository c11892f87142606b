"""The side navigation: which rooms a role sees. A room adds one line."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
    Entry("my_duties", _("Duty plan"), "dutyplan.read", "check"),
    Entry("checklists", _("Checklists"), "checklists.read", "tasks"),
    Entry("posko", _("Election post"), "posko.read", "flag"),
    Entry("lists", _("Voter lists"), "lists.read", "list"),
    Entry("residues", _("Not yet listed"), "residue.read", "search"),
    Entry("samples", _("Sample checks"), "samples.read", "check"),
    Entry("coklit", _("Coklit"), "coklit.read", "field"),
    Entry("threats", _("Threats (AGHT)"), "threats.read", "warning"),
    Entry("index", _("Vulnerability index"), "vulnerability.read", "chart"),
    Entry("recommendations", _("Recommendations"), "recommendations.read", "letter"),
    Entry("complaints", _("Voters' complaints"), "complaints.read", "person"),
    Entry("field_reports", _("Form A"), "fieldwork.read", "letter"),
    Entry("meetings", _("Meetings"), "meetings.read", "people"),
    Entry("items", _("Action items"), "meetings.items", "check"),
    Entry("violations", _("Violations"), "violations.read", "flag"),
    Entry("stages", _("Stages"), "stages.read", "calendar"),
    Entry("regions", _("Regions"), "regions.read", "map"),
    Entry("jobs", _("Background jobs"), "jobs.read", "clock"),
    Entry("agencies", _("Agencies"), "agencies.manage", "people"),
    Entry("accounts", _("Accounts"), "accounts.manage", "people"),
    Entry("trail", _("Audit trail"), "trail.read", "chain"),
    Entry("lists", _("Voter lists"), "lists.read", "list", LISTS),
    Entry("residues", _("Not yet listed"), "residue.read", "search", LISTS),
    Entry("coklit", _("Coklit"), "coklit.read", "field", LISTS),
    Entry("recommendations", _("Recommendations"), "recommendations.read", "letter", LISTS),
    Entry("complaints", _("Voters' complaints"), "complaints.read", "person", LISTS),
    Entry("my_duties", _("Duty plan"), "dutyplan.read", "check", FIELD),
    Entry("checklists", _("Checklists"), "checklists.read", "tasks", FIELD),
    Entry("field_reports", _("Form A"), "fieldwork.read", "letter", FIELD),
    Entry("posko", _("Election post"), "posko.read", "flag", FIELD),
    Entry("threats", _("Threats (AGHT)"), "threats.read", "warning", RISKS),
    Entry("index", _("Vulnerability index"), "vulnerability.read", "chart", RISKS),
    Entry("meetings", _("Meetings"), "meetings.read", "people", TOGETHER),
    Entry("items", _("Action items"), "meetings.items", "check", TOGETHER),
    Entry("stages", _("Stages"), "stages.read", "calendar", OFFICE),
    Entry("regions", _("Regions"), "regions.read", "map", OFFICE),
    Entry("jobs", _("Background jobs"), "jobs.read", "clock", OFFICE),
    Entry("agencies", _("Agencies"), "agencies.manage", "people", OFFICE),
    Entry("accounts", _("Accounts"), "accounts.manage", "people", OFFICE),
    Entry("trail", _("Audit trail"), "trail.read", "chain", OFFICE),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the lines this account sees, the one it is on, and the account."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.lacks_second_factor:
        return {"user": user, "navigation": []}
    match = request.resolver_match
    room = match.route.partition("/")[0] if match else ""
    lines = []
    for entry in ENTRIES:
        if user.may(entry.permission):
            url = reverse(entry.route)
            lines.append({"entry": entry, "url": url, "here": room == url.strip("/").partition("/")[0]})
    return {"user": user, "navigation": lines}
