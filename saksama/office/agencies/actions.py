"""What the room of agencies writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

AGENCY_WRITTEN = declare("agencies.written", _("Agency written down"))
AGENCY_CHANGED = declare("agencies.changed", _("Agency changed"))
