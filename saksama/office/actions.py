"""What the frame itself writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

DEMONSTRATION_FILLED = declare("demonstration.filled", _("Made-up data put into a room"))
