"""Boundaries from a GeoJSON file, matched to regions by their `code`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from saksama.errors import InputError
from saksama.language import Text

Geometry = Mapping[str, Any]


def read_boundaries(path: Path) -> dict[str, Geometry]:
    """Geometry by region code. Raises InputError: not GeoJSON, no codes, a shape that is no polygon."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        features = content["features"]
    except OSError as problem:
        raise InputError(NOT_READABLE.fill(why=problem.strerror), GIVE_GEOJSON, file=str(path)) from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise InputError(NOT_READABLE.fill(why="GeoJSON"), GIVE_GEOJSON, file=str(path)) from problem
    found: dict[str, Geometry] = {}
    for number, feature in enumerate(features, start=1):
        code = (feature.get("properties") or {}).get("code") or feature.get("id")
        geometry = feature.get("geometry") or {}
        if not code or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            raise InputError(WRONG_FEATURE.fill(number=number), GIVE_GEOJSON, file=str(path))
        found[str(code)] = geometry
    return found


NOT_READABLE = Text("Batas wilayah tidak dapat dibaca ({why}).", "The boundaries cannot be read ({why}).")
WRONG_FEATURE = Text(
    "Objek ke-{number} tidak punya kode atau bukan poligon.", "Feature {number} has no code or is not a polygon."
)
GIVE_GEOJSON = Text(
    "Berikan GeoJSON berisi poligon dengan properti 'code' (kode Kemendagri).",
    "Give a GeoJSON of polygons with a property 'code' (Kemendagri code).",
)
