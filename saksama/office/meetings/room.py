"""The rooms of meetings and of action items: states, columns, who may what."""

from django.utils.translation import gettext_lazy as _

from saksama.office.meetings import actions
from saksama.office.meetings.forms import ItemFilter, MeetingFilter
from saksama.office.meetings.models import ActionItem, ItemStatus, Meeting, MeetingStatus
from saksama.office.records.registry import Column, Room, register
from saksama.office.records.states import Move

MEETING_MOVES = (
    Move("invite", _("Send the invitations"), {MeetingStatus.PLANNED}, MeetingStatus.INVITED, "meetings.write",
         actions.INVITED),
    Move("hold", _("It was held"), {MeetingStatus.INVITED}, MeetingStatus.HELD, "meetings.write", actions.HELD),
    Move("close", _("Issue the summary"), {MeetingStatus.HELD}, MeetingStatus.CLOSED, "meetings.write", actions.CLOSED),
    Move("cancel", _("Cancel it"), {MeetingStatus.PLANNED, MeetingStatus.INVITED}, MeetingStatus.CANCELLED,
         "meetings.write", actions.CANCELLED, note=True, tone="danger"),
)  # fmt: skip

ITEM_MOVES = (
    Move("start", _("We have begun"), {ItemStatus.OPEN}, ItemStatus.STARTED, "meetings.report", actions.ITEM_STARTED,
         tone="second"),
    Move("report", _("Report it done"), {ItemStatus.OPEN, ItemStatus.STARTED}, ItemStatus.REPORTED, "meetings.report",
         actions.ITEM_REPORTED, note=True),
    Move("accept", _("Accept the proof"), {ItemStatus.REPORTED}, ItemStatus.DONE, "meetings.write",
         actions.ITEM_ACCEPTED),
    Move("return", _("Return it: not done"), {ItemStatus.REPORTED, ItemStatus.DONE}, ItemStatus.STARTED,
         "meetings.write", actions.ITEM_RETURNED, note=True, tone="second"),
    Move("drop", _("Drop it"), {ItemStatus.OPEN, ItemStatus.STARTED}, ItemStatus.DROPPED, "meetings.write",
         actions.ITEM_DROPPED, note=True, tone="danger"),
)  # fmt: skip

MEETINGS = register(
    Room(
        "meetings",
        Meeting,
        _("Meeting"),
        read="meetings.read",
        write="meetings.write",
        export="meetings.export",
        list_route="meetings",
        detail_route="meeting",
        icon="people",
        columns=(
            Column("day", _("First day"), lambda row: row.day),
            Column("last_day", _("Last day"), lambda row: row.last_day),
            Column("theme", _("Theme"), lambda row: row.theme),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column("place", _("Place"), lambda row: row.place),
            Column("status", _("Status"), lambda row: row.get_status_display()),
        ),
        filter_form=MeetingFilter,
        moves=MEETING_MOVES,
    )
)

ITEMS = register(
    Room(
        "items",
        ActionItem,
        _("Action item"),
        read="meetings.items",
        write="meetings.write",
        export="meetings.export",
        list_route="items",
        detail_route="item",
        icon="check",
        columns=(
            Column("day", _("Until"), lambda row: row.day),
            Column("text", _("What is to be done"), lambda row: row.text),
            Column("owner", _("Who has promised it"), lambda row: row.owner),
            Column("meeting", _("Meeting"), lambda row: row.meeting.theme),
            Column("status", _("Status"), lambda row: row.get_status_display()),
        ),
        filter_form=ItemFilter,
        comment="meetings.items",
        moves=ITEM_MOVES,
        related=("meeting", "agency", "account"),
        for_agenda=lambda rows, day: rows.late(day),
    )
)
