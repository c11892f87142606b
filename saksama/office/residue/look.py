"""What the lists say of a person: read from Parquet when somebody looks, with whoever in the list may be the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.residue.models import ResiduePerson, SoughtChoice
from saksama.office.rolls.masking import mask
from saksama.rolls import Engine

FIELDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "sex": _("Sex"),
    "birthplace": _("Birthplace"),
    "birthdate": _("Birth date"),
    "age": _("Age"),
    "address": _("Address"),
    "rt": _("RT"),
    "rw": _("RW"),
    "village_name": _("Village"),
    "tps": _("TPS"),
}


@dataclass(frozen=True)
class Line:
    """One field: of the person, and of who in the list may be the same (empty if nobody)."""

    label: str | Promise
    sought: str
    listed: str

    @property
    def differs(self) -> bool:
        """True where both say something else."""
        return bool(self.sought and self.listed and self.sought.upper() != self.listed.upper())


def look_at(person: ResiduePerson, village: str) -> list[Line]:
    """Both records, numbers in free text masked."""
    residue = person.residue
    if person.report is not None:
        sought = {name: getattr(person.report, name, None) for name in FIELDS} | {"village_name": village}
    else:
        sought = _read(residue.dpk.roll, person.record) if person.source == SoughtChoice.DPK and residue.dpk else {}
    listed = {} if person.roll_record is None else _read(residue.version.roll, person.roll_record)
    lines = [Line(label, said(sought.get(name)), said(listed.get(name))) for name, label in FIELDS.items()]
    return [line for line in lines if line.sought or line.listed]


def _read(roll: Path, record: int) -> dict[str, object]:
    if not roll.is_file():
        return {}
    columns: Sequence[str] = list(FIELDS)
    with Engine(threads=1) as engine:
        rows = engine.rows(
            f"SELECT {', '.join(columns)} FROM read_parquet(?) WHERE record = ?",  # noqa: S608 - names of ours
            [str(roll), record],
        )
    return dict(zip(columns, rows[0], strict=True)) if rows else {}


def said(value: object) -> str:
    """A value as it is shown, numbers of people masked."""
    if value is None:
        return ""
    return mask(value.strftime("%d-%m-%Y") if hasattr(value, "strftime") else str(value))
