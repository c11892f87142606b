"""Lists made on the spot, as real files, and read with one call."""

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from saksama.rolls.columns import ListKind
from saksama.rolls.read import ReadResult, read

HEADING = [
    "NO",
    "NO KK",
    "NIK",
    "NAMA",
    "TEMPAT LAHIR",
    "TANGGAL LAHIR",
    "STATUS PERKAWINAN",
    "JENIS KELAMIN",
    "ALAMAT JALAN/DUKUH",
    "RT",
    "RW",
    "DISABILITAS",
    "STATUS KTP-EL",
    "KETERANGAN",
]


def voter(**changed: object) -> list[object]:
    """One row under HEADING, whole and right unless changed by heading (blanks as underscores)."""
    row: dict[str, object] = dict(
        zip(
            HEADING,
            ["1", "1602051203140001", "1602051203900001", "SITI AMINAH", "KAYU AGUNG", "12|03|1990", "S", "P"]
            + ["JL. MERDEKA", "001", "002", "", "S", ""],
            strict=True,
        )
    )
    row.update({heading.replace("_", " "): value for heading, value in changed.items()})
    return list(row.values())


class Desk:
    """A folder to write lists into and read them from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lists = folder / "lists"
        self.lists.mkdir()
        self.output = folder / "out" / "roll.parquet"

    def xlsx(self, name: str, *sheets: Sequence[Sequence[object]]) -> Path:
        """A workbook with the given sheets, made by xlsxwriter."""
        path = self.lists / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}) as book:
            for rows in sheets:
                sheet = book.add_worksheet()
                for at, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, date):
                            sheet.write_datetime(at, column, cell)
                        elif cell not in ("", None):
                            sheet.write(at, column, cell)
        return path

    def csv(
        self, name: str, rows: Sequence[Sequence[object]], *, delimiter: str = ",", encoding: str = "utf-8"
    ) -> Path:
        """A delimited text file."""
        path = self.lists / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    def read(self, *paths: Path, kind: ListKind = ListKind.DPS, **options: Any) -> ReadResult:
        """Reads the given paths, or the whole folder of lists."""
        return read(list(paths) or [self.lists], kind=kind, output=self.output, **options)

    def rows(self) -> list[dict[str, Any]]:
        """The roll just written."""
        return self._table(self.output)

    def rejects(self) -> list[dict[str, Any]]:
        """Its rejects."""
        return self._table(self.output.with_name("roll.rejects.parquet"))

    @staticmethod
    def _table(path: Path) -> list[dict[str, Any]]:
        with duckdb.connect() as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in found.description or []]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def values(self, column: str, heading: str, written: Sequence[object]) -> dict[object, Any]:
        """What becomes of each cell written under one heading, in a list that has names and (if need be) ages."""
        dated = [] if "LAHIR" in heading and "TEMPAT" not in heading else ["USIA"]
        self.csv(
            "values.csv", [["NAMA", heading, *dated], *(["RINA", cell, *("20" for _ in dated)] for cell in written)]
        )
        self.read()
        return dict(zip(written, (row[column] for row in self.rows()), strict=True))

    def only_row(self, heading: Sequence[object], row: Sequence[object], **options: Any) -> dict[str, Any]:
        """The one voter of a list with this heading and this row."""
        self.csv("one.csv", [heading, row])
        self.read(**options)
        (only,) = self.rows()
        return only


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def new_voter() -> Callable[..., list[object]]:
    return voter


@pytest.fixture
def heading() -> list[str]:
    return list(HEADING)
