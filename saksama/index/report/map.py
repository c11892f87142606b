"""The map: one path a region, coloured by category, in an equirectangular projection with the middle latitude's
cosine.
"""

import math
from collections.abc import Mapping
from html import escape

import numpy as np

from saksama.index.boundaries import Geometry
from saksama.index.neighbours import points_of, polygons_of
from saksama.index.report.findings import Findings
from saksama.index.report.html import both, cell, say, section, spoken, with_table
from saksama.index.report.ranking import shade
from saksama.index.space import Cluster
from saksama.language import Text

WIDTH = 1_000  # units across


def map_section(findings: Findings) -> str:
    """The map with its legend and its table; empty without boundaries."""
    result = findings.result
    at_code = {code: at for at, code in enumerate(result.table.regions)}
    known = {code: geometry for code, geometry in findings.boundaries.items() if code in at_code}
    if not known:
        return ""
    paths, height = draw(known)
    spots = findings.spots
    drawn = []
    for code, path in paths.items():
        at = at_code[code]
        category = int(result.category[at])
        hot = " hot" if spots is not None and spots.cluster[at] is Cluster.HIGH else ""
        name = escape(f"{result.table.names[at]}: {spoken(float(result.index[at]), 'id')}")
        drawn.append(
            f'<a href="#r-{escape(code)}" tabindex="-1">'
            f'<path class="c{shade(category, len(result.labels))}{hot}" d="{path}"><title>{name}</title></path></a>'
        )
    legend = "".join(
        f'<li><span class="chip c{shade(at, len(result.labels))}">{both(label)}</span></li>'
        for at, label in enumerate(result.labels)
    )
    legend += f'<li><span class="chip c0">{say("tanpa skor", "no score")}</span></li>'
    chart = (
        f'<figure class="map"><svg viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(result.tree.title.id)}">{"".join(drawn)}</svg><ul class="legend">{legend}</ul></figure>'
    )
    order = sorted(known, key=lambda code: (result.rank[at_code[code]] or 10**9, code))
    rows = [
        f'<tr><th scope="row">{escape(result.table.names[at_code[code]])}</th>'
        f"{cell(float(result.index[at_code[code]]))}</tr>"
        for code in order
    ]
    headings = [say("Wilayah", "Region"), say("Skor", "Score")]
    explanation = say(
        "Warna menunjukkan kategori; garis tebal menandai titik panas. Klik satu wilayah untuk membuka barisnya.",
        "Colour shows the category; a bold outline marks a hot spot. Click a region to open its row.",
    )
    body = with_table(
        chart, headings, rows, Text("Skor wilayah di peta", "Scores of the regions on the map")
    ) + _hot_spots(findings)
    return section("map", Text("Peta", "Map"), explanation, body)


def _hot_spots(findings: Findings) -> str:
    spots, moran, result = findings.spots, findings.moran, findings.result
    if spots is None or moran is None:
        return ""
    named = [at for at, cluster in enumerate(spots.cluster) if cluster is Cluster.HIGH]
    islands = sum(cluster is Cluster.ISLAND for cluster in spots.cluster)
    names = ", ".join(escape(result.table.names[at]) for at in named)
    whole = say(
        "Moran I seluruhnya {moran} (p = {p}). Titik panas (Moran lokal, laju temuan keliru 5%): {count}. Tanpa "
        "tetangga, tidak diuji: {islands}.",
        "Moran's I of the whole {moran} (p = {p}). Hot spots (local Moran, false-discovery rate 5%): {count}. Without "
        "neighbours, not tested: {islands}.",
        moran=moran.moran, p=round(moran.p_value, 3), count=len(named), islands=islands,
    )  # fmt: skip
    return f"<p>{whole}</p>" + (f"<p>{names}</p>" if names else "")


def draw(geometries: Mapping[str, Geometry]) -> tuple[dict[str, str], int]:
    """SVG path by code, and the height of the canvas."""
    points = np.array([point for geometry in geometries.values() for point in points_of(geometry)])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, 1e-9)
    paths = {}
    for code, geometry in geometries.items():
        rings = [ring for polygon in polygons_of(geometry) for ring in polygon]
        paths[code] = "".join(
            _path([(round((p[0] - west) * squeeze * scale), round((north - p[1]) * scale)) for p in ring])
            for ring in rings
        )
    return paths, math.ceil((north - south) * scale)


def _path(ring: list[tuple[int, int]]) -> str:
    kept = [point for at, point in enumerate(ring) if at == 0 or point != ring[at - 1]]
    (x, y), moves = kept[0], []
    for next_x, next_y in kept[1:]:
        moves.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(moves) or '0 0'}z"
