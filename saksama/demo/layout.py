"""The columns of Model A-Daftar Pemilih and of the registers, in each state of the data.

The 13 elements and their order: DOMAIN 2.2. The expressions are DuckDB SQL over a list's table.
"""

from dataclasses import dataclass
from typing import Literal

from saksama.demo.tables import VOTING_DAY
from saksama.rolls.columns import DataState

FileFormat = Literal["xlsx", "csv"]
FIRST_SHEET_ROW = 13  # title, four places, TPS, two rows of headings, column numbers
FIRST_CSV_ROW = 2

DAY = "DATE '1970-01-01' + born::INTEGER"
MASKED = "CASE WHEN {0} = '' THEN '' ELSE left({0}, 4) || '********' || right({0}, 4) END"
AGE = f"date_sub('year', {DAY}, DATE '1970-01-01' + {VOTING_DAY})"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: heading (a second line for a heading in two rows), SQL for its text, width in characters."""

    heading: str
    text: str
    width: int = 10
    under: str = ""


def numbers(state: DataState) -> tuple[Column, ...]:
    """NKK and NIK, whole, masked, or not there."""
    if state is DataState.FULL:
        return Column("NO. KK", "nkk", 19), Column("NIK", "nik", 19)
    if state is DataState.MASKED:
        return Column("NO. KK", MASKED.format("nkk"), 19), Column("NIK", MASKED.format("nik"), 19)
    return ()


def birth(state: DataState) -> Column:
    """The birth date, or only the age on voting day."""
    if state is DataState.AGE_ONLY:
        return Column("USIA", f"({AGE})::VARCHAR", 7)
    return Column("TANGGAL LAHIR (dd|mm|yyyy)", f"strftime({DAY}, '%d|%m|%Y')", 13)


def voter_columns(state: DataState) -> tuple[Column, ...]:
    """The elements of Model A-Daftar Pemilih that this state shows."""
    return (
        *numbers(state),
        Column("NAMA", "name", 32),
        Column("TEMPAT LAHIR", "birthplace", 18),
        birth(state),
        Column("STATUS PERKAWINAN B/S/P", "marital", 8),
        Column("JENIS KELAMIN L/P", "sex", 8),
        Column("JALAN/DUKUH", "address", 26, under="ALAMAT"),
        Column("RT", "rt", 5, under="ALAMAT"),
        Column("RW", "rw", 5, under="ALAMAT"),
        Column("DISABILITAS", "disability", 10),
        Column("STATUS KTP-EL", "ektp", 9),
        Column("KETERANGAN", "note", 12),
    )


PLACE_COLUMNS = (
    Column("KECAMATAN", "district_name", 20),
    Column("DESA/KELURAHAN", "village_name", 20),
    Column("TPS", "tps", 6),
)


def csv_columns(state: DataState) -> tuple[Column, ...]:
    """A csv file has no title block, so each row names its place."""
    return (*PLACE_COLUMNS, *voter_columns(state))
