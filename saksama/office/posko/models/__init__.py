"""The election post's log, its schedule, the words of its reports, calendar addresses, and voters' complaints."""

from saksama.office.posko.models.complaint import Complaint, ComplaintKind, ComplaintStatus
from saksama.office.posko.models.entry import EntryStatus, LogEntry, Organiser, Post, PublicPhoto, Situation, post_of
from saksama.office.posko.models.feed import CalendarFeed
from saksama.office.posko.models.narrative import Narrative, Period
from saksama.office.posko.models.planned import Planned

__all__ = [
    "CalendarFeed",
    "Complaint",
    "ComplaintKind",
    "ComplaintStatus",
    "EntryStatus",
    "LogEntry",
    "Narrative",
    "Organiser",
    "Period",
    "Planned",
    "Post",
    "PublicPhoto",
    "Situation",
    "post_of",
]
