"""Samples, put where the search and the start page find them."""

from django.utils.translation import gettext_lazy as _

from saksama.office.records.registry import Shelf, containing, shelve
from saksama.office.samples.models import Sample

shelve(
    Shelf(
        "samples",
        Sample,
        _("Sample check"),
        read="samples.read",
        icon="check",
        list_route="samples",
        detail_route="sample",
        find=containing("version__name", "version__kind", "seed"),
        day=lambda row: row.created.date(),
        related=("version",),
    )
)
