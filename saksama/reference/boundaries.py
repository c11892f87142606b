"""Boundaries for maps: an illustration of where a place is, not a legal boundary (see SOURCES.md)."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from saksama.reference.files import FOLDER

MapLevel = Literal["kecamatan", "desa"]  # desa: every village, kelurahan too


@dataclass(frozen=True, slots=True)
class Boundary:
    """One region's outline. `geometry` is GeoJSON: (multi)polygon, WGS84 longitude and latitude in degrees."""

    code: str
    name: str
    longitude: float
    latitude: float
    geometry: dict[str, Any]

    def feature(self, **properties: object) -> dict[str, Any]:
        """As a GeoJSON feature with code, name and the given properties."""
        return {
            "type": "Feature",
            "properties": {"code": self.code, "name": self.name, **properties},
            "geometry": self.geometry,
        }


def load_boundaries(level: MapLevel) -> tuple[Boundary, ...]:
    """The outlines of all regions of a level of Kabupaten OKI, by code."""
    collection = json.loads((FOLDER / f"oki_{level}.geojson").read_text(encoding="utf-8"))
    outlines = (
        Boundary(
            code=feature["properties"]["code"],
            name=feature["properties"]["name"],
            longitude=feature["properties"]["lon"],
            latitude=feature["properties"]["lat"],
            geometry=feature["geometry"],
        )
        for feature in collection["features"]
    )
    return tuple(sorted(outlines, key=lambda outline: outline.code))
