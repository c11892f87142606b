"""Findings counted by place and kind, for the recapitulation attached to a letter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saksama.office.recommendations.letter.letter import FindingGroup


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One place: counts in the order of the groups."""

    district: str
    village: str  # empty in a recapitulation by kecamatan
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def by_district(groups: Sequence[FindingGroup]) -> list[RecapRow]:
    """One row a kecamatan with findings, by name."""
    return _rows(groups, ((place.district, "") for group in groups for place in group.counts), whole_district=True)


def by_village(groups: Sequence[FindingGroup]) -> list[RecapRow]:
    """One row a desa with findings, by kecamatan and name."""
    places = ((place.district, place.village) for group in groups for place in group.counts)
    return _rows(groups, places, whole_district=False)


def totals(groups: Sequence[FindingGroup]) -> RecapRow:
    """The last line."""
    return RecapRow("", "", tuple(group.total for group in groups))


def _rows(groups: Sequence[FindingGroup], places: Iterable[tuple[str, str]], *, whole_district: bool) -> list[RecapRow]:
    counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for number, group in enumerate(groups):
        for place in group.counts:
            counts[place.district, "" if whole_district else place.village][number] += place.count
    return [
        RecapRow(*place, tuple(counts[place][number] for number in range(len(groups)))) for place in sorted(set(places))
    ]
