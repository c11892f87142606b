"""What an import writes into the audit trail, beside the entry of each record."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

IMPORTED = declare("exchange.imported", _("Table imported"))
TAKEN_OUT = declare("exchange.taken_out", _("Records taken out as a table to correct"), look=True)
