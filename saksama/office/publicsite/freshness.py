"""When a public page has changed: a short text for each part it shows, from one small query a part."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Max, Q
from django.templatetags.static import static

from saksama import __version__
from saksama.office.clock import today
from saksama.office.election.models import Stage
from saksama.office.posko.models import EntryStatus, LogEntry
from saksama.office.publicsite.models import NewsItem, NewsStatus, Opinion, OpinionStatus, Release, Site
from saksama.office.vulnerability.models import Run


def _stages(site: Site) -> dict[str, Any]:
    return Stage.objects.aggregate(Count("pk"), Max("begins"), Max("ends"))


def _lists(site: Site) -> dict[str, Any]:
    return Release.objects.current().within(site.region).aggregate(Count("pk"), Max("at"))


def _index(site: Site) -> dict[str, Any]:
    return Run.objects.filter(region=site.region, published_at__isnull=False).aggregate(
        Count("pk"), Max("published_at")
    )


def _activities(site: Site) -> dict[str, Any]:
    rows = LogEntry.objects.within(site.region).filter(status=EntryStatus.PUBLISHED).order_by()
    return rows.aggregate(Count("pk"), Max("published_at"), Max("changed"))


def _news(site: Site) -> dict[str, Any]:
    return NewsItem.objects.filter(status=NewsStatus.PUBLISHED).aggregate(Count("pk"), Max("published_at"))


def _opinions(site: Site) -> dict[str, Any]:
    useful, shown = Q(rating="useful"), Q(status=OpinionStatus.SHOWN)
    return Opinion.objects.aggregate(
        Count("pk"), Max("decided_at"), useful=Count("pk", filter=useful), shown=Count("pk", filter=shown)
    )


PARTS: dict[str, Callable[[Site], dict[str, Any]]] = {
    "stages": _stages,
    "lists": _lists,
    "index": _index,
    "activities": _activities,
    "news": _news,
    "opinions": _opinions,
}


def stamp(site: Site, parts: Iterable[str]) -> str:
    """Changes whenever something that one of the parts shows has changed, and every day."""
    told = [(part, sorted(PARTS[part](site).items())) for part in parts]
    look = static("office/style.css"), static("publicsite/public.css")
    return hashlib.sha256(repr((told, site.changed, today(), __version__, look)).encode()).hexdigest()[:32]
