"""What the room of samples writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

SAMPLE_PLANNED = declare("samples.planned", _("Sample check planned"))
SAMPLE_DRAWN = declare("samples.drawn", _("Sample drawn"))
FORMS_PRINTED = declare("samples.forms_printed", _("Forms of a sample downloaded"), look=True)
STATION_SEEN = declare("samples.station_seen", _("People of a sample looked at"), look=True)
RESULTS_ENTERED = declare("samples.results_entered", _("Results of a sample entered"))
RESULTS_UPLOADED = declare("samples.results_uploaded", _("Results of a sample uploaded"))
