"""What the room of voter lists writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

LIST_UPLOADED = declare("rolls.list_uploaded", _("Voter list uploaded"))
LIST_AUDITED = declare("rolls.list_audited", _("Voter list read and audited"))
REJECTS_EXPORTED = declare("rolls.rejects_exported", _("Rejected rows downloaded"))
FINDING_REVIEWED = declare("rolls.finding_reviewed", _("Finding reviewed"))
FINDINGS_REVIEWED = declare("rolls.findings_reviewed", _("Several findings reviewed"))
