"""A form that is begun from a record of another room: `?from=room:pk` in its address."""

from typing import Any

from saksama.office.accounts.request import OfficeRequest
from saksama.office.records.registry import ROOMS, find


def begun_from(request: OfficeRequest, name: str = "from") -> Any:
    """The record that the address names, if the viewer may change it; else None. Raises Http404: there is none."""
    key, _colon, number = request.GET.get(name, "").partition(":")
    if key not in ROOMS or not number.isdecimal():
        return None
    target = find(ROOMS[key], int(number), request.user)
    return target if target.is_editable_by(request.user) else None
