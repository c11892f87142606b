"""A run with all that says how far to trust it, and all its files, in two functions."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from saksama.index.boundaries import Geometry
from saksama.index.export import score_rows, write_csv, write_geojson, write_record, write_replicates, write_xlsx
from saksama.index.neighbours import touching
from saksama.index.progress import Progress, no_progress
from saksama.index.reliability import across, consistency, leave_one_out
from saksama.index.report import Findings, write_page
from saksama.index.result import Result
from saksama.index.sensitivity import POINTS, sensitivity
from saksama.index.space import Cluster, Global, Local, local_moran, morans_i
from saksama.index.uncertainty import DRAWS, uncertainty
from saksama.language import Language

NEAREST_FOR_ISLANDS = 2  # an island of the archipelago is tested with its nearest regions; the report counts the others
FEWEST_FOR_SPACE = 8  # below, permutations of neighbours say nothing


def study(
    result: Result,
    *,
    boundaries: Mapping[str, Geometry] | None = None,
    draws: int = DRAWS,
    points: int = POINTS,
    seed: int = 0,
    progress: Progress = no_progress,
) -> Findings:
    """Uncertainty, sensitivity, consistency, and hot spots where boundaries are given. 0 draws or points: left out."""
    moran, spots = hot_spots(result, boundaries or {}, seed=seed, progress=progress)
    return Findings(
        result=result,
        doubt=uncertainty(result, draws=draws, seed=seed, progress=progress) if draws else None,
        sensitivity=sensitivity(result, points=points, seed=seed, progress=progress) if points else None,
        boundaries=boundaries or {},
        moran=moran,
        spots=spots,
        consistency=consistency(result),
        left_out=leave_one_out(result) if len(result.tree.indicators) > 1 else (),
        across=across(result) if len(result.tree.root.children) > 1 else None,
    )


def hot_spots(
    result: Result, boundaries: Mapping[str, Geometry], *, seed: int = 0, progress: Progress = no_progress
) -> tuple[Global | None, Local | None]:
    """Moran's I and local Moran of the index; None, None with too few regions that have a boundary and a score."""
    rows = np.array([at for at, code in enumerate(result.table.regions) if code in boundaries], dtype=np.int64)
    values = result.index[rows]
    known = values[~np.isnan(values)]
    if len(known) < FEWEST_FOR_SPACE or not np.ptp(known):
        return None, None
    neighbours = touching(
        [boundaries[result.table.regions[row]] for row in rows.tolist()], lend_to_islands=NEAREST_FOR_ISLANDS
    )
    inner = local_moran(values, neighbours, seed=seed, progress=progress)
    return morans_i(values, neighbours, seed=seed), _for_all(inner, rows, result)


def write_study(
    findings: Findings, folder: Path, language: Language = "id", *, with_values: bool = True
) -> tuple[Path, ...]:
    """Writes skor.csv, .xlsx and .geojson (with boundaries), laporan.html, catatan.json, ulangan.npz (with draws)."""
    rows = score_rows(findings.result, findings.doubt, findings.spots)
    files = {name: folder / name for name in ("skor.csv", "skor.xlsx", "laporan.html", "catatan.json")}
    write_csv(rows, files["skor.csv"])
    write_xlsx(findings.result, rows, files["skor.xlsx"], language, with_values=with_values)
    if findings.boundaries:
        files["skor.geojson"] = folder / "skor.geojson"
        write_geojson(rows, findings.boundaries, files["skor.geojson"])
    write_page(findings, files["laporan.html"], language)
    write_record(findings.result, findings.doubt, files["catatan.json"])
    if findings.doubt is not None:
        files["ulangan.npz"] = folder / "ulangan.npz"
        write_replicates(findings.doubt, files["ulangan.npz"])
    return tuple(files.values())


def _for_all(inner: Local, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]], result: Result) -> Local:
    """From the regions with a boundary to all regions; the others could not be tested."""
    size = len(result.table.regions)
    cluster = [Cluster.NO_SCORE if np.isnan(score) else Cluster.ISLAND for score in result.index.tolist()]
    for row, kind in zip(rows.tolist(), inner.cluster, strict=True):
        cluster[row] = kind
    spread = []
    for values in (inner.statistic, inner.p_value, inner.q_value):
        whole = np.full(size, np.nan)
        whole[rows] = values
        spread.append(whole)
    permutations = np.zeros(size, dtype=np.int64)
    permutations[rows] = inner.permutations
    return Local(spread[0], spread[1], spread[2], permutations, tuple(cluster))
