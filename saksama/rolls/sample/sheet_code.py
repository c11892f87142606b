"""The line on a form by which the computer knows it again: direction, TPS, size and chance, with a check digest."""

import hashlib
from dataclasses import dataclass
from typing import Self

from saksama.rolls.sample.kinds import Direction

PREFIX = "SAKSAMA-UJI-PETIK-1"
_DIGEST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class SheetCode:
    """Of one TPS in a sample."""

    direction: Direction
    village: str
    tps: str
    cluster_size: int
    inclusion: float

    def __str__(self) -> str:
        parts = (PREFIX, self.direction, self.village, self.tps, str(self.cluster_size), repr(self.inclusion))
        text = "|".join(parts)
        return f"{text}|{_digest(text)}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The code of a line; None where it is none, or was changed."""
        body, _, digest = text.strip().rpartition("|")
        if not body.startswith(PREFIX + "|") or digest != _digest(body):
            return None
        try:
            _, direction, village, tps, size, inclusion = body.split("|")
            return cls(Direction(direction), village, tps, int(size), float(inclusion))
        except ValueError:
            return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_DIGITS]
