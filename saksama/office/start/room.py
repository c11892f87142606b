"""Regions, stages and accounts, put where the search finds them."""

from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.election.models import Region
from saksama.office.records.registry import Shelf, containing, shelve

shelve(
    Shelf(
        "regions",
        Region,
        _("Region"),
        read="regions.read",
        icon="map",
        list_route="regions",
        detail_route="region",
        find=containing("name", "code"),
        text=lambda row: row.code,
    )
)
shelve(
    Shelf(
        "accounts",
        Account,
        _("Account"),
        read="accounts.manage",
        icon="person",
        list_route="accounts",
        detail_route="account",
        find=containing("username", "name", "region"),
        text=lambda row: row.name,
        takes_words=True,
    )
)
