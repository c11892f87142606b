"""Whom the records of a letter are about, read from the Parquet files of the lists: never kept in the database."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from saksama.office.accounts.region_code import parent_of
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.asking import main_record
from saksama.office.recommendations.letter import AttachmentRow
from saksama.office.recommendations.models import Item
from saksama.office.rolls.models import ListVersion
from saksama.office.rolls.shown_records import Said, records_of

NOBODY = "–"


def people_of(version: ListVersion, items: Sequence[Item]) -> dict[int, AttachmentRow]:
    """The row of the attachment for each item, by its key; NIK as the list has it. One query of the database.

    The items come with their findings (`select_related("finding", "previous")`).
    """
    found = _read(version, [main_record(item.finding) for item in items])
    names = _names(item.region for item in items)
    return {item.pk: _row(item, found.get(main_record(item.finding), {}), names) for item in items}


def _read(version: ListVersion, wanted: Sequence[tuple[str, int | None]]) -> dict[tuple[str, int | None], Said]:
    by_roll: dict[str, list[int]] = defaultdict(list)
    for roll, record in wanted:
        if record is not None:
            by_roll[roll].append(record)
    return {
        (roll, number): said
        for roll, numbers in by_roll.items()
        for number, said in records_of(version, roll, numbers).items()
    }


def _names(regions: Any) -> dict[str, str]:
    codes = set(regions)
    codes |= {parent_of(code) for code in codes}
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


def _row(item: Item, person: Said, names: dict[str, str]) -> AttachmentRow:
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
        birth=_birth(person.get("birthdate", ""), person.get("age", "")),
        sex=person.get("sex", ""),
        address=person.get("address", ""),
        rt=person.get("rt", ""),
        rw=person.get("rw", ""),
        nik=person.get("nik", ""),
        kind=item.kind,
        evidence=evidence,
    )


def places(region: str, names: dict[str, str]) -> tuple[str, str]:
    """(kecamatan, desa) by name; what a finding about a wider place has none of stays empty."""
    level = region.count(".") + 1
    if level == Level.VILLAGE:
        return names.get(parent_of(region), parent_of(region)), names.get(region, region)
    return (names.get(region, region), "") if level == Level.DISTRICT else ("", "")


def _birth(birthdate: str, age: str) -> str:
    return birthdate or (f"{age} tahun" if age else "")
