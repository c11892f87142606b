"""The room of suspected violations: its states, its columns, and who may what."""

from django.utils.translation import gettext_lazy as _

from saksama.office.records.registry import Beginning, Column, Room, register
from saksama.office.records.states import Move
from saksama.office.violations import actions
from saksama.office.violations.forms import FileFilter
from saksama.office.violations.models import Status, ViolationFile
from saksama.office.violations.opening import open_finding, open_report
from saksama.office.violations.reminding import pressing

DECIDE, WRITE = "violations.decide", "violations.write"
HANDLED = frozenset({Status.REGISTERED})
MOVES = (
    Move("register", _("Register"), {Status.STUDIED}, Status.REGISTERED, WRITE, actions.REGISTERED),
    Move(
        "decline",
        _("Do not register"),
        {Status.STUDIED},
        Status.DECLINED,
        DECIDE,
        actions.DECLINED,
        note=True,
        tone="second",
    ),
    Move(
        "extend",
        _("Take time for additional statements"),
        HANDLED,
        Status.REGISTERED,
        WRITE,
        actions.EXTENDED,
        note=True,
        tone="second",
    ),
    Move(
        "decide",
        _("Plenary: it is a violation"),
        HANDLED,
        Status.DECIDED,
        DECIDE,
        actions.DECIDED,
        own_page="decide_violation",
    ),
    Move(
        "stop",
        _("Plenary: no violation"),
        HANDLED,
        Status.STOPPED,
        DECIDE,
        actions.STOPPED,
        note=True,
        tone="second",
    ),
    Move(
        "hand_over",
        _("Hand over"),
        {Status.DECIDED},
        Status.HANDED_OVER,
        WRITE,
        actions.HANDED_OVER,
        own_page="hand_over_violation",
    ),
    Move(
        "end",
        _("End with the answer"),
        {Status.HANDED_OVER},
        Status.ENDED,
        WRITE,
        actions.ENDED,
        note=True,
    ),
)
STEPS = {each.key: each for each in MOVES}

ROOM = register(
    Room(
        "violations",
        ViolationFile,
        _("Suspected violation"),
        read="violations.read",
        write=WRITE,
        export="violations.export",
        list_route="violations",
        detail_route="violation",
        icon="flag",
        columns=(
            Column("number", _("Register number"), lambda row: row.number),
            Column("source", _("Source"), lambda row: row.get_source_display()),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("event", _("Name of the event"), lambda row: row.event),
            Column("kind", _("Kind of violation"), lambda row: row.get_kind_display()),
            Column("article", _("Article"), lambda row: row.article),
            Column("region", _("Region code"), lambda row: row.region),
            Column("place", _("Place"), lambda row: row.place),
            Column("occurred", _("Happened on"), lambda row: row.occurred),
            Column("known", _("Known since"), lambda row: row.known),
            Column("received", _("Received"), lambda row: row.received),
            Column("recipient", _("Handed over to"), lambda row: row.get_recipient_display()),
            Column("letter", _("Number of the letter"), lambda row: row.letter_number),
        ),
        discreet=True,
        filter_form=FileFilter,
        moves=MOVES,
        related=("report",),
        for_agenda=pressing,
        begins=(
            Beginning(
                "fieldwork",
                _("Record as finding (temuan)"),
                WRITE,
                open_finding,
                fits=lambda report, viewer: report.tells_a_violation,
            ),
            Beginning("citizen_reports", _("Open a suspected violation"), WRITE, open_report),
        ),
    )
)
