"""What the room of neutrality writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

REPORTED = declare("neutrality.reported", _("Neutrality case reported"))
CHANGED = declare("neutrality.changed", _("Neutrality case changed"))
EVIDENCE_ADDED = declare("neutrality.evidence_added", _("Evidence of a neutrality case added"))
VERIFIED = declare("neutrality.verified", _("Neutrality case verified"))
ASSESSED = declare("neutrality.assessed", _("Neutrality case assessed"))
ESCALATED = declare("neutrality.escalated", _("Neutrality case put before the head"))
RETURNED = declare("neutrality.returned", _("Neutrality case returned to be completed"))
LETTER_DRAFTED = declare("neutrality.letter_drafted", _("Hand-over of a neutrality case prepared"))
REFERRED = declare("neutrality.referred", _("Neutrality case handed over"))
LETTER_TAKEN = declare("neutrality.letter_taken", _("Hand-over letter of a neutrality case made"))
LINK_RENEWED = declare("neutrality.link_renewed", _("Link to answer a hand-over renewed"))
PROGRESS_TOLD = declare("neutrality.progress_told", _("Competent body said how far it is"))
ANSWERED = declare("neutrality.answered", _("Neutrality case answered by the competent body"))
CLOSED = declare("neutrality.closed", _("Neutrality case closed"))
DROPPED = declare("neutrality.dropped", _("Neutrality case closed without hand-over"))
REOPENED = declare("neutrality.reopened", _("Neutrality case reopened"))
VOIDED = declare("neutrality.voided", _("Neutrality case declared void"))
NAME_SEEN = declare("neutrality.name_seen", _("Name in a neutrality case shown"), look=True)
STATISTICS_TAKEN = declare("neutrality.statistics_taken", _("Statistics of neutrality taken out"))
AWARENESS_WRITTEN = declare("neutrality.awareness_written", _("Awareness meeting written down"))
AWARENESS_CHANGED = declare("neutrality.awareness_changed", _("Awareness meeting changed"))
