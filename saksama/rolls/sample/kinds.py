"""The two directions of a sample check, and what can come out for one person."""

from dataclasses import dataclass
from enum import StrEnum

from saksama.language import Text


class Direction(StrEnum):
    """From the list to the people (is the list true?), or from the people to the list (is it complete?)."""

    LIST_TO_PEOPLE = "list_to_people"
    PEOPLE_TO_LIST = "people_to_list"

    @property
    def label(self) -> Text:
        if self is Direction.LIST_TO_PEOPLE:
            return Text("Uji petik dari daftar ke orang", "List-to-people sample check")
        return Text("Uji petik dari orang ke daftar", "People-to-list sample check")


class Outcome(StrEnum):
    """What was found for one person."""

    FOUND = "found"  # met, or confirmed to live there by family
    DEAD = "dead"
    MOVED = "moved"
    UNKNOWN = "unknown"
    UNDER_AGE = "under_age"
    SOLDIER_POLICE = "soldier_police"
    LISTED = "listed"
    NOT_LISTED = "not_listed"
    CANNOT_TELL = "cannot_tell"
    NOT_VISITED = "not_visited"  # nothing is ticked

    @property
    def is_resolved(self) -> bool:
        return self not in (Outcome.CANNOT_TELL, Outcome.NOT_VISITED)


# Columns to tick, in the order of the form.
TICKS: dict[Direction, dict[Outcome, str]] = {
    Direction.LIST_TO_PEOPLE: {
        Outcome.FOUND: "Ditemukan",
        Outcome.DEAD: "Meninggal",
        Outcome.MOVED: "Pindah",
        Outcome.UNKNOWN: "Tidak dikenal",
        Outcome.UNDER_AGE: "Di bawah umur",
        Outcome.SOLDIER_POLICE: "TNI/Polri",
        Outcome.CANNOT_TELL: "Tidak dapat dipastikan",
    },
    Direction.PEOPLE_TO_LIST: {
        Outcome.LISTED: "Ada di daftar",
        Outcome.NOT_LISTED: "Tidak ada di daftar",
        Outcome.CANNOT_TELL: "Tidak dapat dipastikan",
    },
}
# What counts as an error of the list, by direction: the usual `hits` of an estimate.
ERRORS: dict[Direction, frozenset[Outcome]] = {
    Direction.LIST_TO_PEOPLE: frozenset(
        {Outcome.DEAD, Outcome.MOVED, Outcome.UNKNOWN, Outcome.UNDER_AGE, Outcome.SOLDIER_POLICE}
    ),
    Direction.PEOPLE_TO_LIST: frozenset({Outcome.NOT_LISTED}),
}


@dataclass(frozen=True, slots=True)
class SampleResult:
    """One person of a filled-in form. `person` is the code of the draw, or the row of a people-to-list form."""

    direction: Direction
    village: str
    tps: str
    cluster_size: int
    inclusion: float
    person: str
    outcome: Outcome
    note: str = ""
    name: str = ""  # people-to-list only: who was met, to be looked up in the list
    birth: str = ""
    ektp_seen: bool | None = None
