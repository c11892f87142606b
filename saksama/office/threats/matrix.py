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


def square_columns(*, after: bool) -> dict[str, Any]:
    """What places a threat in the matrix, likelihood and impact, for the database."""
    if not after:
        return {"likelihood": F("likelihood"), "impact": F("impact")}
    return {
        "likelihood": Coalesce("likelihood_after", "likelihood"),
        "impact": Coalesce("impact_after", "impact"),
    }


def matrix(rows: Any, *, after: bool) -> list[list[Cell]]:
    """Five rows from the highest likelihood down, five columns from the lowest impact up; one query.

    `after`: as judged after the measures; what nobody has judged yet stays where it was.
    """
    columns = square_columns(after=after)
    counted = rows.order_by().values(at=columns["likelihood"], strikes=columns["impact"]).annotate(number=Count("pk"))
    numbers = {(row["at"], row["strikes"]): row["number"] for row in counted}
    return [[Cell(at, strikes, numbers.get((at, strikes), 0)) for strikes in SCALE] for at in reversed(SCALE)]
