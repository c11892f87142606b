"""What each role does most, one tap away on the start page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account


@dataclass(frozen=True)
class Shortcut:
    """A button."""

    route: str
    label: str | Promise
    icon: str


NEW_REPORT = Shortcut("begin_report", _("New Form A"), "letter")
LOG = Shortcut("new_log_entry", _("Write in the log"), "flag")
COMPLAINT = Shortcut("new_complaint", _("Take a complaint"), "person")
THREAT = Shortcut("new_threat", _("Write down a threat"), "warning")
DUTIES = Shortcut("my_duties", _("My duties"), "check")
LETTER = Shortcut("recommendations", _("Recommendations"), "letter")
ITEMS = Shortcut("items", _("Action items"), "check")
MEETINGS = Shortcut("meetings", _("Meetings"), "people")

SHORTCUTS: dict[Role, tuple[Shortcut, ...]] = {
    Role.ADMINISTRATOR: (
        Shortcut("new_account", _("New account"), "people"),
        Shortcut("accounts", _("Accounts"), "people"),
        Shortcut("trail", _("Audit trail"), "chain"),
    ),
    Role.HEAD: (LETTER, Shortcut("violations", _("Violations"), "flag"), Shortcut("index", _("Index"), "chart")),
    Role.STAFF: (COMPLAINT, NEW_REPORT, LOG, Shortcut("lists", _("Voter lists"), "list")),
    Role.DISTRICT: (NEW_REPORT, LOG, COMPLAINT, DUTIES),
    Role.VILLAGE: (NEW_REPORT, DUTIES, COMPLAINT),
    Role.PROSECUTOR: (LOG, THREAT, Shortcut("threats", _("Threats (AGHT)"), "warning")),
    Role.AGENCY: (ITEMS, MEETINGS),
    Role.KPU: (LETTER, ITEMS, MEETINGS),
}


def shortcuts(viewer: Account) -> tuple[Shortcut, ...]:
    """Those of the viewer's role."""
    return SHORTCUTS[Role(viewer.role)]
