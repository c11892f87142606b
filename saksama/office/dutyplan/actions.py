"""What the duty plan writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

PLANNED = declare("dutyplan.planned", _("Duties planned"))
CHANGED = declare("dutyplan.changed", _("Duty planned anew"))
DROPPED = declare("dutyplan.dropped", _("Duty taken off the plan"))
TICKED = declare("dutyplan.ticked", _("Planned duty done"))
REOPENED = declare("dutyplan.reopened", _("Planned duty opened again"))
REMINDED = declare("dutyplan.reminded", _("Reminded of late duties"))
COVERAGE_EXPORTED = declare("dutyplan.coverage_exported", _("Coverage table downloaded"), look=True)
