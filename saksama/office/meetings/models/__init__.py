"""Meetings with their sessions, invitees and attendance; decisions; action items."""

from saksama.office.meetings.models.action_item import ActionItem, ItemStatus
from saksama.office.meetings.models.invitee import Answer, Attendance, Invitee
from saksama.office.meetings.models.meeting import AgendaItem, Decision, Kind, Meeting, MeetingStatus, Session

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Decision",
    "Invitee",
    "ItemStatus",
    "Kind",
    "Meeting",
    "MeetingStatus",
    "Session",
]
