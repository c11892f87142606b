"""News as the office writes it, and readers' comments as the office reads them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.publicsite import actions
from saksama.office.publicsite.models import NewsItem, Opinion, OpinionStatus
from saksama.office.publicsite.models.opinion import decide, ratings_of
from saksama.office.publicsite.office_forms import NewsForm
from saksama.office.publicsite.room import NEWS
from saksama.office.records.listing import record_list
from saksama.office.records.states import hold
from saksama.office.trail.record import record

QUEUES = (OpinionStatus.WAITING, OpinionStatus.SHOWN, OpinionStatus.REFUSED)


@audience("publicsite.write")
@require_safe
def news(request: OfficeRequest) -> HttpResponse:
    """All news, drafts too."""
    return render(request, "publicsite/news.html", {"records": record_list(request, NEWS)})


@audience("publicsite.write")
@require_http_methods(["GET", "HEAD", "POST"])
def write_news(request: OfficeRequest, pk: int = 0) -> HttpResponse:
    """A new item, or a draft to be changed."""
    item = _item(request, pk) if pk else NewsItem(by=request.user)
    if pk and not item.is_editable_by(request.user):
        raise PermissionDenied
    form = NewsForm(request.POST or None, instance=item, viewer=request.user)
    if form.is_valid():
        with transaction.atomic():
            if pk:
                hold(item, item.status)
            form.save()
            record(request.user, actions.NEWS_CHANGED if pk else actions.NEWS_WRITTEN, item)
        messages.success(request, _("Kept. Attach pictures below, then ask for publication."))
        return redirect(item)
    return render(request, "publicsite/write_news.html", {"form": form, "item": item if pk else None})


@audience("publicsite.write")
@require_safe
def news_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """One item with what readers think of it."""
    item = _item(request, pk)
    context = {
        "item": item,
        "may_write": item.is_editable_by(request.user),
        "ratings": ratings_of(item),
        "comments": item.opinions.exclude(comment="").order_by("-pk")[:50],
    }
    return render(request, "publicsite/news_item.html", context)


@audience("publicsite.write")
@require_safe
def opinions(request: OfficeRequest) -> HttpResponse:
    """Comments that wait, or those decided on; what readers complained about comes first."""
    chosen = request.GET.get("status", OpinionStatus.WAITING)
    status = chosen if chosen in QUEUES else OpinionStatus.WAITING
    rows = Opinion.objects.filter(status=status).select_related("item", "decided_by").order_by("-complaints", "pk")
    complained = Opinion.objects.filter(status=OpinionStatus.SHOWN, complaints__gt=0).count()
    context = {"listing": listing(request, rows), "status": status, "queues": QUEUES, "complained": complained}
    return render(request, "publicsite/opinions.html", context)


@audience("publicsite.write")
@require_POST
def decide_opinion(request: OfficeRequest, pk: int) -> HttpResponse:
    """Shows or refuses a comment."""
    opinion = get_object_or_404(Opinion.objects.exclude(status=OpinionStatus.NONE), pk=pk)
    decide(opinion, request.user, shown=request.POST.get("word") == "show")
    return redirect("opinions")


def _item(request: OfficeRequest, pk: int) -> NewsItem:
    rows = NewsItem.objects.visible_to(request.user).select_related("by", "stage", "published_by")
    found: NewsItem = get_object_or_404(rows, pk=pk)
    return found
