"""How sure a fact of the reference data is, and where it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """Read in the source named, computed from such, or only recalled and to be confirmed before it is relied upon."""

    SOURCE = "S"
    COMPUTED = "C"
    RECALLED = "R"


@dataclass(frozen=True, slots=True)
class Origin:
    """The mark of a fact and its source in words (empty when recalled)."""

    mark: Mark
    source: str = ""

    def __str__(self) -> str:
        return f"[{self.mark}] {self.source}".strip()
