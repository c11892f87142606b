"""The records of a finding side by side, read from the Parquet files of their lists."""

import atexit
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.rolls.masking import mask
from saksama.office.rolls.models import Finding, ListVersion
from saksama.rolls import Engine

MOST = 6  # records beside one another; a crowd of namesakes is told of in words

FIELDS: dict[str, str | Promise] = {
    "nik": _("NIK"),
    "nkk": _("Family card number"),
    "name": _("Name"),
    "sex": _("Sex"),
    "birthplace": _("Birthplace"),
    "birthdate": _("Birth date"),
    "age": _("Age"),
    "marital": _("Marital status"),
    "address": _("Address"),
    "rt": _("RT"),
    "rw": _("RW"),
    "village_name": _("Village"),
    "district_name": _("Sub-district"),
    "tps": _("TPS"),
    "disability": _("Disability"),
    "ektp": _("e-KTP"),
    "note": _("Remark"),
    "event_date": _("Date of the event"),
    "document": _("Document"),
    "issuer": _("Issued by"),
}


@dataclass(frozen=True)
class Line:
    """One field of all records."""

    label: str | Promise
    values: list[str]
    differs: bool


@dataclass(frozen=True)
class SideBySide:
    """Where the records stand, and what they say field by field; fields that none has are left out."""

    places: list[str]  # "DPS · desa.xlsx, row 12"
    lines: list[Line]
    left_out: int  # records beyond MOST


def side_by_side(finding: Finding) -> SideBySide:
    """Reads the finding's records, numbers masked. Two numbers are compared whole before they are masked."""
    version = finding.version
    shown = [each for each in finding.records if each["record"] is not None][:MOST]
    found = {}
    rolls = version.rolls
    for roll in {each["roll"] for each in shown}:
        of = rolls.get(roll)
        if of is not None and of.roll.is_file():
            numbers = [each["record"] for each in shown if each["roll"] == roll]
            for row in _rows(of, numbers):
                found[roll, row["record"]] = (of, row)
    there = [(each, *found[each["roll"], each["record"]]) for each in shown if (each["roll"], each["record"]) in found]
    places = [f"{of} · {each['file']}:{each['row']}" for each, of, _row in there]
    lines = []
    for column, label in FIELDS.items():
        values = [_said(row[column]) for _each, _of, row in there]
        if any(values):
            differs = len(set(values)) > 1
            lines.append(Line(label, [mask(value) for value in values], differs))
    return SideBySide(places, lines, len(finding.records) - len(shown))


@cache
def _reader() -> Engine:
    """One for the life of the process: to begin and end an engine takes longer than to read a few records."""
    engine = Engine(memory="256MB", threads=1)
    atexit.register(engine.__exit__)
    return engine


def _rows(of: ListVersion, records: list[int]) -> list[dict[str, Any]]:
    columns = ["record", *FIELDS]
    query = f"SELECT {', '.join(columns)} FROM read_parquet(?) WHERE record IN (SELECT unnest(CAST(? AS BIGINT[])))"  # noqa: S608 - names of ours
    # Each thread has a cursor of its own.
    rows = _reader().connection.cursor().execute(query, [str(of.roll), records]).fetchall()
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _said(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%d-%m-%Y") if hasattr(value, "strftime") else str(value)
