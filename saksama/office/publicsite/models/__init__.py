"""The public page, its news and readers' opinions, citizens' reports, released figures, marks against floods."""

from saksama.office.publicsite.models.flood import DailySalt, Mark, SpentForm
from saksama.office.publicsite.models.news import NewsItem, NewsPicture, NewsStatus
from saksama.office.publicsite.models.opinion import Opinion, OpinionStatus, Rating
from saksama.office.publicsite.models.release import Release
from saksama.office.publicsite.models.report import CitizenReport, Message, ReportKind, ReportStatus
from saksama.office.publicsite.models.site import Site, open_site

__all__ = [
    "CitizenReport",
    "DailySalt",
    "Mark",
    "Message",
    "NewsItem",
    "NewsPicture",
    "NewsStatus",
    "Opinion",
    "OpinionStatus",
    "Rating",
    "Release",
    "ReportKind",
    "ReportStatus",
    "Site",
    "SpentForm",
    "open_site",
]
