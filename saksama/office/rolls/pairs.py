"""The records of a finding side by side, read from the Parquet files of their lists."""

from dataclasses import dataclass

from django.utils.functional import Promise

from saksama.office.rolls.masking import mask
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.rolls.shown_records import FIELDS, Said, records_of

MOST = 6  # records beside one another; a crowd of namesakes is told of in words


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
    withdrawn: list[ListVersion]  # other lists the records stand in that were withdrawn since


def side_by_side(finding: Finding) -> SideBySide:
    """Reads the finding's records, numbers masked. Two numbers are compared whole before they are masked."""
    version = finding.version
    shown = [each for each in finding.records if each["record"] is not None][:MOST]
    names = {each["roll"] for each in shown}
    rolls = version.rolls_named(names)
    found: dict[tuple[str, int], Said] = {}
    for roll in names:
        numbers = [each["record"] for each in shown if each["roll"] == roll]
        found |= {(roll, number): row for number, row in records_of(version, roll, numbers).items()}
    there = [(each, found[each["roll"], each["record"]]) for each in shown if (each["roll"], each["record"]) in found]
    places = [f"{rolls[each['roll']]} · {each['file']}:{each['row']}" for each, _row in there if each["roll"] in rolls]
    lines = []
    for column, label in FIELDS.items():
        values = [row[column] for _each, row in there]
        if any(values):
            differs = len(set(values)) > 1
            lines.append(Line(label, [mask(value) for value in values], differs))
    used = {rolls[each["roll"]] for each in finding.records if each["roll"] in rolls} - {version}
    withdrawn = [each for each in sorted(used, key=str) if each.is_withdrawn]
    return SideBySide(places, lines, len(finding.records) - len(shown), withdrawn)
