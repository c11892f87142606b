"""What can go wrong through no fault of the program, said so that a person can act on it.

Every class has an exit code of its own for the command line. Anything that is not a SaksamaError is a bug
and keeps its traceback.
"""

from dataclasses import dataclass
from typing import ClassVar

from saksama.language import Language, Text


@dataclass
class SaksamaError(Exception):
    """A problem with its remedy. Never put a NIK, an NKK or a name in the texts."""

    what: Text
    remedy: Text
    exit_code: ClassVar[int] = 2

    def where(self) -> str:
        """The place of the problem, empty when there is none."""
        return ""

    def say(self, language: Language) -> str:
        """Place, problem and remedy in one sentence each."""
        place = self.where()
        start = f"{place}: " if place else ""
        return f"{start}{self.what.in_(language)} {self.remedy.in_(language)}".strip()

    def __str__(self) -> str:
        return self.say("en")


@dataclass
class InputError(SaksamaError):
    """A file or value from outside that cannot be used: the user must act."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def where(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(self.sheet)
        if self.row is not None:
            parts.append(f"{self.column}{self.row}" if self.column.isalpha() else f"{self.row}")
        elif self.column:
            parts.append(self.column)
        return ":".join(part for part in parts if part)


@dataclass
class OutputError(SaksamaError):
    """A place that cannot be written to: disk full, no permission."""

    file: str = ""

    def where(self) -> str:
        return self.file
