"""Search over everything one may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.records.registry import find_named, room_of
from saksama.office.records.searching import did_you_mean, search_everything


@audience("records.use")
@require_safe
def search(request: OfficeRequest) -> HttpResponse:
    """What contains all the words, by room. With `link_from=room:pk` each record can be linked to that one."""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    link_from = _link_from(request)
    found = search_everything(request.user, words, records_only=link_from is not None)
    context = {
        "words": words,
        "found": found,
        "total": sum(each.number for each in found),
        "instead": did_you_mean(request.user, words) if words and not found else "",
        "link_from": link_from,
    }
    return render(request, "records/search.html", context)


def _link_from(request: OfficeRequest) -> dict[str, Any] | None:
    target = find_named(request.GET.get("link_from", ""), request.user)
    if target is None or not target.is_editable_by(request.user):
        return None
    return {"room": room_of(type(target)), "record": target}
