"""What everybody reads: where the election is, what was done, what the lists and the index say, am I listed."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.map_figure import map_figure
from saksama.office.election.models import Region, Stage
from saksama.office.posko.models import EntryStatus, LogEntry, PublicPhoto
from saksama.office.posko.published import published_entries
from saksama.office.publicsite.figures.reading import map_of, read
from saksama.office.publicsite.models import NewsItem, NewsPicture, NewsStatus, Release, Site, open_site
from saksama.office.publicsite.pages import SUMMARY, address, page, page_number, public_page
from saksama.office.records.models.record import Classification
from saksama.office.vulnerability.published import latest_published

NEWS_AT_HOME, ACTIVITIES_AT_HOME = 3, 4
A_PAGE = 15
LONG_AGO = date(2000, 1, 1)
PICTURE_FRESH = 3600  # seconds a browser may keep a picture; withdrawn, it is gone an hour later
VOTING = "voting"  # key of the stage that everybody waits for


@public_page("stages", "lists", "index", "activities", "news")
def home(request: HttpRequest, site: Site) -> HttpResponse:
    """Where the election is, what to do here, the main figures, the latest news and activities."""
    release = Release.objects.current().filter(region=site.region).select_related("version").first()
    scores = latest_published(site.region)
    return page(
        request,
        site,
        "publicsite/open/home.html",
        stages=_stages(),
        figures=read(release) if release else None,
        index=scores,
        highest=[each for each in scores.scores if each.step][:5] if scores else [],
        news=NewsItem.objects.public()[:NEWS_AT_HOME],
        activities=published_entries(site.region, LONG_AGO, today(), ACTIVITIES_AT_HOME),
    )


@public_page("stages")
def stages(request: HttpRequest, site: Site) -> HttpResponse:
    """All stages with their days; those that run now stand out."""
    return page(request, site, "publicsite/open/stages.html", stages=_stages())


@public_page("activities")
def activities(request: HttpRequest, site: Site) -> HttpResponse:
    """What the election posts have published, the latest first."""
    rows = published_entries(site.region, LONG_AGO, today(), A_PAGE * 40)
    shown = Paginator(rows, A_PAGE).get_page(page_number(request))
    codes = {entry.region for entry in shown}
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return page(request, site, "publicsite/open/activities.html", shown=shown, names=names)


@public_page("activities")
def activity(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """One activity with its pictures; an address to share."""
    found = LogEntry.objects.within(site.region).filter(
        pk=pk, status=EntryStatus.PUBLISHED, classification=Classification.OPEN
    )
    entry = found.select_related("stage").first()
    if entry is None:
        raise Http404
    place = Region.objects.filter(code=entry.region).values_list("name", flat=True).first()
    photos = list(entry.public_photos.all())
    context: dict[str, Any] = {"entry": entry, "photos": photos, "place": place}
    context |= {"kind": "article", "title": entry.title, "summary": Truncator(entry.public_text).chars(SUMMARY)}
    if photos:
        context["picture"] = request.build_absolute_uri(reverse("public_activity_photo", args=[photos[0].pk]))
    return page(request, site, "publicsite/open/activity.html", **context)


@public_page("lists")
def lists(request: HttpRequest, site: Site, pk: int = 0, code: str = "") -> HttpResponse:
    """Findings and recommendations of a released list by place: the latest one, or the one that is named."""
    current = list(Release.objects.current().filter(region=site.region).select_related("version"))
    release = next((each for each in current if not pk or each.pk == pk), None)
    figures = read(release, code) if release else None
    if (pk or code) and figures is None:
        raise Http404
    figure = None
    if release and figures:
        language = str(request.LANGUAGE_CODE)
        links = {part.code: address("public_list_place", language, pk=release.pk, code=part.code)
                 for part in figures.parts if part.has_parts}  # fmt: skip
        figure = map_of(figures, links)
    context = {"releases": current, "release": release, "figures": figures, "figure": figure, "within": bool(code)}
    return page(request, site, "publicsite/open/lists.html", **context)


@public_page("index")
def index(request: HttpRequest, site: Site) -> HttpResponse:
    """The released index by sub-district, with what it means."""
    scores = latest_published(site.region)
    figure = None
    if scores:
        regions = Region.objects.filter(code__in=[each.region for each in scores.scores]).select_related("boundary")
        steps = {each.region: _shade(each.step, len(scores.categories)) for each in scores.scores}
        labels = {each.region: f"{each.name}: {each.category or '–'}" for each in scores.scores}
        figure = map_figure(regions.order_by("code"), labels=labels, steps=steps)
    shades = (
        [(_shade(step, len(scores.categories)), name) for step, name in enumerate(scores.categories, 1)]
        if scores
        else []
    )
    return page(request, site, "publicsite/open/index.html", index=scores, figure=figure, shades=shades)


@public_page()
def listed(request: HttpRequest, site: Site) -> HttpResponse:
    """How to see with KPU whether one is listed, and what to do if not. Nobody is searched for here."""
    summary = _("How to see whether you are in the voter list, and what to do if you are not.")
    return page(request, site, "publicsite/open/listed.html", title=_("Am I listed?"), summary=summary)


@public_page()
def about(request: HttpRequest, site: Site) -> HttpResponse:
    """What is kept of whom, what is hidden in figures and why, and how to reach the office."""
    return page(request, site, "publicsite/open/about.html")


@audience(PUBLIC)
@require_safe
def activity_photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The public copy of a photo of a published activity."""
    site = open_site()
    found = PublicPhoto.objects.filter(
        pk=pk, entry__status=EntryStatus.PUBLISHED, entry__classification=Classification.OPEN
    ).select_related("entry")
    photo = found.first()
    if site is None or photo is None or not f"{photo.entry.region}.".startswith(f"{site.region}."):
        raise Http404
    return _picture(photo.path)


@audience(PUBLIC)
@require_safe
def news_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The public copy of a picture of published news."""
    picture = NewsPicture.objects.filter(pk=pk, item__status=NewsStatus.PUBLISHED).first()
    if open_site() is None or picture is None:
        raise Http404
    return _picture(picture.path)


def _picture(path: Path) -> HttpResponseBase:
    if not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="image/jpeg")
    answer["Cache-Control"] = f"public, max-age={PICTURE_FRESH}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _stages() -> dict[str, Any]:
    """The stages of the current election: all, those that run, the voting and how long until then. Two queries."""
    day = today()
    rows = list(Stage.objects.filter(election=current_election(day)))
    voting = next((stage for stage in rows if stage.key == VOTING), None)
    left = (voting.begins - day) if voting else timedelta(0)
    return {
        "all": [
            {"stage": each, "state": "past" if each.ends < day else "running" if each.begins <= day else "ahead"}
            for each in rows
        ],
        "running": [each for each in rows if each.begins <= day <= each.ends],
        "next": next((each for each in rows if each.begins > day), None),
        "voting": voting,
        "days_left": max(left.days, 0),
    }


def _shade(step: int, steps: int) -> int:
    """How dark on the map: 0 without a score, else spread over 1 to 5."""
    return 0 if step == 0 else 1 + round((step - 1) * 4 / max(steps - 1, 1))
