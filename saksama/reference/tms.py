"""TMS: why a person in the list does not qualify, what proves it, and the code numbers, which differ by election."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from saksama.language import Text
from saksama.reference.files import FOLDER, read_yaml
from saksama.reference.sourced import Mark, Origin


@dataclass(frozen=True, slots=True)
class TmsReason:
    """One reason. `words` is how it stands, in capitals, in the column keterangan of a list."""

    key: str
    title: Text
    proof: Text
    issuer: Text
    words: tuple[str, ...]
    origin: Origin

    @property
    def kept_as_proof(self) -> Text:
        """What is kept with a finding of this reason, and who issues it."""
        return Text(
            f"{self.proof.id} Penerbit: {self.issuer.id.rstrip('.')}.",
            f"{self.proof.en} Issued by: {self.issuer.en.rstrip('.')}.",
        )


@dataclass(frozen=True, slots=True)
class TmsCode:
    """The number a reason bears in one election."""

    code: str
    reason: TmsReason
    origin: Origin


@dataclass(frozen=True, slots=True)
class TmsTable:
    """The code table of one election. Two reasons may share a number (2024: foreigner and unknown are both 5)."""

    election: str
    codes: tuple[TmsCode, ...]

    @classmethod
    def load(cls, election: str, path: Path | None = None) -> Self:
        """The table of an election such as "pilkada-2024". KeyError when there is none."""
        reasons = tms_reasons(path)
        rows = read_yaml(path or FOLDER / "tms.yaml")["codes"][election]
        return cls(election, tuple(TmsCode(row["code"], reasons[key], _origin(row)) for key, row in rows.items()))

    def by_code(self, code: str) -> tuple[TmsReason, ...]:
        """The reasons of a number, the main one first; empty when the number means nothing."""
        return tuple(row.reason for row in self.codes if row.code == code.strip().lstrip("0"))

    def code_of(self, key: str) -> str | None:
        """The number of a reason in this election, None where it has none."""
        return next((row.code for row in self.codes if row.reason.key == key), None)

    def notes(self) -> dict[str, str]:
        """What a note may say, in capitals, to the key of its reason: the words of every reason, and the numbers."""
        notes = {word: reason.key for reason in tms_reasons().values() for word in reason.words}
        for row in reversed(self.codes):  # the first reason of a shared number wins
            notes[row.code] = row.reason.key
        return notes


@cache
def tms_reasons(path: Path | None = None) -> dict[str, TmsReason]:
    """All reasons of all elections by key."""
    return {
        key: TmsReason(
            key=key,
            title=Text(**row["title"]),
            proof=Text(**row["proof"]),
            issuer=Text(**row["issuer"]),
            words=tuple(row["words"]),
            origin=_origin(row),
        )
        for key, row in read_yaml(path or FOLDER / "tms.yaml")["reasons"].items()
    }


def _origin(row: dict[str, str]) -> Origin:
    return Origin(Mark(row["mark"]), row.get("source", ""))
