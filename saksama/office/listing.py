"""Lists a page at a time, with the same few queries whatever their length."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest

RowOf = TypeVar("RowOf", bound=models.Model)
PER_PAGE = 50


@dataclass(frozen=True)
class Listing(Generic[RowOf]):
    """A page of rows and the address of its filters, for templates/office/parts/pagination.html."""

    page: "Page[RowOf]"
    query: str  # the filters of the address without the page number, as "role=staff&"

    @property
    def rows(self) -> list[RowOf]:
        """The rows of this page."""
        return list(self.page.object_list)


def listing(
    request: HttpRequest, rows: models.QuerySet[RowOf, Any], per_page: int = PER_PAGE, total: int | None = None
) -> Listing[RowOf]:
    """The page that `?page=` asks for; the nearest one if there is none. Two queries, one if `total` is known."""
    return page_of(request, rows, per_page, total)


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE, total: int | None = None) -> Listing[Any]:
    """The same of rows that are in memory already, as their page shows them."""
    query = request.GET.copy()
    query.pop("page", None)
    encoded = query.urlencode()
    pages = Paginator(rows, per_page)
    if total is not None:
        pages.count = total
    page = pages.get_page(request.GET.get("page"))
    return Listing(page, f"{encoded}&" if encoded else "")
