"""Why a row, or a whole file, could not be kept. A doubtful value is no reason (a birth date to come, an age of 140):
that is for the rules."""

from enum import StrEnum

from saksama.language import Text


class Reason(StrEnum):
    """Codes in the column `reason` of the reject table."""

    NO_NAME = "no_name"
    INVALID_DATE = "invalid_date"
    TOO_LONG = "too_long"
    TOO_MANY_CELLS = "too_many_cells"
    FILE = "file"


REASON_TEXTS: dict[Reason, Text] = {
    Reason.NO_NAME: Text("baris tanpa nama", "row without a name"),
    Reason.INVALID_DATE: Text("tanggal lahir tidak ada di kalender", "birth date not in the calendar"),
    Reason.TOO_LONG: Text("isi sel terlalu panjang", "cell too long"),
    Reason.TOO_MANY_CELLS: Text("sel lebih banyak daripada kolom tabel", "more cells than the table has columns"),
    Reason.FILE: Text("berkas tidak dapat dibaca, dilewati", "file could not be read, skipped"),
}

# Longest text a column may hold, in characters. Excel allows 32,767; no name in a civil register comes near these.
LONGEST: dict[str, int] = {
    "nkk": 64,
    "nik": 64,
    "name": 150,
    "birthplace": 150,
    "address": 500,
    "village_name": 150,
    "district_name": 150,
    "note": 1000,
    "document": 300,
    "issuer": 300,
}
