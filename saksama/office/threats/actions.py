"""What the room of threats writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

THREAT_WRITTEN = declare("threats.written", _("Threat written down"))
THREAT_CHANGED = declare("threats.changed", _("Threat changed"))
THREAT_ASSESSED = declare("threats.assessed", _("Threat assessed"))
THREAT_WATCHED = declare("threats.watched", _("Threat taken under watch"))
THREAT_HAPPENED = declare("threats.happened", _("Threat has come true"))
THREAT_CLOSED = declare("threats.closed", _("Threat closed"))
THREAT_REOPENED = declare("threats.reopened", _("Threat reopened"))
MEASURE_PLANNED = declare("threats.measure_planned", _("Measure planned"))
MEASURE_DONE = declare("threats.measure_done", _("Measure done"))
MEASURE_REMOVED = declare("threats.measure_removed", _("Planned measure taken away"))
RULE_CHANGED = declare("threats.rule_changed", _("Early-warning rule changed"))
REPORT_MADE = declare("threats.report_made", _("AGHT report made"))
