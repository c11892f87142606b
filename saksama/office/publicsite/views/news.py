"""News, and what readers think of it: a rating with one touch, a comment that is read before it is shown."""

from typing import Any

from django.core import signing
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import get_language

from saksama.office.publicsite.flood import admit, reader_of
from saksama.office.publicsite.forms import CommentForm, ComplaintForm
from saksama.office.publicsite.models import Mark, NewsItem, Opinion, OpinionStatus, Rating, Site
from saksama.office.publicsite.models.opinion import complain, ratings_of
from saksama.office.publicsite.pages import SUMMARY, address, page, page_number, public_form, public_page, too_much

A_PAGE = 10
SHOWN = 100  # comments of an item
SALT = "saksama opinion 1"


@public_page("news")
def news(request: HttpRequest, site: Site) -> HttpResponse:
    """All news, the latest first."""
    shown = Paginator(NewsItem.objects.public(), A_PAGE).get_page(page_number(request))
    return page(request, site, "publicsite/open/news.html", shown=shown)


@public_page("news", "opinions")
def news_item(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """One item with the readers' opinions."""
    item = _item(pk)
    pictures = list(item.pictures.all())
    english = get_language() == "en" and bool(item.title_en)
    context: dict[str, Any] = {
        "kind": "article",
        "title": item.title_en if english else item.title,
        "summary": Truncator(item.text_en if english else item.text).chars(SUMMARY),
        "item": item,
        "pictures": pictures,
        "ratings": ratings_of(item),
        "comments": item.opinions.filter(status=OpinionStatus.SHOWN)[:SHOWN],
    }
    if pictures:
        context["picture"] = request.build_absolute_uri(reverse("public_news_picture", args=[pictures[0].pk]))
    return page(request, site, "publicsite/open/news_item.html", **context)


@public_form
def rate(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """Useful or not, with one touch. A reader's second word corrects the first; then a comment is offered."""
    item = _item(pk)
    said = request.POST.get("rating", "")
    if said not in Rating.values:
        return HttpResponseRedirect(_to("public_news_item", pk=pk))
    if not admit("rating", request):
        return too_much(request, site)
    with transaction.atomic():
        opinion, _new = Opinion.objects.update_or_create(
            item=item, reader=reader_of(request, with_browser=True), defaults={"rating": said}
        )
    query = urlencode({"after": signing.dumps(opinion.pk, salt=SALT)})
    return HttpResponseRedirect(f"{_to('public_comment', pk=pk)}?{query}")


@public_form
def comment(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """A comment, perhaps after a rating."""
    item = _item(pk)
    after = request.POST.get("after") or request.GET.get("after") or ""
    form = CommentForm(request.POST or None)
    if form.is_valid():
        if not admit("comment", request):
            return too_much(request, site)
        _keep(form, item, after)
        return page(request, site, "publicsite/open/thanks.html", item=item)
    context = {"form": form, "item": item, "after": after}
    return page(request, site, "publicsite/open/comment.html", **context)


@public_form
def complaint(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """Somebody finds a shown comment abusive."""
    opinion = Opinion.objects.filter(pk=pk, status=OpinionStatus.SHOWN).select_related("item").first()
    if opinion is None:
        raise Http404
    form = ComplaintForm(request.POST or None)
    if form.is_valid():
        if not admit("complaint", request):
            return too_much(request, site)
        with transaction.atomic():
            kind, reader = f"c{opinion.pk}"[-10:], reader_of(request)
            if form.spend() and not Mark.objects.filter(kind=kind, reader=reader).exists():
                Mark.objects.create(kind=kind, reader=reader, at=timezone.now())
                complain(opinion)
        return page(request, site, "publicsite/open/thanks.html", item=opinion.item, complained=True)
    return page(request, site, "publicsite/open/complaint.html", form=form, opinion=opinion)


@transaction.atomic
def _keep(form: CommentForm, item: NewsItem, after: str) -> None:
    """With the rating it came after, if that has no comment yet, else by itself; the same form once."""
    if not form.spend():
        return
    told = {"name": form.cleaned_data["name"], "comment": form.cleaned_data["comment"], "status": OpinionStatus.WAITING}
    try:
        rated = Opinion.objects.filter(pk=signing.loads(after, salt=SALT, max_age=86_400), item=item, comment="")
    except signing.BadSignature:
        rated = Opinion.objects.none()
    if not rated.update(**told):
        Opinion.objects.create(item=item, **told)


def _item(pk: int) -> NewsItem:
    found: NewsItem | None = NewsItem.objects.public().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _to(name: str, **kwargs: Any) -> str:
    return address(name, get_language() or "id", **kwargs)
