"""What a form that is kept in the browser until it is sent (static/office/keep.js) hears from the office."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse


class KeptForms:
    """Middleware: a script cannot read a redirect, so that it is told in words what any view has answered.

    200 with `next`, the page to go on with: the office has it. 401: log in again. 409: it did not take it, and another
    sending will not help. 422: the page says what is wrong.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if "X-Keep" not in request.headers or request.method != "POST":
            return answer
        if getattr(answer, "not_taken", False):
            return HttpResponse(status=409)
        if answer.status_code == 302:
            asks_who = answer["Location"].partition("?")[0] in (resolve_url(settings.LOGIN_URL), reverse("two_factor"))
            told = HttpResponse(status=401) if asks_who else JsonResponse({"next": answer["Location"]})
            told.cookies = answer.cookies  # the session, and what the next page is to say
            return told
        if answer.status_code == 200:
            answer.status_code = 422
        return answer


def not_taken(answer: HttpResponse) -> HttpResponse:
    """Marks a view's redirect that leads away from a form it did not take: what was typed must stay in the browser."""
    answer.not_taken = True  # type: ignore[attr-defined]
    return answer
