"""What a search says of a place: the figures, the places below it, the areas not enumerated, the map."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers, level_of
from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Level, Region
from saksama.office.residue.models import Residue, ResiduePlace

DARKEST = 5
DARKEST_FROM = 0.40  # share of the people due who are not in the list


@dataclass(frozen=True)
class Part:
    """A place below, with its counts; None where nobody was sought."""

    label: str
    code: str
    count: ResiduePlace | None
    region: Region | None  # None for a TPS


def seen_place(account: Account, residue: Residue, asked: str) -> str:
    """The place whose figures are shown: the one asked for if one may see it, else one's own part of the regency."""
    own = max(account.region, residue.region, key=level_of)
    return asked if asked and covers(own, asked) and level_of(asked) <= Level.VILLAGE else own


def parts_of(residue: Residue, source: str, place: str) -> list[Part]:
    """Sub-districts of a regency, villages of a sub-district, TPS of a village. Two queries."""
    counts = ResiduePlace.objects.filter(residue=residue, source=source, region__within=place)
    if level_of(place) == Level.VILLAGE:
        return [Part(f"TPS {count.tps}", "", count, None) for count in counts.exclude(tps="")]
    level = level_of(place) + 1
    by_code = {count.region: count for count in counts.filter(tps="")}
    regions = Region.objects.filter(code__within=place, level=level).select_related("boundary")
    return [Part(region.name, region.code, by_code.get(region.code), region) for region in regions]


def residue_map(parts: list[Part], query: str) -> MapFigure | None:
    """The darker, the larger the share not in the list; palest where nobody was sought."""
    regions = [part.region for part in parts if part.region]
    steps: dict[str, int] = {}
    labels: dict[str, str] = {}
    for part in parts:
        count = part.count
        share = (count.due - count.in_list) / count.due if count and count.due else None
        steps[part.code] = 0 if share is None else 1 + round((DARKEST - 1) * min(share / DARKEST_FROM, 1))
        left = "" if count is None or share is None else f": {count.due - count.in_list} / {count.due}"
        labels[part.code] = f"{part.label}{left}"
    hrefs = {part.code: f"?{query}place={part.code}" for part in parts}
    return map_figure(regions, labels=labels, hrefs=hrefs, steps=steps)


def statement(count: ResiduePlace) -> tuple[str, str]:
    """Whether "all have been included" holds here, in words, and its tone."""
    if not count.due:
        return _("Nobody of them should be in the list here."), ""
    numbers = {"missing": count.surely_missing, "due": count.due}
    if count.surely_missing:
        said = _("Not true: at least %(missing)s of %(due)s people who should be in the list are not in it.")
        return said % numbers, "bad"
    if count.in_list == count.due:
        return _("True for these people: all %(due)s are in the list.") % numbers, "good"
    said = _("Cannot be refuted: those not found may be in the list under another spelling. Check them on the spot.")
    return said % numbers, "warn"
