"""What the room of recommendations writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

DRAFTED = declare("recommendations.drafted", _("Recommendation drafted"))
EDITED = declare("recommendations.edited", _("Draft of a recommendation changed"))
FINDINGS_REMOVED = declare("recommendations.findings_removed", _("Findings taken out of a draft"))
DISCARDED = declare("recommendations.discarded", _("Draft of a recommendation discarded"))
APPROVED = declare("recommendations.approved", _("Recommendation approved"))
TAKEN_BACK = declare("recommendations.taken_back", _("Approval of a recommendation taken back"))
MADE = declare("recommendations.made", _("Letter of a recommendation made"))
SENT = declare("recommendations.sent", _("Recommendation sent"))
RECORDS_ANSWERED = declare("recommendations.records_answered", _("Records of a recommendation answered"))
ANSWERS_UPLOADED = declare("recommendations.answers_uploaded", _("Answers uploaded as a workbook"))
ANSWERED = declare("recommendations.answered", _("Answer to a recommendation handed in"))
LOOKED_UP = declare("recommendations.looked_up", _("Recommended records looked up in the next list"))
RESULTS_TAKEN_BACK = declare(
    "recommendations.results_taken_back", _("Results of a letter taken back, as the list was withdrawn")
)
NOT_CARRIED_OUT = declare("recommendations.not_carried_out", _("Recommendation marked as not carried out"))
DOCUMENT_ADDED = declare("recommendations.document_added", _("Document added to a recommendation"))
DOWNLOADED = declare("recommendations.downloaded", _("Document of a recommendation downloaded"), look=True)
WHOLE_NUMBERS_SEEN = declare("recommendations.whole_numbers_seen", _("Attachment with whole NIK downloaded"), look=True)
OFFICE_CHANGED = declare("recommendations.office_changed", _("Letterhead and signatory changed"))
TEMPLATE_CHANGED = declare("recommendations.template_changed", _("Template of letters changed"))
