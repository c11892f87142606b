"""Codes to names, many at a time."""

from collections.abc import Iterable

from saksama.office.accounts.region_code import level_of, parent_of
from saksama.office.election.models import Level, Region


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Each code with its name, a village with its sub-district; one query."""
    wanted = set(codes)
    parents = {parent_of(code) for code in wanted if level_of(code) == Level.VILLAGE}
    known = dict(Region.objects.filter(code__in=wanted | parents).values_list("code", "name"))
    names = {}
    for code in wanted:
        name = known.get(code, code)
        is_village = level_of(code) == Level.VILLAGE and parent_of(code) in known
        names[code] = f"{name}, {known[parent_of(code)]}" if is_village else name
    return names
