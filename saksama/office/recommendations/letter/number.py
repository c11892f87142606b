"""Numbers of outgoing letters, such as 122/PM.00.01/K.SS-09/11/2024."""

import re
from dataclasses import dataclass
from typing import Self

from saksama.errors import InputError
from saksama.language import Text

_SHAPE = re.compile(r"(\d{1,5})/([A-Z]{2}(?:\.\d{2}){1,3})/(K(?:\.[A-Z]{2}-\d{2})?)/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """Running number, archive classification, office code, month and year (as seen in OKI: okinews 5303)."""

    running: int
    classification: str  # PM.00.01
    office: str  # K.SS-09
    month: int
    year: int

    def __str__(self) -> str:
        return f"{self.running:03d}/{self.classification}/{self.office}/{self.month:02d}/{self.year}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads such a number. Raises InputError."""
        found = _SHAPE.fullmatch(text.strip())
        if found is None or not 1 <= int(found[4]) <= 12 or int(found[1]) == 0:
            raise InputError(
                Text(f"“{text}” bukan nomor surat.", f"“{text}” is no letter number."),
                Text("Contoh: 122/PM.00.01/K.SS-09/11/2024.", "For example: 122/PM.00.01/K.SS-09/11/2024."),
            )
        return cls(int(found[1]), found[2], found[3], int(found[4]), int(found[5]))

    def following(self, month: int, year: int) -> "LetterNumber":
        """The next number; the count starts again each year."""
        running = self.running + 1 if year == self.year else 1
        return LetterNumber(running, self.classification, self.office, month, year)
