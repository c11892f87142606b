"""Letters are no records of the shared kind; here they are put where the search and the start page find them."""

from django.utils.translation import gettext_lazy as _

from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.states import MOVES
from saksama.office.records.registry import Shelf, containing, shelve

shelve(
    Shelf(
        "recommendations",
        Recommendation,
        _("Recommendation"),
        read="recommendations.read",
        icon="letter",
        list_route="recommendations",
        detail_route="recommendation",
        find=containing("number", "subject", "addressee", "opening", "version__name", "version__kind"),
        day=lambda row: row.dated,
        text=lambda row: f"{row.subject} {row.addressee}",
        related=("version",),
        moves=MOVES,
    )
)
