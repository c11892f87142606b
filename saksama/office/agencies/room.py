"""Agencies, put where the search finds them."""

from django.utils.translation import gettext_lazy as _

from saksama.office.agencies.models import Agency
from saksama.office.records.registry import Shelf, containing, shelve

shelve(
    Shelf(
        "agencies",
        Agency,
        _("Agency"),
        read="agencies.manage",
        icon="people",
        list_route="agencies",
        detail_route="agency",
        find=containing("name", "short", "head"),
        text=lambda row: f"{row.name} {row.head}",
    )
)
