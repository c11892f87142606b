"""Answers that can be true but rarely are: said to whoever typed them, and shown beside the counts."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saksama.office.coklit.models import CoklitCount

# Voters of one household, on average over a TPS. Sumatera Selatan has about 3.9 people a household, two thirds of
# them of voting age; beyond these limits one of the two numbers is wrong.
FEWEST_VOTERS, MOST_VOTERS = 1.2, 6.0
PANTARLIH_OF_A_TPS = 2  # at most, PKPU 7/2024


def oddities(count: CoklitCount, *, voters: int | None = None, ends: date | None = None) -> list[str]:
    """In words, empty if nothing is odd. `voters`: in the list of this TPS; `ends`: last day of coklit."""
    found = [*_sums(count), *_stickers(count)]
    if voters and count.households:
        each = voters / count.households
        if not FEWEST_VOTERS <= each <= MOST_VOTERS:
            found.append(
                _("%(voters)s voters in %(households)s households: %(each).1f a household.")
                % {"voters": voters, "households": count.households, "each": each}
            )
    most = max(count.joki or 0, count.in_party or 0)
    if most > PANTARLIH_OF_A_TPS:
        found.append(_("A TPS has at most two Pantarlih; %(count)s are written.") % {"count": most})
    if ends is not None and count.day > ends:
        said = ngettext(
            "%(days)d day after the end of coklit.", "%(days)d days after the end of coklit.", (count.day - ends).days
        )
        found.append(said % {"days": (count.day - ends).days})
    return found


def _sums(count: CoklitCount) -> list[str]:
    if count.households is None or count.visited is None:
        return []
    seen = count.visited + (count.not_visited or 0)
    if count.visited > count.households:
        return [
            _("%(visited)s households visited, but there are only %(households)s.")
            % {"visited": count.visited, "households": count.households}
        ]
    if count.not_visited is not None and seen != count.households:
        return [
            _("Visited and not visited make %(seen)s, not the %(households)s households to visit.")
            % {"seen": seen, "households": count.households}
        ]
    return []


def _stickers(count: CoklitCount) -> list[str]:
    if (
        count.sticker_without_visit
        and count.not_visited is not None
        and count.sticker_without_visit > count.not_visited
    ):
        return [
            _("%(stickers)s stickers without a visit, but only %(not_visited)s households not visited.")
            % {"stickers": count.sticker_without_visit, "not_visited": count.not_visited}
        ]
    return []
