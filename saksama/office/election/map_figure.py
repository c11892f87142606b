"""A map of regions as SVG paths, projected on the server: no script, no tiles, no request to anybody."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import cos, radians
from typing import Any

from saksama.office.election.models import Region

WIDTH = 800  # units of the picture; a path in whole units is small and sharp enough


@dataclass(frozen=True)
class Shape:
    """One region of the map."""

    path: str  # SVG path data
    label: str  # name and value, read aloud and shown as a tooltip
    href: str  # where a click leads, empty for nowhere
    step: int  # 0 to 5: how dark


@dataclass(frozen=True)
class Spot:
    """Something at an exact place."""

    latitude: float
    longitude: float
    label: str
    href: str
    x: int = 0  # in the picture
    y: int = 0


@dataclass(frozen=True)
class MapFigure:
    """What the template tag `map_figure` draws."""

    width: int
    height: int
    shapes: list[Shape]
    spots: list[Spot] = field(default_factory=list)

    @property
    def has_links(self) -> bool:
        """A picture has no parts for a screen reader, a group of links has."""
        return any(shape.href for shape in self.shapes)


def map_figure(
    regions: Iterable[Region],
    *,
    labels: Mapping[str, str] | None = None,
    hrefs: Mapping[str, str] | None = None,
    steps: Mapping[str, int] | None = None,
    spots: Iterable[Spot] = (),
) -> MapFigure | None:
    """The regions that have a boundary, side by side; None if none has.

    Args:
        regions: with their `boundary` selected (`select_related("boundary")`).
        labels, hrefs, steps: by code; default the name, no link, step 1.
        spots: what is to be marked at its exact place; what lies outside of the picture is left out.
    """
    outlines = {region.code: (region, _rings(region)) for region in regions if hasattr(region, "boundary")}
    points = [point for _, rings in outlines.values() for ring in rings for point in ring]
    if not points:
        return None
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    # Equirectangular at the middle latitude: for a regency the error is below the width of a line.
    narrow = cos(radians((south + north) / 2))
    scale = WIDTH / max((east - west) * narrow, 1e-9)
    height = max(1, round((north - south) * scale))

    def path(rings: list[list[list[float]]]) -> str:
        parts = []
        for ring in rings:
            spots = [(round((x - west) * narrow * scale), round((north - y) * scale)) for x, y in ring]
            parts.append("M" + "L".join(f"{x} {y}" for x, y in dict.fromkeys(spots)) + "Z")
        return "".join(parts)

    shapes = [
        Shape(
            path(rings),
            (labels or {}).get(code, region.name),
            (hrefs or {}).get(code, ""),
            (steps or {}).get(code, 1),
        )
        for code, (region, rings) in outlines.items()
    ]
    marked = [
        replace(each, x=round((each.longitude - west) * narrow * scale), y=round((north - each.latitude) * scale))
        for each in spots
        if west <= each.longitude <= east and south <= each.latitude <= north
    ]
    return MapFigure(WIDTH, height, shapes, marked)


def _rings(region: Region) -> list[list[list[float]]]:
    geometry: dict[str, Any] = json.loads(region.boundary.geometry)
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [ring for polygon in polygons for ring in polygon]
