"""The gate before every view: asks `access.py`, refuses by default."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from saksama.office.accounts.access import PUBLIC, audience_of, may, way_into

SEEN_EVERY = 300  # seconds between two notes of "last seen" in a session
seen = Signal()  # somebody is here, with `account` and `at`; at most once in SEEN_EVERY for each session


class Gate:
    """Middleware. Who is not logged in goes to the login; a role without the permission gets 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Lets the request through with None, or answers it."""
        permission = audience_of(view, request.method or "GET")
        if permission is None:
            raise ImproperlyConfigured(f"{request.path}: the view declares no audience")
        if permission == PUBLIC:
            return None
        if (way_in := way_into(view)) is not None:
            refusal = way_in.enter(request)
            user: Any = request.user
            if refusal is None and not user.may(permission):
                refusal = way_in.refuse(request, permission)
            return refusal
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.lacks_second_factor and permission != "account.own":
            return redirect("two_factor")
        if not may(request.user.role, permission):
            return render(request, "office/refused.html", status=403)
        _note_seen(request)
        return None


def _note_seen(request: HttpRequest) -> None:
    now = int(timezone.now().timestamp())
    if now - int(request.session.get("seen", 0)) > SEEN_EVERY:
        request.session["seen"] = now
        seen.send(Gate, account=request.user, at=timezone.now())
