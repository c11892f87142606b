"""The coklit reports: one row a polling station, how many households were visited and how many were not."""

import re
from dataclasses import dataclass
from pathlib import Path

from saksama.errors import InputError
from saksama.language import Text
from saksama.reference.regions import Regions
from saksama.rolls.check.tables import GIVEN
from saksama.rolls.engine import Engine
from saksama.rolls.read.delimited import sheet_of_text
from saksama.rolls.read.headings import Vocabulary
from saksama.rolls.read.opening import load
from saksama.rolls.read.sources import find_sources
from saksama.rolls.read.workbook import sheets_of_workbook

# Headings as the offices write them, in capitals.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "district": ("KECAMATAN",),
    "village": ("DESA", "DESA/KELURAHAN", "KELURAHAN", "DESA / KELURAHAN"),
    "tps": ("TPS", "NO TPS", "NOMOR TPS"),
    "households": ("JUMLAH KK", "KK", "KK TOTAL"),
    "visited": ("KK DICOKLIT", "DICOKLIT", "KK DIDATANGI"),
    "stickers": ("KK DICOKLIT BERSTIKER", "BERSTIKER", "STIKER", "KK BERSTIKER"),
    "not_visited": ("KK TIDAK DIDATANGI", "TIDAK DICOKLIT", "KK TIDAK DICOKLIT", "TIDAK DIDATANGI"),
    "without_sticker": ("KK DICOKLIT TANPA STIKER", "TANPA STIKER"),
    "sticker_without_visit": ("STIKER TANPA COKLIT",),
    "joki": ("JOKI", "PANTARLIH JOKI"),
    "in_party": ("PANTARLIH PARTAI", "PANTARLIH ANGGOTA PARTAI"),
}
STATION_COUNTS = (
    "households", "visited", "stickers", "not_visited", "without_sticker", "sticker_without_visit", "joki", "in_party",
)  # fmt: skip
_REQUIRED = ("village", "tps", "not_visited")
# 1204, as a workbook gives it (1204.0), or with points between thousands (1.204); not 4.5.
_WHOLE = re.compile(r"[0-9]+(\.0)?|[0-9]{1,3}(\.[0-9]{3})+")
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class StationRow:
    """One row of the table: the TPS, and what was counted there (STATION_COUNTS); None where nothing is written."""

    row: int
    village: str
    tps: str
    counts: dict[str, int | None]


def read_stations(engine: Engine, name: str, path: Path, regions: Regions) -> None:
    """Makes the table `name` (GIVEN["coklit"].columns) from an xlsx or csv with a heading row.

    Raises InputError naming file, row and column for a missing heading, an unknown village, or what is no whole number.
    """
    found, problems = station_rows(path, regions)
    if problems:
        raise problems[0]
    columns = GIVEN["coklit"].columns
    rows = [
        [station.village, station.tps, *(station.counts[column] for column in list(columns)[2:])] for station in found
    ]
    engine.run(
        f'CREATE OR REPLACE TABLE "{name}" ({", ".join(f"{column} {kind}" for column, kind in columns.items())})'
    )
    if rows:
        engine.connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)


def station_rows(path: Path, regions: Regions, file: str = "") -> tuple[list[StationRow], list[InputError]]:
    """Every good row and every problem of a table by TPS; `file` is what the problems call it.

    Raises InputError for what holds no such table at all.
    """
    source = find_sources([path]).found[0]
    content = load(source)
    sheet = sheets_of_workbook(content)[0][0] if content.is_workbook else sheet_of_text(content, Vocabulary())
    file = file or path.name
    placed: dict[int, str] = {}
    found: list[StationRow] = []
    problems: list[InputError] = []
    for number, cells in sheet.rows:
        if not placed:
            placed = _headings(cells)
            continue
        row = {column: cells[i].strip() if i < len(cells) else "" for i, column in placed.items()}
        try:
            station = _station(row, number, file, regions)
        except InputError as problem:
            problems.append(problem)
            continue
        if station is not None:
            found.append(station)
    if not placed:
        raise InputError(
            Text("Kepala tabel coklit tidak ditemukan.", "The heading of the coklit table was not found."),
            Text(
                "Perlu kolom DESA, TPS dan KK TIDAK DIDATANGI dalam satu baris.",
                "It needs the columns DESA, TPS and KK TIDAK DIDATANGI in one row.",
            ),
            file=file,
        )
    return found, problems


def _headings(cells: list[str]) -> dict[int, str]:
    """Column of each place in the row, if it is the row of headings."""
    named = {i: _COLUMN_OF[cell.strip().upper()] for i, cell in enumerate(cells) if cell.strip().upper() in _COLUMN_OF}
    return named if set(_REQUIRED) <= set(named.values()) else {}


def _station(row: dict[str, str], number: int, file: str, regions: Regions) -> StationRow | None:
    """None for a row of no village or no TPS, such as a total."""
    if not row["village"]:
        return None
    village = regions.find_village(row["village"], row.get("district") or None)
    if not row["tps"]:
        if village is not None and any(row.get(column) for column in STATION_COUNTS):
            raise InputError(
                Text("Nomor TPS kosong.", "The TPS has no number."),
                Text("Isi nomor TPS, misalnya 001.", "Write the number of the TPS, such as 001."),
                file=file,
                row=number,
                column="TPS",
            )
        return None
    if village is None:
        raise InputError(
            Text(f"Desa “{row['village']}” tidak dikenal.", f"The village “{row['village']}” is unknown."),
            Text(
                "Tulis seperti nama resminya, atau beri kolom KECAMATAN.", "Write its official name, or add KECAMATAN."
            ),
            file=file,
            row=number,
            column="DESA",
        )
    counts = {column: _count(row.get(column, ""), file, number, column) for column in STATION_COUNTS}
    return StationRow(number, village.code, row["tps"].removesuffix(".0").zfill(3), counts)


def _count(text: str, file: str, row: int, column: str) -> int | None:
    if text in ("", "-"):
        return None
    if not _WHOLE.fullmatch(text):
        heading = _HEADINGS[column][0]
        raise InputError(
            Text(f"“{text}” bukan bilangan.", f"“{text}” is no whole number."),
            Text("Isi dengan angka, atau kosongkan.", "Write a number, or leave it empty."),
            file=file,
            row=row,
            column=heading,
        )
    return int(text.removesuffix(".0").replace(".", ""))
