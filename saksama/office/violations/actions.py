"""What the room of suspected violations writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

OPENED = declare("violations.opened", _("File of a suspected violation opened"))
CHANGED = declare("violations.changed", _("File of a suspected violation changed"))
REGISTERED = declare("violations.registered", _("Suspected violation registered"))
DECLINED = declare("violations.declined", _("Suspected violation not registered"))
EXTENDED = declare("violations.extended", _("Time for additional statements taken"))
DECIDED = declare("violations.decided", _("Plenary decided: a violation"))
STOPPED = declare("violations.stopped", _("Plenary decided: no violation"))
HANDED_OVER = declare("violations.handed_over", _("Suspected violation handed over"))
ENDED = declare("violations.ended", _("Suspected violation ended"))
EVENT_NOTED = declare("violations.event_noted", _("Step of a suspected violation noted"))
NAMES_SEEN = declare("violations.names_seen", _("Names in a file of a suspected violation shown"), look=True)
