"""The table of empty days and sub-districts, and the button that tells who is responsible."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.posko.gaps import coverage as covered
from saksama.office.posko.gaps import tell
from saksama.office.posko.models import Post, post_of
from saksama.office.posko.views.calendar import given_day

DAYS = 14
MOST = 62


@audience("posko.read")
@require_http_methods(["GET", "HEAD", "POST"])
def coverage(request: OfficeRequest) -> HttpResponse:
    """`?until=` and `?days=`; a post sends its notices from here."""
    until = given_day(request, "until")
    asked = request.GET.get("days", "")
    days = min(int(asked), MOST) if asked.isdecimal() and asked != "0" and len(asked) < 4 else DAYS
    post = post_of(request.user)
    found = covered(post, request.user.region, until - timedelta(days=days - 1), until, today())
    may_tell = request.user.may("posko.publish")
    if request.method == "POST":
        if not may_tell:
            raise PermissionDenied
        number = tell(post, request.user.region, found.gaps, request.user)
        said = ngettext("%(count)d person told.", "%(count)d people told.", number)
        messages.success(request, said % {"count": number})
        return redirect(request.get_full_path())
    context = {
        "coverage": found,
        "until": until,
        "days": days,
        "earlier": until - timedelta(days=days),
        "later": until + timedelta(days=days),
        "may_tell": may_tell,
        "post": Post(post),
    }
    return render(request, "posko/gaps.html", context)
