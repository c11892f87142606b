"""Fewer points for an outline: Douglas and Peucker, Cartographica 10 (1973), on longitude and latitude in degrees."""

from math import sqrt
from typing import Any

TOLERANCE = 0.0004  # degrees, about 45 m: below a pixel on a map of a regency
DECIMALS = 5

Point = tuple[float, float]


def simplify_geometry(geometry: dict[str, Any], tolerance: float = TOLERANCE) -> dict[str, Any]:
    """The same Polygon or MultiPolygon with fewer points; rings stay closed and never have less than four.

    Raises:
        ValueError: another type of geometry.
    """
    kind = geometry.get("type")
    if kind == "Polygon":
        return {"type": kind, "coordinates": [_ring(ring, tolerance) for ring in geometry["coordinates"]]}
    if kind == "MultiPolygon":
        polygons = [[_ring(ring, tolerance) for ring in polygon] for polygon in geometry["coordinates"]]
        return {"type": kind, "coordinates": polygons}
    raise ValueError(f"a boundary is a Polygon or MultiPolygon, not {kind}")


def _ring(ring: list[list[float]], tolerance: float) -> list[list[float]]:
    points = [(float(point[0]), float(point[1])) for point in ring]
    # A ring begins where it ends: split it at its farthest point, or everything would collapse into the start.
    far = max(range(len(points)), key=lambda at: _squared(points[0], points[at]))
    kept = [*_line(points[: far + 1], tolerance)[:-1], *_line(points[far:], tolerance)]
    chosen = kept if len(kept) >= 4 else points
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in chosen]


def _line(points: list[Point], tolerance: float) -> list[Point]:
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:  # a stack instead of recursion: outlines have thousands of points
        first, last = spans.pop()
        if last - first < 2:
            continue
        distances = [_distance(points[at], points[first], points[last]) for at in range(first + 1, last)]
        farthest = max(range(len(distances)), key=distances.__getitem__)
        if distances[farthest] > tolerance:
            at = first + 1 + farthest
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [points[at] for at in sorted(keep)]


def _distance(point: Point, first: Point, last: Point) -> float:
    length = _squared(first, last)
    if length == 0:
        return sqrt(_squared(point, first))
    (x, y), (x1, y1), (x2, y2) = point, first, last
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return sqrt(_squared(point, (x1 + along * (x2 - x1), y1 + along * (y2 - y1))))


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
