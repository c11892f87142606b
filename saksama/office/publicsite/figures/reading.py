"""Released figures as the pages show them: a place with its parts, a map, tables."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Level, Region
from saksama.office.publicsite.figures.counting import REST
from saksama.office.publicsite.models import Release
from saksama.office.records.places import DARKEST


@dataclass(frozen=True)
class Place:
    """A place with its counts; None is hidden."""

    code: str
    name: str
    total: int | None
    category: dict[str, int | None]
    answer: dict[str, int | None]
    result: dict[str, int | None]

    @property
    def recommended(self) -> int | None:
        """How many findings a letter to KPU took up."""
        rest = self.answer["none"]
        return None if self.total is None or rest is None else self.total - rest

    @property
    def fixed(self) -> int | None:
        """Of them, how many the next list shows as fixed."""
        return self.result.get("fixed")

    @property
    def has_parts(self) -> bool:
        """True if it is a sub-district, whose villages have a page."""
        return not self.code.endswith(REST) and self.code.count(".") == Level.DISTRICT - 1


@dataclass(frozen=True)
class Figures:
    """Of one place of one release."""

    release: Release
    place: Place
    parts: list[Place]

    @property
    def list(self) -> dict[str, Any]:
        """Which list: kind, name, voters."""
        told: dict[str, Any] = self.release.figures["list"]
        return told

    @property
    def rule(self) -> dict[str, int]:
        """The rule by which counts were hidden."""
        told: dict[str, int] = self.release.figures["rule"]
        return told

    @property
    def is_preview(self) -> bool:
        """True while it is looked at before its release: it has no address yet."""
        return self.release.pk is None

    @property
    def any_recommended(self) -> bool:
        """True if a letter about this list has been sent."""
        return bool(self.release.figures["recommended_any"])


def read(release: Release, code: str = "") -> Figures | None:
    """The figures of a place, of the whole region if none is named; None if the release has no such place."""
    rows = release.figures["places"]
    code = code or release.region
    own = next((row for row in rows if row["code"] == code and not code.endswith(REST)), None)
    if own is None:
        return None
    return Figures(release, _place(own), [_place(row) for row in rows if row["parent"] == code])


def map_of(figures: Figures, links: dict[str, str]) -> MapFigure | None:
    """The parts, the darker the more findings; what is hidden is as light as nothing. One query."""
    regions = Region.objects.filter(code__in=[part.code for part in figures.parts]).select_related("boundary")
    shown = {part.code: part for part in figures.parts}
    most = max((part.total or 0 for part in figures.parts), default=0)
    hidden = _("hidden, because it is small")
    return map_figure(
        regions.order_by("code"),
        labels={code: f"{part.name}: {hidden if part.total is None else part.total}" for code, part in shown.items()},
        hrefs=links,
        steps={code: -(-(part.total or 0) * DARKEST // most) if most else 0 for code, part in shown.items()},
    )


def _place(row: dict[str, Any]) -> Place:
    name = row["name"] or _("without a place within")
    return Place(row["code"], name, row["total"], row["category"], row["answer"], row["result"])
