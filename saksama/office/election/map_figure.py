"""A map of regions as SVG paths, projected on the server: no script, no tiles, no request to anybody."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
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
    drawn = [region for region in regions if hasattr(region, "boundary")]
    outlines = _outlines(tuple(region.boundary.geometry for region in drawn))
    if outlines is None:
        return None
    shapes = [
        Shape(
            path,
            (labels or {}).get(region.code, region.name),
            (hrefs or {}).get(region.code, ""),
            (steps or {}).get(region.code, 1),
        )
        for region, path in zip(drawn, outlines.paths, strict=True)
    ]
    marked = [
        replace(each, x=x, y=y)
        for each in spots
        if outlines.west <= each.longitude <= outlines.east and outlines.south <= each.latitude <= outlines.north
        for x, y in [outlines.at(each.longitude, each.latitude)]
    ]
    return MapFigure(WIDTH, outlines.height, shapes, marked)


@dataclass(frozen=True)
class _Outlines:
    """Regions side by side in a picture WIDTH wide."""

    west: float
    east: float
    south: float
    north: float
    paths: list[str] = field(default_factory=list)

    @property
    def narrow(self) -> float:
        """Equirectangular at the middle latitude: for a regency the error is below the width of a line."""
        return cos(radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units of the picture in a degree of latitude."""
        return WIDTH / max((self.east - self.west) * self.narrow, 1e-9)

    @property
    def height(self) -> int:
        """Of the picture."""
        return max(1, round((self.north - self.south) * self.scale))

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        """A place in the picture."""
        return round((longitude - self.west) * self.narrow * self.scale), round((self.north - latitude) * self.scale)


@lru_cache(maxsize=64)  # a few maps are drawn again and again
def _outlines(geometries: tuple[str, ...]) -> _Outlines | None:
    """The regions as SVG paths, from GeoJSON; None if there is nothing to draw."""
    regions = [_rings(json.loads(geometry)) for geometry in geometries]
    points = [point for rings in regions for ring in rings for point in ring]
    if not points:
        return None
    made = _Outlines(
        west=min(p[0] for p in points),
        east=max(p[0] for p in points),
        south=min(p[1] for p in points),
        north=max(p[1] for p in points),
    )
    narrow, scale = made.narrow, made.scale

    def path(rings: list[list[list[float]]]) -> str:
        parts = []
        for ring in rings:
            spots = [(round((x - made.west) * narrow * scale), round((made.north - y) * scale)) for x, y in ring]
            parts.append("M" + "L".join(f"{x} {y}" for x, y in dict.fromkeys(spots)) + "Z")
        return "".join(parts)

    made.paths.extend(map(path, regions))
    return made


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [ring for polygon in polygons for ring in polygon]
