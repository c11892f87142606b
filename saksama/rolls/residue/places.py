"""People counted by place: the whole, each kecamatan, each desa, each TPS."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saksama.rolls.engine import Engine
from saksama.rolls.residue.interval import count_interval
from saksama.rolls.residue.outcomes import Presence, Sought


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What became of the people sought in one place.

    `region` is empty for the whole, else a code; `tps` empty but for a TPS. `low` and `high`: how many are in the list
    at the confidence, given what each match is worth; of `due`, those who still have the right to vote.
    """

    source: Sought
    region: str
    tps: str
    people: int
    in_list: int
    not_in_list: int
    cannot_tell: int
    not_eligible: int
    low: int
    high: int

    @property
    def due(self) -> int:
        """People who should be in the list."""
        return self.people - self.not_eligible

    @property
    def share(self) -> float | None:
        """Found in the list, of those who should be; None where nobody should be."""
        return self.in_list / self.due if self.due else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The share's limits."""
        return (self.low / self.due, self.high / self.due) if self.due else None


def count_places(engine: Engine, confidence: float) -> list[PlaceCount]:
    """From the table residue; places in the order of their codes, the whole first. People without a village count in
    the whole (and their kecamatan) only."""
    groups: dict[tuple[Sought, str, str], list[tuple[Presence, float | None]]] = {}
    for source, district, village, tps, presence, probability in engine.rows(
        "SELECT source, district, village, tps, presence, probability FROM residue"
    ):
        for region, station in _places_of(district, village, tps):
            groups.setdefault((Sought(source), region, station), []).append((Presence(presence), probability))
    return [_counted(*place, groups[place], confidence) for place in sorted(groups)]


def _places_of(district: str | None, village: str | None, tps: str | None) -> Iterator[tuple[str, str]]:
    yield "", ""
    if district:
        yield district, ""
    if village:
        yield village, ""
        if tps:
            yield village, tps


def _counted(
    source: Sought, region: str, tps: str, people: Iterable[tuple[Presence, float | None]], confidence: float
) -> PlaceCount:
    people = list(people)
    counts = Counter(presence for presence, _ in people)
    due = [probability for presence, probability in people if presence is not Presence.NOT_ELIGIBLE]
    chances = [probability for probability in due if probability is not None]
    low, high = count_interval(chances, len(due) - len(chances), confidence)
    found = counts[Presence.IN_LIST]
    return PlaceCount(
        source=source,
        region=region,
        tps=tps,
        people=len(people),
        in_list=found,
        not_in_list=counts[Presence.NOT_IN_LIST],
        cannot_tell=counts[Presence.CANNOT_TELL],
        not_eligible=counts[Presence.NOT_ELIGIBLE],
        low=min(low, found),
        high=max(high, found),
    )
