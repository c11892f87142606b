"""What the checklists write into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

MADE = declare("checklists.made", _("Checklist made"))
CHANGED = declare("checklists.changed", _("Checklist changed"))
OPENED = declare("checklists.opened", _("Checklist opened"))
CLOSED = declare("checklists.closed", _("Checklist closed"))
SENT = declare("checklists.sent", _("Checklist answered"))
DECIDED = declare("checklists.decided", _("Odd answer looked at again"))
IMPORTED = declare("checklists.imported", _("Answers imported from ODK"))
EXPORTED = declare("checklists.exported", _("Answers downloaded"), look=True)
