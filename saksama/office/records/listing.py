"""What the list page of every room needs, in a bounded number of queries."""

from dataclasses import dataclass
from typing import Any

from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import Listing, listing
from saksama.office.records.forms import RecordFilter
from saksama.office.records.intake import INTAKES
from saksama.office.records.places import Where, where
from saksama.office.records.registry import Room


@dataclass(frozen=True)
class RecordList:
    """Filter, page, places; for templates/records/*.html."""

    room: Room
    form: RecordFilter
    listing: Listing[Any]
    where: Where
    may_write: bool
    may_export: bool
    may_import: bool
    query: str  # all filters, for the export's address


def record_list(request: OfficeRequest, room: Room) -> RecordList:
    """The records one may see, filtered by the address; about eight queries whatever their number."""
    form = room.filter_form(request.GET, viewer=request.user)
    rows = form.apply(room.model.objects.visible_to(request.user))
    other = request.GET.copy()
    other.pop("place", None)
    other.pop("page", None)
    encoded = other.urlencode()
    intake = INTAKES.get(room.key)
    chosen = form.cleaned_data.get("place") or ""
    return RecordList(
        room=room,
        form=form,
        listing=listing(request, rows.select_related("by", "stage", *room.related)),
        where=where(rows, request.user.region, chosen, f"{encoded}&" if encoded else ""),
        may_write=request.user.may(room.write),
        may_export=bool(room.export) and request.user.may(room.export),
        may_import=intake is not None and intake.by_table and request.user.may(intake.permission),
        query=request.GET.urlencode(),
    )
