"""What the room of regions and stages writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

REGIONS_UPLOADED = declare("election.regions_uploaded", _("File of regions uploaded"))
REGIONS_LOADED = declare("election.regions_loaded", _("Regions loaded"))
BOUNDARIES_LOADED = declare("election.boundaries_loaded", _("Boundaries loaded"))
STAGES_LOADED = declare("election.stages_loaded", _("Stages loaded"))
DUTY_DONE = declare("election.duty_done", _("Duty marked as done"))
DUTY_REOPENED = declare("election.duty_reopened", _("Duty marked as not done"))
