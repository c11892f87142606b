"""What the election post writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

ENTRY_WRITTEN = declare("posko.entry_written", _("Log entry written"))
ENTRY_CHANGED = declare("posko.entry_changed", _("Log entry changed"))
ENTRY_RECORDED = declare("posko.entry_recorded", _("Log entry recorded"))
ENTRY_REOPENED = declare("posko.entry_reopened", _("Log entry taken back as a draft"))
ENTRY_PUBLISHED = declare("posko.entry_published", _("Log entry published"))
ENTRY_WITHDRAWN = declare("posko.entry_withdrawn", _("Publication of a log entry withdrawn"))
SCHEDULE_IMPORTED = declare("posko.schedule_imported", _("Official schedule imported"))
NARRATIVE_CHANGED = declare("posko.narrative_changed", _("Summary of a report changed"))
REPORT_MADE = declare("posko.report_made", _("Report of the election post made"))
GAPS_TOLD = declare("posko.gaps_told", _("Told who is responsible for empty days"))
FEED_MADE = declare("posko.feed_made", _("Calendar address made"))
FEED_REVOKED = declare("posko.feed_revoked", _("Calendar address revoked"))
COMPLAINT_TAKEN = declare("posko.complaint_taken", _("Voter's complaint taken"))
COMPLAINT_CHANGED = declare("posko.complaint_changed", _("Voter's complaint corrected"))
COMPLAINT_LOOKED_AT = declare("posko.complaint_looked_at", _("Names and contact of a complaint looked at"), look=True)
COMPLAINT_TO_FINDING = declare("posko.complaint_to_finding", _("Complaint became a finding"))
COMPLAINT_ANSWERED = declare("posko.complaint_answered", _("Complainant told of the outcome"))
COMPLAINT_CLOSED = declare("posko.complaint_closed", _("Complaint closed without a finding"))
VOTERS_SEARCHED = declare("posko.voters_searched", _("Voter list searched by name"), look=True)
