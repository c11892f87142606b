"""What kinds of record the election post keeps."""

from django.utils.translation import gettext_lazy as _

from saksama.office.posko.filters import ComplaintFilter, LogFilter
from saksama.office.posko.models import Complaint, ComplaintStatus, LogEntry
from saksama.office.posko.states import COMPLAINT_MOVES, ENTRY_MOVES
from saksama.office.records.registry import Beginning, Column, Room, register

LOG = register(
    Room(
        "posko",
        LogEntry,
        _("Log entry"),
        read="posko.read",
        write="posko.write",
        export="posko.export",
        list_route="posko",
        detail_route="log_entry",
        icon="calendar",
        columns=(
            Column("day", _("Date"), lambda row: row.day),
            Column("starts", _("begins"), lambda row: f"{row.starts:%H:%M}" if row.starts else ""),
            Column("ends", _("ends"), lambda row: f"{row.ends:%H:%M}" if row.ends else ""),
            Column("title", _("what"), lambda row: row.title),
            Column("organiser", _("whose activity"), lambda row: row.get_organiser_display()),
            Column("stage", _("stage"), lambda row: row.stage.name if row.stage else ""),
            Column("region", _("region"), lambda row: row.region),
            Column("place", _("place"), lambda row: row.place),
            Column("agencies", _("who came"), lambda row: row.agencies),
            Column("attendance", _("how many"), lambda row: row.attendance),
            Column("situation", _("situation"), lambda row: row.get_situation_display()),
            Column("result", _("what happened"), lambda row: row.result),
            Column("problems", _("what was wrong"), lambda row: row.problems),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("by", _("by"), lambda row: row.by.name),
        ),
        filter_form=LogFilter,
        moves=ENTRY_MOVES,
        related=("stage", "published_by"),
    )
)

OPEN = (ComplaintStatus.RECEIVED, ComplaintStatus.FINDING)
OLDEST = 5  # complaints that a meeting is offered

# Neither the complainant nor the voter leaves the office by an export.
COMPLAINTS = register(
    Room(
        "complaints",
        Complaint,
        _("Voter's complaint"),
        read="complaints.read",
        write="complaints.write",
        export="complaints.export",
        list_route="complaints",
        detail_route="complaint",
        icon="people",
        columns=(
            Column("number", _("Complaint number"), lambda row: row.number),
            Column("day", _("Date"), lambda row: row.day),
            Column("kind", _("what is wrong"), lambda row: row.get_kind_display()),
            Column("reason", _("reason"), lambda row: row.reason.id),
            Column("region", _("region"), lambda row: row.region),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("finding", _("Finding"), lambda row: row.finding.reference if row.finding else ""),
            Column("review", _("Review"), lambda row: row.finding.get_status_display() if row.finding else ""),
        ),
        discreet=True,
        filter_form=ComplaintFilter,
        moves=COMPLAINT_MOVES,
        related=("finding", "version"),
        for_agenda=lambda rows, day: rows.filter(status__in=OPEN).order_by("day", "pk")[:OLDEST],
        begins=(Beginning("citizen_reports", _("Take a voter's complaint"), "complaints.write", page="new_complaint"),),
    )
)
