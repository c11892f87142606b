"""From confirmed findings to a draft, and the text of the draft."""

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.recommendations.drafting import change, discard, draft, free_findings, remove_findings
from saksama.office.recommendations.forms import ChooseFilter, TextForm
from saksama.office.recommendations.models import Item
from saksama.office.recommendations.states import Refused
from saksama.office.recommendations.views.common import language, letter_or_404, saying, ticked
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.office.rolls.models import Status as ListStatus
from saksama.office.rolls.models.finding import RULES
from saksama.office.rolls.places import placed, places_to_choose


@audience("recommendations.write")
@require_safe
def choose_list(request: OfficeRequest) -> HttpResponse:
    """The audited lists with the number of their confirmed findings."""
    rows = ListVersion.objects.visible_to(request.user).standing().filter(status=ListStatus.AUDITED)
    page = listing(request, rows, per_page=20)
    confirmed = Finding.objects.filter(version__in=[each.pk for each in page.rows], status=FindingStatus.CONFIRMED)
    counts = dict(confirmed.order_by().values_list("version").annotate(n=Count("id")))
    free = dict(free_findings(confirmed).order_by().values_list("version").annotate(n=Count("id")))
    versions = [(each, counts.get(each.pk, 0), free.get(each.pk, 0)) for each in page.rows]
    return render(request, "recommendations/choose_list.html", {"listing": page, "versions": versions})


@audience("recommendations.write")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: OfficeRequest, list: int) -> HttpResponse:  # noqa: A002 - the name in the address
    """Confirmed findings of a list by place, rule and severity: ticked ones, or all under the filter, make a draft."""
    version: ListVersion = get_object_or_404(ListVersion.objects.visible_to(request.user), pk=list)
    if version.is_withdrawn:
        messages.error(request, version.withdrawn_text)
        return redirect("recommendation_choose_list")
    rows: QuerySet[Finding] = free_findings(Finding.objects.visible_in(version, request.user))
    asked = QueryDict(request.POST.get("query", "")) if request.method == "POST" else request.GET
    places = places_to_choose(request.user.region, version.region, asked.get("place", ""))
    form = ChooseFilter(asked, places=places, rules=_rules(rows))
    is_valid = form.is_valid()  # what is no choice is said at its field
    fitting = _filtered(rows, form.cleaned_data)
    if request.method == "POST":
        everything = "everything" in request.POST and is_valid
        try:
            letter = draft(
                version, fitting if everything else rows.filter(pk__in=ticked(request, "finding")), request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The draft is there. Read its text, then have it approved."))
            return redirect("recommendation", pk=letter.pk)
    page = listing(request, fitting)
    context = {"version": version, "form": form, "listing": page, "rows": placed(page.rows), "query": asked.urlencode()}
    return render(request, "recommendations/choose.html", context)


@audience("recommendations.write")
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: OfficeRequest, pk: int) -> HttpResponse:
    """The words of a draft."""
    letter = letter_or_404(request, pk)
    if not letter.is_draft:
        return redirect("recommendation", pk=pk)
    form = TextForm(request.POST or None, instance=letter)
    if form.is_valid():
        with saying(request, _("The text is kept.")):
            if form.changed_data:
                change(letter, request.user, {name: form.cleaned_data[name] for name in form.changed_data})
        return redirect("recommendation", pk=pk)
    return render(request, "recommendations/text.html", {"letter": letter, "form": form})


@audience("recommendations.write")
@require_POST
def remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes the ticked records out of a draft."""
    letter = letter_or_404(request, pk)
    items = Item.objects.visible_to(request.user).filter(pk__in=ticked(request, "item"))
    with saying(request, _("Taken out.")):
        if not remove_findings(letter, items, request.user):
            raise Refused(_("Tick at least one record."))
    return redirect("recommendation", pk=pk)


@audience("recommendations.write")
@require_POST
def discard_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Deletes a draft that never had a number."""
    letter = letter_or_404(request, pk)
    with saying(request, _("The draft is discarded; its findings can be chosen again.")):
        discard(letter, request.user)
        return redirect("recommendations")
    return redirect("recommendation", pk=pk)


def _filtered(rows: "QuerySet[Finding]", chosen: dict[str, str]) -> "QuerySet[Finding]":
    if chosen.get("place"):
        rows = rows.filter(region__within=chosen["place"])
    if chosen.get("category"):
        rows = rows.filter(category=chosen["category"])
    if chosen.get("kind"):
        rows = rows.filter(rule=chosen["kind"])
    if chosen.get("severity"):
        rows = rows.filter(severity=chosen["severity"])
    return rows


def _rules(rows: "QuerySet[Finding]") -> list[tuple[str, str]]:
    there = set(rows.order_by().values_list("rule", flat=True).distinct())
    return [(rule.code, f"{rule.code} {rule.title.in_(language())}") for rule in RULES.values() if rule.code in there]
