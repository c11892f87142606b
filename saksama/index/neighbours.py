"""Who is whose neighbour: from boundaries, or by distance; islands are told, not hidden."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from saksama.index.arrays import Floats, Integers

EARTH_RADIUS = 6371.0  # km, mean
SNAP = 1e-5  # degrees, about a metre: boundary points closer than this are the same point


@dataclass(frozen=True)
class Neighbours:
    """Directed neighbours in rows: those of region i are `other[start[i]:start[i + 1]]`. Each counts the same.

    `borrowed`: islands that were given their nearest regions because boundaries gave them none.
    """

    start: Integers
    other: Integers
    borrowed: Integers

    @property
    def count(self) -> Integers:
        """Number of neighbours of each region."""
        return np.diff(self.start)

    @property
    def islands(self) -> Integers:
        """Positions of the regions without any neighbour: they have no local statistic."""
        return np.flatnonzero(self.count == 0)

    @cached_property
    def matrix(self) -> csr_array:
        """regions × regions of 0 and 1."""
        size = len(self.start) - 1
        return csr_array((np.ones(len(self.other)), self.other, self.start), shape=(size, size))

    @classmethod
    def of_lists(cls, lists: Sequence[Sequence[int]], borrowed: Sequence[int] = ()) -> "Neighbours":
        """From a list of positions for each region."""
        start = np.concatenate(([0], np.cumsum([len(each) for each in lists]))).astype(np.int64)
        other = np.array([position for each in lists for position in sorted(each)], dtype=np.int64)
        return cls(start, other, np.array(sorted(borrowed), dtype=np.int64))


def touching(geometries: Sequence[Mapping[str, Any]], *, lend_to_islands: int = 0) -> Neighbours:
    """Regions that share a boundary point (queen), from GeoJSON polygons of one source, WGS84.

    `lend_to_islands`: how many nearest regions (by centre) a region without any neighbour gets; 0 leaves it an island.
    """
    at_point: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for region, geometry in enumerate(geometries):
        for longitude, latitude in points_of(geometry):
            at_point[round(longitude / SNAP), round(latitude / SNAP)].add(region)
    lists: list[set[int]] = [set() for _ in geometries]
    for regions in at_point.values():
        if len(regions) > 1:
            for region in regions:
                lists[region] |= regions - {region}
    alone = [region for region, others in enumerate(lists) if not others]
    if lend_to_islands and alone and len(geometries) > 1:
        close = nearest(centres(geometries), min(lend_to_islands, len(geometries) - 1))
        for region in alone:
            lists[region] = set(close.other[close.start[region] : close.start[region + 1]].tolist())
        return Neighbours.of_lists([sorted(each) for each in lists], alone)
    return Neighbours.of_lists([sorted(each) for each in lists])


def nearest(places: Floats, count: int) -> Neighbours:
    """The `count` nearest regions of each, by great circle. places: regions × (longitude, latitude) in degrees."""
    positions = _on_sphere(places)
    _, found = cKDTree(positions).query(positions, k=min(count + 1, len(places)))
    lists = [
        [other for other in row if other != region][:count] for region, row in enumerate(np.atleast_2d(found).tolist())
    ]
    return Neighbours.of_lists(lists)


def within(places: Floats, kilometres: float) -> Neighbours:
    """All regions at most so many kilometres away by great circle; far islands stay islands."""
    chord = 2 * np.sin(min(kilometres / EARTH_RADIUS, np.pi) / 2)
    positions = _on_sphere(places)
    balls = cKDTree(positions).query_ball_point(positions, chord)
    return Neighbours.of_lists([[other for other in ball if other != region] for region, ball in enumerate(balls)])


def centres(geometries: Sequence[Mapping[str, Any]]) -> Floats:
    """Longitude and latitude of the centroid of each region's outer rings, weighted by area (regions × 2)."""
    return np.array([_centre(geometry) for geometry in geometries])


def points_of(geometry: Mapping[str, Any]) -> list[tuple[float, float]]:
    """All boundary points of a polygon or multipolygon."""
    return [(point[0], point[1]) for polygon in polygons_of(geometry) for ring in polygon for point in ring]


def polygons_of(geometry: Mapping[str, Any]) -> list[list[list[list[float]]]]:
    """Polygons as lists of rings of points, outer ring first."""
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def _centre(geometry: Mapping[str, Any]) -> tuple[float, float]:
    area = x_sum = y_sum = 0.0
    for polygon in polygons_of(geometry):
        x0, y0 = polygon[0][0][:2]  # sums from a corner keep their digits
        part = px = py = 0.0
        for (x1, y1, *_), (x2, y2, *_) in pairwise([*polygon[0], polygon[0][0]]):
            cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
            part += cross / 2
            px += (x1 + x2 - 2 * x0) * cross / 6
            py += (y1 + y2 - 2 * y0) * cross / 6
        sign = 1.0 if part >= 0 else -1.0
        area += sign * part
        x_sum += sign * (px + x0 * part)
        y_sum += sign * (py + y0 * part)
    if not area:
        points = points_of(geometry)
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    return x_sum / area, y_sum / area


def _on_sphere(places: Floats) -> Floats:
    longitude, latitude = np.radians(places).T
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )
