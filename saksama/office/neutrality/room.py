"""The rooms of neutrality: the table of states of a case, and the list of awareness meetings."""

from django.utils.translation import gettext_lazy as _

from saksama.office.neutrality import actions
from saksama.office.neutrality.forms import AwarenessFilter, CaseFilter
from saksama.office.neutrality.models import Awareness, NeutralityCase, Status
from saksama.office.neutrality.opening import (
    from_citizen,
    from_complaint,
    from_report,
    from_threat,
    from_violation,
    opener,
)
from saksama.office.records.registry import Beginning, Column, Room, register
from saksama.office.records.states import Move

HANDLE, PROPOSE, APPROVE = "neutrality.handle", "neutrality.propose", "neutrality.approve"
CHECKED = frozenset({Status.VERIFIED, Status.ESCALATED, Status.REOPENED})
MOVES = (
    Move("verify", _("Verify"), {Status.RECEIVED, Status.REOPENED}, Status.VERIFIED, HANDLE, actions.VERIFIED),
    Move("escalate", _("Put before the head"), {Status.VERIFIED, Status.REOPENED}, Status.ESCALATED, HANDLE,
         actions.ESCALATED),
    Move("return", _("Return to be completed"), {Status.ESCALATED}, Status.VERIFIED, APPROVE, actions.RETURNED,
         note=True, tone="second"),
    Move("refer", _("Hand over"), {Status.ESCALATED}, Status.REFERRED, PROPOSE, actions.REFERRED, second=True,
         approval=APPROVE, own_page="refer_neutrality"),
    Move("answer", _("Write the answer down"), {Status.REFERRED}, Status.ANSWERED, "neutrality.answer",
         actions.ANSWERED, own_page="answer_neutrality"),
    Move("close", _("Close the case"), {Status.ANSWERED}, Status.CLOSED, HANDLE, actions.CLOSED),
    Move("reopen", _("Reopen the case"), {Status.ANSWERED, Status.CLOSED, Status.VOID}, Status.REOPENED, HANDLE,
         actions.REOPENED, note=True, tone="second"),
    Move("drop", _("Close without hand-over"), {Status.RECEIVED, *CHECKED}, Status.CLOSED, PROPOSE, actions.DROPPED,
         note=True, second=True, approval=APPROVE, tone="second"),
    Move("void", _("Declare void"), {Status.RECEIVED, *CHECKED, Status.REFERRED, Status.ANSWERED}, Status.VOID, PROPOSE,
         actions.VOIDED, note=True, second=True, approval=APPROVE, tone="danger"),
)  # fmt: skip
OPEN_CASE = _("Open a neutrality case")
STEPS = {each.key: each for each in MOVES}

# Without name, NIP and office held: who is the head of an agency, everybody knows.
ROOM = register(
    Room(
        "neutrality",
        NeutralityCase,
        _("Neutrality case"),
        read="neutrality.read",
        write="neutrality.report",
        export="neutrality.export",
        list_route="neutrality",
        detail_route="neutrality_case",
        icon="person",
        columns=(
            Column("number", _("Register number"), lambda row: row.number),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("outcome", _("Outcome"), lambda row: row.get_outcome_display()),
            Column("day", _("Reported on"), lambda row: row.day),
            Column("occurred", _("Happened on"), lambda row: row.occurred),
            Column("due", _("Next step due"), lambda row: row.due),
            Column("person_kind", _("What the person is"), lambda row: row.get_person_kind_display()),
            Column("agency", _("Agency"), lambda row: row.agency.short if row.agency else ""),
            Column("conduct", _("Kind of conduct"), lambda row: row.conduct_title),
            Column("source", _("Source"), lambda row: row.get_source_display()),
            Column("region", _("Region code"), lambda row: row.region),
        ),
        discreet=True,
        filter_form=CaseFilter,
        comment="neutrality.discuss",
        moves=MOVES,
        related=("agency",),
        for_agenda=lambda rows, day: rows.for_agenda(day),
        begins=(
            Beginning(
                "fieldwork",
                OPEN_CASE,
                HANDLE,
                opener(from_report),
                fits=lambda report, viewer: report.tells_a_violation,
            ),
            Beginning("violations", OPEN_CASE, HANDLE, opener(from_violation)),
            Beginning("complaints", OPEN_CASE, HANDLE, opener(from_complaint)),
            Beginning("threats", OPEN_CASE, HANDLE, opener(from_threat)),
            Beginning("citizen_reports", OPEN_CASE, HANDLE, opener(from_citizen)),
        ),
    )
)

AWARENESS = register(
    Room(
        "awareness",
        Awareness,
        _("Awareness meeting"),
        read="neutrality.awareness",
        write="neutrality.hold_awareness",
        export="neutrality.export",
        list_route="awareness",
        detail_route="awareness_meeting",
        icon="people",
        columns=(
            Column("day", _("Date"), lambda row: row.day),
            Column("title", _("Theme"), lambda row: row.title),
            Column("audience", _("Who was spoken to"), lambda row: row.get_audience_display()),
            Column("agencies", _("Agencies"), lambda row: ", ".join(each.short for each in row.agencies.all())),
            Column("participants", _("Participants"), lambda row: row.participants),
            Column("place", _("Place"), lambda row: row.place),
            Column("region", _("Region code"), lambda row: row.region),
            Column("speakers", _("Speakers"), lambda row: row.speakers),
        ),
        filter_form=AwarenessFilter,
    )
)
