"""The room of the duty plan: its columns, and who may what."""

from django.utils.translation import gettext_lazy as _

from saksama.office.dutyplan.forms import AssignmentFilter
from saksama.office.dutyplan.models import Assignment, State
from saksama.office.records.registry import Column, Room, register

ROOM = register(
    Room(
        "dutyplan",
        Assignment,
        _("Planned duty"),
        read="dutyplan.read",
        write="dutyplan.write",
        export="dutyplan.write",
        list_route="assignments",
        detail_route="assignment",
        icon="check",
        columns=(
            Column("stage", _("Stage"), lambda row: row.stage),
            Column("activity", _("Activity"), lambda row: row.duty),
            Column("region", _("Region code"), lambda row: row.region),
            Column("place", _("Place"), lambda row: row.place),
            Column("tps", _("TPS"), lambda row: row.tps),
            Column("who", _("Who"), lambda row: row.who),
            Column("day", _("From"), lambda row: row.day),
            Column("until", _("Until"), lambda row: row.until),
            Column("status", _("Status"), lambda row: State(row.status).label),
        ),
        filter_form=AssignmentFilter,
        related=("duty__stage", "assignee"),
    )
)
