"""Whom the records of a letter are about, read from the Parquet files of the lists: never kept in the database."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from saksama.office.accounts.region_code import parent_of
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.asking import main_record
from saksama.office.recommendations.letter import AttachmentRow
from saksama.office.recommendations.models import Item
from saksama.office.rolls.models import ListVersion
from saksama.rolls import Engine

_COLUMNS = ("record", "name", "birthdate", "age", "sex", "address", "rt", "rw", "tps", "nik")
_QUERY = (
    f"SELECT {', '.join(_COLUMNS)} FROM read_parquet(?) "  # noqa: S608 - names of ours
    "WHERE record IN (SELECT unnest(CAST(? AS BIGINT[])))"
)
NOBODY = "–"


def people_of(version: ListVersion, items: Sequence[Item]) -> dict[int, AttachmentRow]:
    """The row of the attachment for each item, by its key; NIK as the list has it. One query of the database.

    The items come with their findings (`select_related("finding", "previous")`).
    """
    found = _read(version, [main_record(item.finding) for item in items])
    names = _names(item.region for item in items)
    return {item.pk: _row(item, found.get(main_record(item.finding), {}), names) for item in items}


def list_of(version: ListVersion, roll: str) -> Path | None:
    """The Parquet file of a list that a finding of `version` names: itself, the version before."""
    of = {"roll": version, "previous": version.previous}.get(roll)
    return of.roll if of is not None and of.roll.is_file() else None


def _read(version: ListVersion, wanted: Sequence[tuple[str, int | None]]) -> dict[tuple[str, int | None], Any]:
    by_roll: dict[str, list[int]] = defaultdict(list)
    for roll, record in wanted:
        if record is not None:
            by_roll[roll].append(record)
    found: dict[tuple[str, int | None], Any] = {}
    with Engine(threads=1) as engine:
        for roll, records in by_roll.items():
            if (path := list_of(version, roll)) is not None:
                for row in engine.rows(_QUERY, [str(path), records]):
                    found[roll, row[0]] = dict(zip(_COLUMNS, row, strict=True))
    return found


def _names(regions: Any) -> dict[str, str]:
    codes = set(regions)
    codes |= {parent_of(code) for code in codes}
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


def _row(item: Item, person: dict[str, Any], names: dict[str, str]) -> AttachmentRow:
    district, village = places(item.region, names)
    evidence = item.finding.evidence_id
    if item.previous is not None and item.previous.result_id:
        evidence = f"{evidence} {item.previous.result_id}"
    return AttachmentRow(
        finding_id=item.finding.finding_id,
        district=district,
        village=village,
        tps=person.get("tps") or item.finding.tps or "",
        name=person.get("name") or NOBODY,
        birth=_birth(person.get("birthdate"), person.get("age")),
        sex=person.get("sex") or "",
        address=person.get("address") or "",
        rt=person.get("rt") or "",
        rw=person.get("rw") or "",
        nik=person.get("nik") or "",
        kind=item.kind,
        evidence=evidence,
    )


def places(region: str, names: dict[str, str]) -> tuple[str, str]:
    """(kecamatan, desa) by name; what a finding about a wider place has none of stays empty."""
    level = region.count(".") + 1
    if level == Level.VILLAGE:
        return names.get(parent_of(region), parent_of(region)), names.get(region, region)
    return (names.get(region, region), "") if level == Level.DISTRICT else ("", "")


def _birth(birthdate: date | None, age: int | None) -> str:
    if birthdate is not None:
        return f"{birthdate:%d-%m-%Y}"
    return "" if age is None else f"{age} tahun"
