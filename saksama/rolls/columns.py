"""The one table of a roll: canonical columns, their types, and the kinds of list.

A roll is one version of the voter list of one region, kept as Parquet, one row a voter. Beside `roll.parquet`
lies `roll.rejects.parquet`: every row read that could not be kept. Rows read = kept + rejected, always.
"""

from enum import StrEnum

# Canonical columns in the order of the file. Masks (1602********0003) are kept as they are read.
ROLL_COLUMNS: dict[str, str] = {
    "record": "BIGINT",  # 0..n-1 in natural order of (source_file, source_row): neighbours stay neighbours
    "nkk": "VARCHAR",
    "nik": "VARCHAR",
    "name": "VARCHAR",
    "birthplace": "VARCHAR",
    "birthdate": "DATE",
    "age": "SMALLINT",  # only where the list gives an age instead of a date
    "marital": "VARCHAR",  # B belum, S sudah, P pernah kawin
    "sex": "VARCHAR",  # L laki-laki, P perempuan
    "address": "VARCHAR",
    "rt": "VARCHAR",  # three digits
    "rw": "VARCHAR",
    "disability": "VARCHAR",  # code 1..6, empty when none
    "ektp": "VARCHAR",  # S has, B has not
    "tps": "VARCHAR",  # three digits
    "village": "VARCHAR",  # Kemendagri code 16.02.05.1001, NULL when the name could not be placed
    "district": "VARCHAR",  # Kemendagri code 16.02.05
    "village_name": "VARCHAR",  # as read
    "district_name": "VARCHAR",
    "note": "VARCHAR",  # keterangan
    "event_date": "DATE",  # registers only: date of death, of appointment
    "document": "VARCHAR",  # registers only: kind and number of the document
    "issuer": "VARCHAR",  # registers only: who issued it; for TNI/Polri the service
    "source_file": "VARCHAR",
    "source_row": "BIGINT",  # row number as seen in the spreadsheet, from 1
}

REJECT_COLUMNS: dict[str, str] = {
    "source_file": "VARCHAR",
    "source_row": "BIGINT",
    "reason": "VARCHAR",  # code, see read/rejects.py
    "column": "VARCHAR",
    "raw": "VARCHAR",  # the row as read, JSON list of cells
}


class ListKind(StrEnum):
    """Versions of the voter list, and the registers it is checked against."""

    DP4 = "DP4"
    DPHP = "DPHP"
    DPS = "DPS"
    DPSHP = "DPSHP"
    DPT = "DPT"
    DPTB = "DPTB"
    DPK = "DPK"
    DEATHS = "DEATHS"
    POLICE_ARMY = "POLICE_ARMY"
    CLAIMED = "CLAIMED"  # the people KPU says it has added
    REPORTED = "REPORTED"  # people reported as missing: by citizens, the posko, supervisors


class DataState(StrEnum):
    """How much of a person the list shows (DOMAIN 2.4). Decided per roll from its columns."""

    FULL = "full"  # NIK and NKK whole
    MASKED = "masked"  # NIK and NKK there but masked
    NO_NUMBERS = "no_numbers"  # neither, birth date whole: what Bawaslu really gets
    AGE_ONLY = "age_only"  # neither, and only an age: what is published
