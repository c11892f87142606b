"""What a row of the sheet is: a voter, or one of the things that stand around voters."""

import re
from collections.abc import Sequence
from enum import StrEnum

from saksama.language import Text
from saksama.rolls.read.headings import Vocabulary
from saksama.rolls.read.place import labels_in
from saksama.rolls.read.table import Heading, is_heading_row, is_number_line


class RowKind(StrEnum):
    """All but DATA are counted as skipped."""

    DATA = "data"
    BLANK = "blank"
    TITLE = "title"
    HEADING = "heading"
    NUMBER_LINE = "number_line"
    TOTAL = "total"
    FOOTER = "footer"
    SIGNATURE = "signature"


SKIPPED_TEXTS: dict[RowKind, Text] = {
    RowKind.BLANK: Text("baris kosong", "blank rows"),
    RowKind.TITLE: Text("judul dan tempat", "titles and places"),
    RowKind.HEADING: Text("judul kolom", "headings"),
    RowKind.NUMBER_LINE: Text("nomor kolom", "column numbers"),
    RowKind.TOTAL: Text("jumlah", "totals"),
    RowKind.FOOTER: Text("kaki halaman", "page footers"),
    RowKind.SIGNATURE: Text("tanda tangan", "signatures"),
}

FEW_CELLS = 4  # rows around the table have no more; a voter's row has more, or a sequence number

_TOTAL = re.compile(r"(SUB ?-?|GRAND )?(JUMLAH|TOTAL)\b|REKAPITULASI\b|REKAP\b", re.IGNORECASE)
_FOOTER = re.compile(
    r"(HALAMAN|HAL\.?|PAGE|LEMBAR)\s*:?\s*\d|DICETAK|PRINTED|CATATAN\s*:|KETERANGAN\s*:|CETAKAN|SUMBER\s*:|\*+\)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(MODEL\s+A|DAFTAR\s+(PEMILIH|PENDUDUK|KEMATIAN|NAMA)|PEMILIHAN|PEMUTAKHIRAN)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(MENGETAHUI|DITETAPKAN|DIBUAT|KETUA|ANGGOTA|SEKRETARIS|KEPALA|LURAH|CAMAT|PANITIA|PETUGAS|PANTARLIH|PPDP|PPS|PPK|"
    r"KPPS|KPU|DINAS|TTD|NIP)\b|\(?[._ ]{5,}\)?$",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"[A-Za-z .]+,\s*[\d. _]*\s*[A-Za-z]+\s+\d{4}\s*$|[A-Za-z .]+,\s*[\d/-]+\s*$")


class RowSorter:
    """Tells voters from the rest, for one heading. In doubt a row is data: then it is kept or rejected, not lost."""

    def __init__(self, heading: Heading, words: Vocabulary) -> None:
        self._words = words
        self._name = heading.column_of("name") or 0
        self._sequence = 0 if heading.fields[0] == "-" and self._name > 0 else None
        names = (
            "nkk",
            "nik",
            "birthdate",
            "birth",
            "age",
            "sex",
            "male",
            "female",
            "marital",
            "rt",
            "rt_rw",
            "tps",
            "event_date",
        )
        self._telling = [index for index, name in enumerate(heading.fields) if name in names]
        self._born = heading.column_of("birthdate", "birth", "age")
        self._past_the_end = False

    def kind(self, cells: Sequence[str]) -> RowKind:
        """Sorts one row; remembers that a total or signature ended the table until the next voter or heading."""
        if self._is_plainly_data(cells):
            self._past_the_end = False
            return RowKind.DATA
        kind = self._kind_of_odd(cells)
        if kind in (RowKind.TOTAL, RowKind.SIGNATURE):
            self._past_the_end = True
        elif kind in (RowKind.DATA, RowKind.HEADING):
            self._past_the_end = False
        return kind

    def _is_plainly_data(self, cells: Sequence[str]) -> bool:
        width = len(cells)
        if width <= self._name:
            return False
        name = cells[self._name]
        if not name or not (name[0].isalpha() or any(letter.isalpha() for letter in name)):
            return False
        telling = 0
        for index in self._telling:
            if index < width and cells[index]:
                telling += 1
                if telling == 3:
                    break
        return telling == 3 and not _TOTAL.match(cells[0] or name) and not self._words.may_head_names(name)

    def _kind_of_odd(self, cells: Sequence[str]) -> RowKind:
        filled = [cell.strip() for cell in cells if cell and cell.strip()]
        if not filled:
            return RowKind.BLANK
        if is_heading_row(cells, self._words):
            return RowKind.HEADING
        if is_number_line(cells):
            return RowKind.NUMBER_LINE
        if self._is_born(cells):
            return RowKind.DATA
        if _TOTAL.match(filled[0]):
            return RowKind.TOTAL
        if len(filled) > FEW_CELLS or self._is_numbered(cells):
            return RowKind.DATA
        return self._kind_of_sparse(filled)

    def _is_born(self, cells: Sequence[str]) -> bool:
        """Has a name and a birth date (or an age): nothing around the table has."""
        if self._born is None or max(self._born, self._name) >= len(cells):  # a csv row may end early
            return False
        named = any(letter.isalpha() for letter in cells[self._name])
        return named and any(digit.isdigit() for digit in cells[self._born]) and not _TOTAL.match(cells[0] or "")

    def _is_numbered(self, cells: Sequence[str]) -> bool:
        """Carries a sequence number, as only voters do, and something beside it."""
        if self._sequence is None or self._sequence >= len(cells):
            return False
        if not cells[self._sequence].strip().rstrip(".").isdigit():
            return False
        return sum(1 for cell in cells if cell.strip()) > 1

    def _kind_of_sparse(self, filled: list[str]) -> RowKind:
        if any(_FOOTER.match(cell) for cell in filled):
            return RowKind.FOOTER
        if labels_in(filled) or any(_TITLE.match(cell) for cell in filled):
            return RowKind.TITLE
        if any(_SIGNATURE.match(cell) or _PLACE_AND_DATE.match(cell) for cell in filled):
            return RowKind.SIGNATURE
        if self._past_the_end:
            return RowKind.SIGNATURE
        return RowKind.DATA
