"""Open data and the feed. None of them has a language: names of columns are English, their meaning is told in both."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.office.clock import today
from saksama.office.posko.published import published_entries
from saksama.office.publicsite.datasets import DATASETS, FIRST_DAY, LICENCE, Dataset
from saksama.office.publicsite.models import NewsItem, Site
from saksama.office.publicsite.pages import address, page, public_page
from saksama.office.records.export import csv_lines
from saksama.office.records.registry import Column

PARTS = ("lists", "index", "activities", "stages")
IN_FEED = 30


@public_page(*PARTS)
def data(request: HttpRequest, site: Site) -> HttpResponse:
    """What there is to take, with licence and meaning."""
    tables = [(dataset, len(dataset.table(site))) for dataset in DATASETS.values()]
    return page(request, site, "publicsite/open/data.html", tables=tables, licence=LICENCE)


@public_page(*PARTS)
def dataset_csv(request: HttpRequest, site: Site, name: str) -> HttpResponse:
    """A table as csv (UTF-8, comma)."""
    dataset = _dataset(name)
    columns = [Column(field.name, field.name, _value(field.name)) for field in dataset.fields]
    lines = csv_lines(columns, dataset.table(site))
    next(lines)  # the mark for Excel, which other programs take for a part of the first name
    answer = HttpResponse(b"".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@public_page(*PARTS)
def dataset_json(request: HttpRequest, site: Site, name: str) -> HttpResponse:
    """A table as JSON, with all that is to be known about it."""
    dataset = _dataset(name)
    return _json({**_resource(dataset, site), "data": dataset.table(site)})


@public_page(*PARTS)
def datapackage(request: HttpRequest, site: Site) -> HttpResponse:
    """All tables in one description."""
    return _json(
        {
            "profile": "tabular-data-package",
            "name": f"saksama-{site.region.replace('.', '-')}",
            "title": f"{site.title}: data terbuka",
            "homepage": request.build_absolute_uri(address("public_home", "id")),
            "created": today().isoformat(),
            "licenses": [LICENCE],
            "contributors": [{"title": site.title, "role": "publisher"}],
            "resources": [
                {
                    "profile": "tabular-data-resource",
                    "path": request.build_absolute_uri(reverse("public_dataset_csv", args=[dataset.name])),
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    **_resource(dataset, site),
                }
                for dataset in DATASETS.values()
            ],
        }
    )


@public_page("news", "activities")
def feed(request: HttpRequest, site: Site) -> HttpResponse:
    """News and activities as Atom (RFC 4287), the latest first."""
    language = get_language() or "id"

    def link(name: str, **kwargs: Any) -> str:
        return request.build_absolute_uri(address(name, language, **kwargs))

    made = Atom1Feed(
        title=site.title,
        link=link("public_home"),
        description=_("News and activities of election supervision"),
        language=language,
        feed_url=link("public_feed"),
        author_name=site.title,
    )
    entries: list[tuple[datetime, str, str, str]] = []
    for item in NewsItem.objects.public()[:IN_FEED]:
        title = item.title_en if language == "en" and item.title_en else item.title
        text = item.text_en if language == "en" and item.text_en else item.text
        entries.append((item.published_at or item.created, title, link("public_news_item", pk=item.pk), text))
    for activity in published_entries(site.region, FIRST_DAY, today(), IN_FEED):
        moment = datetime.combine(activity.day, time(12), timezone.get_current_timezone())
        entries.append((moment, activity.title, link("public_activity", pk=activity.pk), activity.text))
    for moment, title, where, text in sorted(entries, key=lambda entry: entry[0], reverse=True)[:IN_FEED]:
        made.add_item(
            title=title,
            link=where,
            unique_id=where,
            description=text,
            pubdate=moment,
            updateddate=moment.astimezone(UTC),
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _value(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda row: row[name]


def _resource(dataset: Dataset, site: Site) -> dict[str, Any]:
    return {
        "name": dataset.name,
        "title": dataset.title.id,
        "title_en": dataset.title.en,
        "description": dataset.text.id,
        "description_en": dataset.text.en,
        "licenses": [LICENCE],
        "sources": [{"title": site.title}],
        "schema": {
            "fields": [
                {
                    "name": field.name,
                    "type": field.type,
                    "description": field.text.id,
                    "description_en": field.text.en,
                }
                for field in dataset.fields
            ],
            "missingValues": [""],
        },
    }


def _json(content: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json")


def _dataset(name: str) -> Dataset:
    if name not in DATASETS:
        raise Http404
    return DATASETS[name]
