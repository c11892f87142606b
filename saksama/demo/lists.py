"""The rows of one version of the list, in the order and place in which they stand in its files."""

import numpy as np

from saksama.demo.layout import FIRST_CSV_ROW, FIRST_SHEET_ROW, FileFormat
from saksama.demo.places import Villages
from saksama.demo.tables import Array, Table, rows, texts
from saksama.demo.versions import CORRECTED, LISTS


def rows_of_list(name: str, entries: Table, homes: Table, villages: Villages, file_format: FileFormat) -> Table:
    """The list `name` (dps, dpshp, dpt) with source_file, source_row, and the entry and person behind each row."""
    entry = np.flatnonzero(entries[name])
    home = entries["home"][entry]
    village = homes["village"][home]
    station = entries["station_dps" if name == "dps" else "station"][entry]
    order = np.lexsort((entry, homes["position"][home], station, village))
    entry, home, village, station = entry[order], home[order], village[order], station[order]

    tps = np.char.zfill((station + 1).astype(str), 3).astype(object)
    by_station = file_format == "xlsx"
    folder = villages.folder()[village]
    file = folder + texts("/TPS ", len(entry)) + tps + ".xlsx" if by_station else folder + texts(".csv", len(entry))
    place = village * 1000 + station if by_station else village
    written_at = entries["written_at"][entry]
    no_rt = entries["no_rt"][entry]
    table: Table = {
        "source_file": file,
        "source_row": _place_in_group(place) + (FIRST_SHEET_ROW if by_station else FIRST_CSV_ROW),
        "number": _place_in_group(place) + 1,
        "district": villages.district[village],
        "district_name": np.array([text.upper() for text in villages.district_name], dtype=object)[village],
        "village": villages.code[village],
        "village_name": np.array([text.upper() for text in villages.name], dtype=object)[village],
        "tps": tps,
        "address": homes["address"][written_at],
        "rt": np.where(no_rt, texts("", len(entry)), homes["rt"][written_at]),
        "rw": np.where(no_rt, texts("", len(entry)), homes["rw"][written_at]),
        "note": entries[f"note_{name}"][entry],
        "person": entries["person"][entry] + 1,
        "entry": entry,
    }
    for field in ("nkk", "sex", "disability", "ektp"):
        table[field] = entries[field][entry]
    later = LISTS[LISTS.index(name) + 1 :]
    not_yet = np.isin(entries["corrected_in"][entry].astype(str), later)
    for field in CORRECTED:
        table[field] = np.where(not_yet, entries[f"older_{field}"][entry], entries[field][entry])
    return table


def _place_in_group(group: Array) -> Array:
    """0, 1, 2 … within each run of equal values."""
    place = np.arange(len(group))
    first = np.r_[True, group[1:] != group[:-1]] if len(group) else np.zeros(0, dtype=bool)
    return place - np.maximum.accumulate(np.where(first, place, 0))


def station_sizes(table: Table) -> tuple[Array, Array]:
    """Village and TPS (`16.02.05.1001 003`) and the rows of each station of a list."""
    names, sizes = np.unique(
        (table["village"] + texts(" ", rows(table)) + table["tps"]).astype(str), return_counts=True
    )
    return names, sizes
