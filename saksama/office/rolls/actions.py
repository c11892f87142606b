"""What the room of voter lists writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

LIST_UPLOADED = declare("rolls.list_uploaded", _("Voter list uploaded"))
LIST_BEGUN_ANEW = declare("rolls.list_begun_anew", _("Voter list answered about and begun anew"))
LIST_AUDITED = declare("rolls.list_audited", _("Voter list read and audited"))
LIST_WITHDRAWN = declare("rolls.list_withdrawn", _("Voter list withdrawn"))
LIST_STANDS_AGAIN = declare("rolls.list_stands_again", _("Withdrawal of a voter list taken back"))
REJECTS_EXPORTED = declare("rolls.rejects_exported", _("Rejected rows downloaded"), look=True)
FINDINGS_EXPORTED = declare("rolls.findings_exported", _("Findings downloaded"), look=True)
FINDING_REVIEWED = declare("rolls.finding_reviewed", _("Finding reviewed"))
FINDINGS_REVIEWED = declare("rolls.findings_reviewed", _("Several findings reviewed"))
REVIEW_TAKEN_BACK = declare("rolls.review_taken_back", _("Review of findings taken back"))
