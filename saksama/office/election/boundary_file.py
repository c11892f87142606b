"""Loading outlines of regions from GeoJSON."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.election.models import Boundary, Region
from saksama.office.election.simplify import simplify_geometry
from saksama.rolls.engine import Progress

LOADING = Text("Memuat batas wilayah", "Loading boundaries")
REMEDY = Text(
    "Pakai FeatureCollection GeoJSON; setiap feature berisi properties.code dan Polygon atau MultiPolygon.",
    "Use a GeoJSON FeatureCollection; each feature has properties.code and a Polygon or MultiPolygon.",
)


def load_boundaries(path: Path, report: Progress) -> int:
    """Loads the outlines of a FeatureCollection, simplified; regions must be there. Gives their number.

    Raises:
        InputError: naming the feature that cannot be used, counted from 1.
    """
    features, version = _features(path)
    outlines = []
    for number, feature in enumerate(features, start=1):
        try:
            code = str(feature["properties"]["code"])
            geometry = json.dumps(simplify_geometry(feature["geometry"]), separators=(",", ":"))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            what = Text(f"Feature ke-{number} tidak terbaca.", f"Feature {number} cannot be read.")
            raise InputError(what, REMEDY, file=path.name, row=number) from error
        outlines.append(Boundary(region_id=code, geometry=geometry, version=version))
        report(LOADING, number, len(features))
    known = set(
        Region.objects.filter(code__in=[outline.region_id for outline in outlines]).values_list("code", flat=True)
    )
    for number, outline in enumerate(outlines, start=1):
        if outline.region_id not in known:
            code = outline.region_id
            what = Text(f"Wilayah {code} belum dimuat.", f"The region {code} is not loaded.")
            remedy = Text("Muat csv kode wilayah dahulu.", "Load the csv of region codes first.")
            raise InputError(what, remedy, file=path.name, row=number)
    with transaction.atomic():
        Boundary.objects.bulk_create(
            outlines,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["region"],
            update_fields=["geometry", "version"],
        )
    return len(outlines)


def _features(path: Path) -> tuple[list[dict[str, Any]], str]:
    content = path.read_bytes()
    try:
        features: list[dict[str, Any]] = json.loads(content)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(Text("Berkas bukan GeoJSON.", "The file is no GeoJSON."), REMEDY, file=path.name) from error
    return features, hashlib.sha256(content).hexdigest()[:16]
