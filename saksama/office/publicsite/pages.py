"""The frame of every public page: its language is in its address, it needs no cookie, it is kept until it changes.

A page is made once for each change of what it shows and then kept, packed, in the memory of the server's process. A
browser that has it asks by its ETag and gets a line instead of a page. Since neither session nor cookie is looked at, a
cache in between may keep it as well.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.clock import today
from saksama.office.publicsite.freshness import stamp
from saksama.office.publicsite.models import Site, open_site

KEPT = 3600  # seconds in memory
FRESH = 60  # seconds a browser may show a page without asking again
LANGUAGES = {"id": "id_ID", "en": "en_US"}  # as social networks write them
LAST_PAGE = 999
SUMMARY = 160  # characters of a page that others show when it is shared
TOO_MUCH = 429  # Too Many Requests


# Of a public page: gets the request, whose page it is (site=), and what the address says.
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kept:
    """A page as it is kept."""

    body: bytes
    packed: bytes
    content_type: str
    disposition: str


def page(request: HttpRequest, site: Site, template: str, **context: Any) -> HttpResponse:
    """A page of the public frame, in the language that the address says."""
    return HttpResponse(_rendered(request, site, template, context))


def public_page(*parts: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A page that shows these parts (see `freshness.PARTS`)."""

    def declare(view: View) -> Callable[..., HttpResponseBase]:
        @audience(PUBLIC)
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, language: str = "id", **kwargs: Any) -> HttpResponseBase:
            with translation.override(language):
                request.LANGUAGE_CODE = language
                site = open_site()
                if site is None:
                    return _nothing(request, "publicsite/open/closed.html", None)
                key = _key(request, language, stamp(site, parts))
                etag = f'W/"{key}"'
                answer = get_conditional_response(request, etag=etag)
                if answer is None:
                    try:
                        answer = _answer(request, _kept(key, lambda: view(request, site=site, **kwargs)))
                    except Http404:
                        return _nothing(request, "publicsite/open/nothing.html", site)
            answer["ETag"] = etag
            answer["Cache-Control"] = f"public, max-age={FRESH}"
            answer["Vary"] = "Accept-Encoding"
            answer["Content-Language"] = language
            return answer

        return shown

    return declare


def public_form(view: View) -> Callable[..., HttpResponseBase]:
    """A page with a form that anybody may send; never kept.

    Exempt from the check for forged requests: it acts for nobody who is logged in, so there is nothing to forge, and
    the check would need a cookie. What it carries instead, `guard` says.
    """

    @audience(PUBLIC)
    @csrf_exempt
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, language: str = "id", **kwargs: Any) -> HttpResponseBase:
        with translation.override(language):
            request.LANGUAGE_CODE = language
            site = open_site()
            if site is None:
                return _nothing(request, "publicsite/open/closed.html", None)
            try:
                answer = view(request, site=site, **kwargs)
            except Http404:
                return _nothing(request, "publicsite/open/nothing.html", site)
        answer["Content-Language"] = language
        return _packed(request, answer) if request.method == "GET" else answer

    return shown


def too_much(request: HttpRequest, site: Site) -> HttpResponse:
    """What one reads who has sent too much, or whose neighbours behind the same address have."""
    answer = page(request, site, "publicsite/open/too_much.html")
    answer.status_code = TOO_MUCH
    return answer


def page_number(request: HttpRequest) -> int:
    """Of a list in pages; anything odd is the first."""
    asked = request.GET.get("page", "")
    return min(int(asked), LAST_PAGE) if asked.isdecimal() and len(asked) < 5 else 1


def address(route: str, language: str, **kwargs: Any) -> str:
    """Of a public page in a language; data and pictures have none."""
    try:
        return reverse(route, kwargs={"language": language, **kwargs})
    except NoReverseMatch:
        return reverse(route, kwargs=kwargs)


def _rendered(request: HttpRequest, site: Site | None, template: str, context: dict[str, Any]) -> str:
    language = translation.get_language() or "id"
    match = request.resolver_match
    kwargs = {key: value for key, value in (match.kwargs if match else {}).items() if key != "language"}
    other = "id" if language == "en" else "en"
    here = match.url_name if match and match.url_name else "public_home"
    return render_to_string(
        template,
        {
            "site": site,
            "title": site.title if site else "Saksama",
            "language": language,
            "here": here,
            "day": today(),
            "locale": LANGUAGES[language],
            "absolute": request.build_absolute_uri(request.path),
            "other_language": other,
            "other_address": address(here, other, **kwargs),
            "other_absolute": request.build_absolute_uri(address(here, other, **kwargs)),
            "picture": request.build_absolute_uri(static("publicsite/share.png")),
            **context,
        },
    )


def _key(request: HttpRequest, language: str, stamped: str) -> str:
    told = (stamped, language, request.get_host(), request.is_secure(), request.path, page_number(request))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _kept(key: str, make: Callable[[], HttpResponse]) -> Kept:
    found: Kept | None = cache.get(f"public:{key}")
    if found is None:
        made = make()
        found = Kept(
            made.content, gzip.compress(made.content, 6, mtime=0), made["Content-Type"],
            made.get("Content-Disposition", ""),
        )  # fmt: skip
        cache.set(f"public:{key}", found, KEPT)
    return found


def _packed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """An empty form, packed where the browser can unpack it: it holds nothing that is anybody's."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        answer.content = gzip.compress(answer.content, 6, mtime=0)
        answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding"
    return answer


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    packs = "gzip" in request.headers.get("accept-encoding", "") and len(kept.packed) < len(kept.body)
    answer = HttpResponse(kept.packed if packs else kept.body, content_type=kept.content_type)
    if packs:
        answer["Content-Encoding"] = "gzip"
    if kept.disposition:
        answer["Content-Disposition"] = kept.disposition
    return answer


def _nothing(request: HttpRequest, template: str, site: Site | None) -> HttpResponse:
    answer = HttpResponse(_rendered(request, site, template, {}), status=404)
    answer["Content-Language"] = translation.get_language() or "id"
    return answer
