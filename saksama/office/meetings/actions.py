"""What the room of meetings writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

MEETING_WRITTEN = declare("meetings.written", _("Meeting planned"))
MEETING_CHANGED = declare("meetings.changed", _("Meeting changed"))
INVITED = declare("meetings.invited", _("Invitations sent"))
HELD = declare("meetings.held", _("Meeting held"))
CLOSED = declare("meetings.closed", _("Meeting closed, summary issued"))
CANCELLED = declare("meetings.cancelled", _("Meeting cancelled"))
SESSION_WRITTEN = declare("meetings.session_written", _("Session written"))
MINUTES_WRITTEN = declare("meetings.minutes_written", _("Minutes written"))
AGENDA_CHANGED = declare("meetings.agenda_changed", _("Agenda changed"))
INVITATION_ANSWERED = declare("meetings.invitation_answered", _("Invitation answered"))
INVITEE_ADDED = declare("meetings.invitee_added", _("Invitee added"))
LETTER_TAKEN = declare("meetings.letter_taken", _("Invitation letter made"), look=True)
ATTENDED = declare("meetings.attended", _("Attendance written down"))
DECIDED = declare("meetings.decided", _("Decision written down"))
SUMMARY_TAKEN = declare("meetings.summary_taken", _("Summary of the meeting made"), look=True)
LETTERS_MAILED = declare("meetings.letters_mailed", _("Invitation letters sent by e-mail"))
SESSION_REMOVED = declare("meetings.session_removed", _("Session taken off the programme"))
INVITEE_REMOVED = declare("meetings.invitee_removed", _("Invitee taken off the list"))
DECISION_REMOVED = declare("meetings.decision_removed", _("Decision taken away"))
ITEM_CHANGED = declare("meetings.item_changed", _("Action item changed"))
ITEM_GIVEN = declare("meetings.item_given", _("Action item given"))
ITEM_STARTED = declare("meetings.item_started", _("Action item begun"))
ITEM_REPORTED = declare("meetings.item_reported", _("Action item reported as done"))
ITEM_ACCEPTED = declare("meetings.item_accepted", _("Action item accepted as done"))
ITEM_RETURNED = declare("meetings.item_returned", _("Action item returned: not done"))
ITEM_DROPPED = declare("meetings.item_dropped", _("Action item dropped"))
