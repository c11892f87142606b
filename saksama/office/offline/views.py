"""The page that stands in for every page when there is no signal, and the worker that puts it there."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.offline.forms_to_carry import begin_what_is_carried, forms_to_carry

WORKER = Path(__file__).parent / "service-worker.js"


@audience("offline.use")
@require_safe
def offline(request: OfficeRequest) -> HttpResponse:
    """The forms one can take along; with `?prepare` the page takes them along."""
    return render(request, "offline/offline.html", {"forms": forms_to_carry(request.user)})


@audience("offline.use")
@require_POST
def prepare(request: OfficeRequest) -> HttpResponse:
    """Begins what cannot be begun where there is no signal, a blank Form A, and lets the page go on."""
    begin_what_is_carried(request.user)
    return redirect(f"{reverse('offline')}?prepare=1")


@audience(PUBLIC)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers when the office does not. It holds nothing of anybody."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8"),
        content_type="text/javascript",
        headers={"Service-Worker-Allowed": "/", "Cache-Control": "no-cache"},
    )
