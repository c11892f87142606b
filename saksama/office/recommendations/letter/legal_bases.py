"""The legal bases of a letter by kind of finding, from a YAML file that an office may replace."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.recommendations.letter.letter import LegalBasis
from saksama.reference.files import read_yaml
from saksama.reference.sourced import Mark, Origin

SHIPPED = Path(__file__).with_name("legal_basis.yaml")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding as a letter calls it, what is asked for, and why."""

    title: str
    request: str
    basis: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class LegalBases:
    """All of a file: what every letter quotes, the deadline in days, and the kinds."""

    general: tuple[LegalBasis, ...]
    deadline_days: int
    deadline_origin: Origin
    kinds: dict[str, Kind]

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Raises InputError naming what is missing or wrong."""
        try:
            content = read_yaml(path)
            return cls(
                general=tuple(_basis(row) for row in content["general"]),
                deadline_days=int(content["deadline"]["days"]),
                deadline_origin=_origin(content["deadline"]),
                kinds={
                    key: Kind(row["title"], row["request"], tuple(_basis(basis) for basis in row["basis"]))
                    for key, row in content["kinds"].items()
                },
            )
        except KeyError as error:
            raise _wrong(path, f"{error.args[0]!r} tidak ada", f"{error.args[0]!r} is missing") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise _wrong(path, f"isinya keliru ({error})", f"its content is wrong ({error})") from error

    def kind(self, reason: str | None, category: str) -> str:
        """The key in `kinds` of a finding: its TMS reason where there is an entry for it, else its category."""
        return reason if reason in self.kinds else category


def _basis(row: dict[str, Any]) -> LegalBasis:
    return LegalBasis(" ".join(row["text"].split()), _origin(row))


def _origin(row: dict[str, Any]) -> Origin:
    return Origin(Mark(row["mark"]), row.get("source", ""))


def _wrong(path: Path, why_id: str, why_en: str) -> InputError:
    return InputError(
        Text(f"Dasar hukum tidak terbaca: {why_id}.", f"The legal bases cannot be read: {why_en}."),
        Text("Bandingkan dengan berkas bawaan legal_basis.yaml.", "Compare with the shipped legal_basis.yaml."),
        file=path.name,
    )
