"""What the room of the residue writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

RESIDUE_STARTED = declare("residue.started", _("Search for people not yet listed started"))
RESIDUE_DONE = declare("residue.done", _("Search for people not yet listed done"))
RESIDUE_EXPORTED = declare("residue.exported", _("Counts of people not yet listed downloaded"), look=True)
PERSON_SEEN = declare("residue.person_seen", _("Person not yet listed looked at"), look=True)
PERSON_CHECKED = declare("residue.person_checked", _("Person not yet listed checked on the spot"))
MISSING_REPORTED = declare("residue.missing_reported", _("Person reported as missing entered"))
MISSING_UPLOADED = declare("residue.missing_uploaded", _("People reported as missing uploaded"))
