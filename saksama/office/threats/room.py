"""The room of threats: its states, its columns, and who may what."""

from django.utils.translation import gettext_lazy as _

from saksama.office.records.registry import Beginning, Column, Room, register
from saksama.office.records.states import Move
from saksama.office.threats import actions
from saksama.office.threats.beginning import begin_from
from saksama.office.threats.forms import ThreatFilter
from saksama.office.threats.models import HIGH, Status, Threat
from saksama.office.threats.models.threat import OPEN, RISK_NOW

MOVES = (
    Move("watch", _("Take under watch"), {Status.REPORTED}, Status.WATCHED, "threats.write", actions.THREAT_WATCHED),
    Move(
        "happened",
        _("It has happened"),
        {Status.REPORTED, Status.WATCHED},
        Status.HAPPENED,
        "threats.write",
        actions.THREAT_HAPPENED,
        note=True,
        tone="danger",
    ),
    Move(
        "close",
        _("Close"),
        {Status.REPORTED, Status.WATCHED, Status.HAPPENED},
        Status.CLOSED,
        "threats.write",
        actions.THREAT_CLOSED,
        note=True,
        tone="second",
    ),
    Move(
        "reopen",
        _("Reopen"),
        {Status.CLOSED},
        Status.WATCHED,
        "threats.write",
        actions.THREAT_REOPENED,
        note=True,
        tone="second",
    ),
)

ROOM = register(
    Room(
        "threats",
        Threat,
        _("Threat"),
        read="threats.read",
        write="threats.write",
        export="threats.export",
        list_route="threats",
        detail_route="threat",
        icon="warning",
        columns=(
            Column("day", _("Date"), lambda row: row.day),
            Column("title", _("Title"), lambda row: row.title),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column("field", _("Field of life"), lambda row: row.get_field_display()),
            Column("region", _("Region code"), lambda row: row.region),
            Column("place", _("Place"), lambda row: row.place),
            Column("stage", _("Stage"), lambda row: row.stage.name if row.stage else ""),
            Column("source", _("Source"), lambda row: f"{row.reliability}{row.credibility}"),
            Column("risk", _("Risk before measures"), lambda row: row.risk, int),
            Column("risk_after", _("Risk after measures"), lambda row: row.risk_after, int),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("classification", _("Classification"), lambda row: row.get_classification_display()),
            Column("owner", _("Responsible"), lambda row: row.owner.name if row.owner else ""),
        ),
        discreet=True,
        filter_form=ThreatFilter,
        moves=MOVES,
        related=("owner",),
        for_agenda=lambda rows, day: rows.annotate(now=RISK_NOW).filter(status__in=OPEN, now__gte=HIGH),
        begins=(Beginning("citizen_reports", _("Write a threat down"), "threats.write", begin_from),),
    )
)
