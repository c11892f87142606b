"""The room of field reports: its states, its columns, and who may what."""

from django.utils.translation import gettext_lazy as _

from saksama.office.fieldwork import actions
from saksama.office.fieldwork.forms import ReportFilter
from saksama.office.fieldwork.models import FieldReport, Status
from saksama.office.fieldwork.writing import begin_from_citizen, begin_from_duty
from saksama.office.records.registry import Beginning, Column, Room, register
from saksama.office.records.states import Move

MOVES = (
    Move("submit", _("Send to the superior"), {Status.DRAFT}, Status.SUBMITTED, "fieldwork.write", actions.SUBMITTED),
    Move("sign", _("Sign off and seal"), {Status.SUBMITTED}, Status.SIGNED, "fieldwork.sign", actions.SIGNED),
    Move(
        "return",
        _("Return to be completed"),
        {Status.SUBMITTED},
        Status.DRAFT,
        "fieldwork.sign",
        actions.RETURNED,
        note=True,
        tone="second",
    ),
    Move(
        "take_back",
        _("Take back"),
        {Status.SUBMITTED},
        Status.DRAFT,
        "fieldwork.write",
        actions.TAKEN_BACK,
        tone="second",
    ),
    Move(
        "discard",
        _("Discard the draft"),
        {Status.DRAFT},
        Status.DISCARDED,
        "fieldwork.write",
        actions.DISCARDED,
        note=True,
        tone="danger",
    ),
)

ROOM = register(
    Room(
        "fieldwork",
        FieldReport,
        _("Field report"),
        read="fieldwork.read",
        write="fieldwork.write",
        export="fieldwork.export",
        list_route="field_reports",
        detail_route="field_report",
        icon="letter",
        columns=(
            Column("number", _("Report number"), lambda row: row.number),
            Column("version", _("Version"), lambda row: row.version),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("day", _("Date"), lambda row: row.day),
            Column("region", _("Region code"), lambda row: row.region),
            Column("place", _("Place"), lambda row: row.place),
            Column("stage", _("Stage"), lambda row: row.stage.name if row.stage else ""),
            Column("supervisor", _("Supervisor"), lambda row: row.supervisor_name),
            Column("position", _("Office"), lambda row: row.supervisor_position),
            Column("form", _("Form of supervision"), lambda row: row.get_form_display()),
            Column("subject", _("Object"), lambda row: row.subject),
            Column("seen", _("What was seen"), lambda row: row.seen),
            Column("violation", _("Suspected violation"), lambda row: row.has_violation),
            Column("event", _("Name of the event"), lambda row: row.violation_event),
            Column("kind", _("Kind of violation"), lambda row: row.get_violation_kind_display()),
            Column("article", _("Article"), lambda row: row.violation_article),
            Column("follow_up", _("Follow-up"), lambda row: row.get_follow_up_display()),
            Column("dispute", _("Potential dispute"), lambda row: row.has_dispute),
            Column("signed_by", _("Signed off by"), lambda row: row.signed_by.name if row.signed_by else ""),
            Column("signed_at", _("Signed off"), lambda row: row.signed_at),
        ),
        filter_form=ReportFilter,
        moves=MOVES,
        related=("signed_by",),
        begins=(
            Beginning(
                "citizen_reports",
                _("Write a Form A about it"),
                "fieldwork.write",
                begin_from_citizen,
                then="write_report",
            ),
            Beginning(
                "dutyplan",
                _("Write the Form A"),
                "fieldwork.write",
                begin_from_duty,
                fits=lambda assignment, viewer: assignment.is_tickable_by(viewer) and not assignment.done,
                then="write_report",
            ),
        ),
    )
)
