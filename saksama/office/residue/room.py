"""Searches for people not yet listed, put where the search and the start page find them; the people are not."""

from django.utils.translation import gettext_lazy as _

from saksama.office.records.registry import Shelf, containing, shelve
from saksama.office.residue.models import Residue

shelve(
    Shelf(
        "residues",
        Residue,
        _("Not yet listed"),
        read="residue.read",
        icon="search",
        list_route="residues",
        detail_route="residue",
        find=containing("version__name", "version__kind", "claim"),
        day=lambda row: row.created.date(),
        text=lambda row: row.claim,
        related=("version",),
    )
)
