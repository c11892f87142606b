"""Boundaries as SVG paths: projected, rounded, small.

Equirectangular with the cosine of the middle latitude (on 200 km, three degrees from the equator, the error is far
below a pixel). Coordinates are whole units of a canvas of the given width, written as relative moves.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from saksama.reference.boundaries import Boundary

Ring = list[tuple[int, int]]
Project = Callable[[list[float]], tuple[int, int]]
WIDTH = 2000  # units across: one unit is about 90 m in OKI, finer than a pixel at any zoom offered


@dataclass(frozen=True, slots=True)
class Shape:
    """One place on the canvas: its path, where its label stands, and its box (left, top, right, bottom)."""

    code: str
    path: str
    label: tuple[int, int]
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Canvas:
    """All shapes of a region on one canvas of `width` by `height` units."""

    width: int
    height: int
    desa: tuple[Shape, ...]
    kecamatan: tuple[Shape, ...]


def draw(desa: Sequence[Boundary], kecamatan: Sequence[Boundary], width: int = WIDTH) -> Canvas:
    """Both layers in one projection."""
    layers = (desa, kecamatan)
    points = [point for layer in layers for place in layer for ring in _rings(place.geometry) for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * squeeze)

    def project(point: list[float]) -> tuple[int, int]:
        return round((point[0] - west) * squeeze * scale), round((north - point[1]) * scale)

    drawn = [tuple(_shape(place, project) for place in layer) for layer in layers]
    return Canvas(width, math.ceil((north - south) * scale), drawn[0], drawn[1])


def _rings(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def _shape(place: Boundary, project: Project) -> Shape:
    rings = [_without_repeats([project(point) for point in ring]) for ring in _rings(place.geometry)]
    # A speck of fewer than three points after rounding is not visible, unless it is all there is of the place.
    visible = [ring for ring in rings if len(ring) >= 3] or rings
    xs = [x for ring in visible for x, _ in ring]
    ys = [y for ring in visible for _, y in ring]
    largest = max(visible, key=lambda ring: abs(_area(ring)))
    return Shape(
        place.code,
        "".join(map(_path, visible)),
        _centre(largest),
        (min(xs), min(ys), max(xs), max(ys)),
    )


def _without_repeats(ring: Ring) -> Ring:
    kept: Ring = []
    for point in ring:
        if not kept or point != kept[-1]:
            kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _path(ring: Ring) -> str:
    (x, y), rest = ring[0], ring[1:]
    moves = []
    for next_x, next_y in rest:
        moves.append(f"{next_x - x} {next_y - y}".replace(" -", "-"))
        x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(moves)}z".replace(" -", "-")


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _centre(ring: Ring) -> tuple[int, int]:
    """Centroid of the polygon; middle of its box where it has no area."""
    area = _area(ring)
    if not area:
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    return round(x_sum / (6 * area)), round(y_sum / (6 * area))
