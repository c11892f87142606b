"""What the room of coklit writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

COUNT_ENTERED = declare("coklit.count_entered", _("Coklit counts of a TPS entered"))
COUNTS_UPLOADED = declare("coklit.counts_uploaded", _("Coklit counts uploaded"))
COUNTS_EXPORTED = declare("coklit.counts_exported", _("Coklit counts downloaded"), look=True)
