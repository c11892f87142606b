"""What kinds of record the public page keeps: news, and citizens' reports; with their states."""

from django.utils.translation import gettext_lazy as _

from saksama.office.publicsite import actions
from saksama.office.publicsite.models import CitizenReport, NewsItem, NewsStatus, ReportStatus
from saksama.office.publicsite.models.report import OPEN
from saksama.office.publicsite.office_forms import CitizenReportFilter, NewsFilter
from saksama.office.records.registry import Column, Room, register
from saksama.office.records.states import Move

NEWS_MOVES = (
    Move(
        "publish",
        _("Publish"),
        {NewsStatus.DRAFT},
        NewsStatus.PUBLISHED,
        "publicsite.publish",
        actions.NEWS_PUBLISHED,
        second=True,
    ),
    Move(
        "withdraw",
        _("Withdraw from the public page"),
        {NewsStatus.PUBLISHED},
        NewsStatus.DRAFT,
        "publicsite.publish",
        actions.NEWS_WITHDRAWN,
        note=True,
        tone="danger",
    ),
)
NEWS = register(
    Room(
        "news",
        NewsItem,
        _("News"),
        read="publicsite.write",
        write="publicsite.write",
        export="publicsite.write",
        list_route="news",
        detail_route="news_item",
        icon="letter",
        columns=(
            Column("title", _("Title"), lambda row: row.title),
            Column("text", _("Text"), lambda row: row.text),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("published_at", _("Published"), lambda row: row.published_at),
            Column("by", _("by"), lambda row: row.by.name),
        ),
        filter_form=NewsFilter,
        moves=NEWS_MOVES,
        related=("published_by",),
    )
)

WRITE = "citizens.write"
CHECK = Move(
    "check", _("Begin to check"), {ReportStatus.RECEIVED}, ReportStatus.CHECKING, WRITE, actions.REPORT_CHECKED,
    own_page="check_citizen_report",
)  # fmt: skip
FORWARD = Move(
    "forward", _("Forward it …"), set(OPEN), ReportStatus.FORWARDED, WRITE, actions.REPORT_FORWARDED,
    own_page="forward_citizen_report", tone="second",
)  # fmt: skip
FINISH = Move(
    "finish", _("It is done …"), {*OPEN, ReportStatus.FORWARDED}, ReportStatus.DONE, WRITE, actions.REPORT_DONE,
    own_page="finish_citizen_report", tone="good",
)  # fmt: skip
DECLINE = Move(
    "decline", _("Do not follow it up …"), set(OPEN), ReportStatus.DECLINED, WRITE, actions.REPORT_DECLINED,
    own_page="decline_citizen_report", tone="second",
)  # fmt: skip
STEPS = {each.key: each for each in (CHECK, FORWARD, FINISH, DECLINE)}

# Neither the name nor the contact of a citizen leaves the office by an export.
REPORTS = register(
    Room(
        "citizen_reports",
        CitizenReport,
        _("Citizen's report"),
        read="citizens.read",
        write=WRITE,
        export="citizens.export",
        list_route="citizen_reports",
        detail_route="citizen_report_page",
        icon="people",
        columns=(
            Column("number", _("Number of the report"), lambda row: row.number),
            Column("day", _("Date"), lambda row: row.day),
            Column("kind", _("What it is about"), lambda row: row.get_kind_display()),
            Column("region", _("Region code"), lambda row: row.region),
            Column("place", _("Place"), lambda row: row.place),
            Column("occurred", _("Happened on"), lambda row: row.occurred),
            Column("text", _("What happened"), lambda row: row.text),
            Column("status", _("Status"), lambda row: row.get_status_display()),
            Column("confirmed", _("Confirmed"), lambda row: row.is_confirmed),
        ),
        discreet=True,
        filter_form=CitizenReportFilter,
        moves=tuple(STEPS.values()),
        for_agenda=lambda rows, day: rows.filter(status__in=OPEN).order_by("day", "pk")[:5],
    )
)
