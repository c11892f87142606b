"""What must be true before the server starts: each route declares its audience, the data folder can be written."""

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.urls import URLPattern, URLResolver, get_resolver

from saksama.office.accounts.access import audiences_of, way_into


class Route(NamedTuple):
    """One address of the office."""

    path: str
    name: str
    audience: str | None
    method: str = "GET"
    by_token: bool = False  # not by a session


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Route]:
    """Every route of the URL configuration, whatever room it belongs to."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        elif isinstance(entry, URLPattern):
            by_token = way_into(entry.callback) is not None
            declared: dict[str, str | None] = {**audiences_of(entry.callback)} or {"GET": None}
            for method, audience in declared.items():
                yield Route(f"/{path}", entry.name or "", audience, method, by_token)


@register
def every_route_has_an_audience(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuses a route that forgot to say who may open it."""
    return [
        Error(f"{route.path} declares no audience", hint='Put @audience("…") on its view.', id="office.E001")
        for route in routes()
        if route.audience is None
    ]


@register
def the_data_folder_can_be_written_to(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """An unwritable folder is said at the start, not at midnight."""
    folder = settings.DATA_FOLDER
    if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        return [Error(f"{folder} cannot be written to", hint="Allow it, or set SAKSAMA_DATA.", id="office.E002")]
    return []


@register
def https_comes_from_a_proxy(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """`saksama serve` speaks http: with SAKSAMA_HTTPS alone every page would be sent to https again and again."""
    if settings.SECURE_SSL_REDIRECT and not settings.USE_PROXY:
        hint = "Set SAKSAMA_PROXY=1 and let the proxy set X-Forwarded-Proto and X-Forwarded-For."
        return [Error("SAKSAMA_HTTPS=1 without SAKSAMA_PROXY=1", hint=hint, id="office.E003")]
    return []


@register
def debug_is_off(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """SAKSAMA_DEBUG shows tracebacks, with data in them, to whoever opens a page."""
    if settings.DEBUG:
        return [Warning("SAKSAMA_DEBUG is on", hint="Never where others can reach the server.", id="office.W001")]
    return []
