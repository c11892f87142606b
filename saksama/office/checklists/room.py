"""The room of the checklists: its sheets are the records."""

from django.utils.translation import gettext_lazy as _

from saksama.office.checklists.forms import SheetFilter
from saksama.office.checklists.models import Checklist, Sheet
from saksama.office.records.registry import Column, Room, Shelf, containing, register, shelve

ROOM = register(
    Room(
        "checklists",
        Sheet,
        _("Checklist sheet"),
        read="checklists.read",
        write="checklists.fill",
        export="checklists.decide",
        list_route="sheets",
        detail_route="sheet",
        icon="tasks",
        columns=(
            Column("checklist", _("Checklist"), lambda row: row.checklist.name),
            Column("region", _("Region code"), lambda row: row.region),
            Column("place", _("Place"), lambda row: row.place),
            Column("day", _("Date"), lambda row: row.day),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("incidents", _("Incidents"), lambda row: ", ".join(kind for _name, kind in row.incidents)),
        ),
        filter_form=SheetFilter,
        related=("checklist", "version"),
    )
)

shelve(
    Shelf(
        "checklist_forms",
        Checklist,
        _("Checklist"),
        read="checklists.read",
        icon="tasks",
        list_route="checklists",
        detail_route="checklist",
        find=containing("name", "purpose"),
        text=lambda row: row.purpose,
    )
)
