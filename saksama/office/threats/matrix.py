"""The risk matrix: how many threats at each likelihood and impact."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from saksama.office.threats.models import level_of_risk

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Cell:
    """One square."""

    likelihood: int
    impact: int
    number: int

    @property
    def level(self) -> str:
        """high, medium or low: its colour."""
        return level_of_risk(self.likelihood * self.impact)


def matrix(rows: Any, *, after: bool) -> list[list[Cell]]:
    """Five rows from the highest likelihood down, five columns from the lowest impact up; one query.

    `after`: as judged after the measures; what nobody has judged yet stays where it was.
    """
    columns = {
        "at": Coalesce("likelihood_after", "likelihood") if after else F("likelihood"),
        "strikes": Coalesce("impact_after", "impact") if after else F("impact"),
    }
    counted = rows.order_by().values(**columns).annotate(number=Count("pk"))
    numbers = {(row["at"], row["strikes"]): row["number"] for row in counted}
    return [[Cell(at, strikes, numbers.get((at, strikes), 0)) for strikes in SCALE] for at in reversed(SCALE)]
