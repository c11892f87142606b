"""Reviews, alone or many at a time. Whose place it is, `visible_to` decides."""

import re
from urllib.parse import parse_qs, urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import PER_PAGE
from saksama.office.rolls import photos
from saksama.office.rolls.forms import ReviewForm
from saksama.office.rolls.models import Finding, ListVersion, Verdict, review, take_back

REFUSED_NOTE, JUST_REVIEWED = "refused_note", "just_reviewed"  # session keys
_NOT_REVIEWED = gettext_lazy("The list was withdrawn, so its findings are not reviewed any more.")
NUMBER = re.compile(r"[0-9]{1,18}")  # fits the column


@audience("findings.review")
@require_POST
def review_one(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """One finding from its page; whoever works through a list gets the next one."""
    rows = Finding.objects.visible_to(request.user).select_related("version")
    found: Finding = get_object_or_404(rows, pk=finding, version_id=pk)
    form = ReviewForm(request.POST, request.FILES)
    following = request.POST.get("next", "")
    query = _query(request)
    if found.version.is_withdrawn:
        messages.error(request, _NOT_REVIEWED)
    elif form.is_valid():
        _keep(form, found.version, [found], request)
        messages.success(request, _("The review of %(finding)s is kept.") % {"finding": found.reference})
        if NUMBER.fullmatch(following) and rows.filter(pk=int(following), version_id=pk).exists():
            finding = int(following)
    else:
        _say_problems(request, form)
        # A photo that cannot be read must not cost what was typed beside it; the page that follows takes it.
        request.session[REFUSED_NOTE] = {"finding": finding, "note": request.POST.get("note", "")[:500]}
    return redirect(f"{reverse('finding', args=[pk, finding])}{query}")


@audience("findings.review")
@require_POST
def review_many(request: OfficeRequest, pk: int) -> HttpResponse:
    """The ticked findings of a page; those outside one's region are left alone."""
    version: ListVersion = get_object_or_404(ListVersion.objects.visible_to(request.user), pk=pk)
    form = ReviewForm(request.POST, request.FILES)
    ticked = [int(value) for value in request.POST.getlist("finding")[:PER_PAGE] if NUMBER.fullmatch(value)]
    rows = list(Finding.objects.visible_to(request.user).filter(version=version, pk__in=ticked))
    if version.is_withdrawn:
        messages.error(request, _NOT_REVIEWED)
    elif not form.is_valid():
        _say_problems(request, form)
    elif not rows:
        messages.error(request, _("Tick at least one finding."))
    else:
        count = _keep(form, version, rows, request)
        said = ngettext("%(count)d finding reviewed.", "%(count)d findings reviewed.", count)
        messages.success(request, said % {"count": count})
    return redirect(f"{reverse('findings', args=[pk])}{_query(request)}")


@audience("findings.review")
@require_POST
def take_back_reviews(request: OfficeRequest, pk: int) -> HttpResponse:
    """One's own reviews that were a mistake: of one finding from its page, or all of the last sending."""
    version: ListVersion = get_object_or_404(ListVersion.objects.visible_to(request.user), pk=pk)
    named = [int(value) for value in request.POST.getlist("finding")[:PER_PAGE] if NUMBER.fullmatch(value)]
    rows = list(Finding.objects.visible_in(version, request.user).filter(pk__in=named))
    if count := take_back(version, rows, request.user):
        said = ngettext("%(count)d review is taken back.", "%(count)d reviews are taken back.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.error(request, _("Nothing was taken back: another has reviewed it since, or it is in a letter."))
    address = reverse("finding", args=[pk, rows[0].pk]) if len(rows) == 1 else reverse("findings", args=[pk])
    return redirect(f"{address}{_query(request)}")


def _keep(form: ReviewForm, version: ListVersion, rows: list[Finding], request: OfficeRequest) -> int:
    given = form.cleaned_data["photo"]
    photo = photos.keep(given) if given else ""
    verdict = Verdict(form.cleaned_data["verdict"])
    made = review(version, rows, request.user, verdict, form.cleaned_data["note"], photo)
    request.session[JUST_REVIEWED] = {"list": version.pk, "findings": [each.finding_id for each in made]}
    return len(made)


def _query(request: OfficeRequest) -> str:
    """The filters one came with, taken apart and put together anew: nothing else gets into the address."""
    asked = urlencode(parse_qs(request.POST.get("query", "")), doseq=True)
    return f"?{asked}" if asked else ""


def _say_problems(request: OfficeRequest, form: ReviewForm) -> None:
    for problems in form.errors.values():
        messages.error(request, " ".join(str(problem) for problem in problems))
