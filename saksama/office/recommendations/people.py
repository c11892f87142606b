"""Whom the records of a letter are about, read from the Parquet files of the lists: never kept in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from saksama.office.accounts.region_code import parent_of
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.asking import TOLD, main_record, own_records
from saksama.office.recommendations.letter import AttachmentRow
from saksama.office.recommendations.models import Item
from saksama.office.recommendations.people_told import people_told
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.rolls.shown_records import Said, records_of, said_of

NOBODY = "–"
MOST_OTHERS = 5  # further records of one finding, in words; a crowd of namesakes is told of by number
# Not “di lapangan”: some things are told from papers in the office, and a letter says no more than what was done.
CONFIRMED = "Sudah diperiksa dan dipastikan oleh pengawas pemilihan."

Who = tuple[str, int | None]  # roll and record, as asking.main_record gives them


def people_of(version: ListVersion, items: Sequence[Item]) -> dict[int, AttachmentRow]:
    """The row of the attachment for each item, by its key; NIK as the list has it. A fixed number of queries.

    The items come with their findings (`select_related("finding", "previous")`).
    """
    found = _read(version, {who for item in items for who in _concerned(item.finding)})
    names = _names(item.region for item in items)
    return {item.pk: _row(item, found, names) for item in items}


def _concerned(finding: Finding) -> list[Who]:
    """Whom it is mainly about; then the others of the same list who may be the same person."""
    first = main_record(finding)
    others = [record for record in own_records(finding) if first != ("roll", record)] if first[0] == "roll" else []
    return [first, *(("roll", record) for record in others[:MOST_OTHERS])]


def _read(version: ListVersion, wanted: Iterable[Who]) -> dict[Who, Said]:
    by_roll: dict[str, list[int]] = defaultdict(list)
    for roll, record in wanted:
        if record is not None:
            by_roll[roll].append(record)
    return {
        (roll, number): said
        for roll, numbers in by_roll.items()
        for number, said in _of_roll(version, roll, numbers).items()
    }


def _of_roll(version: ListVersion, roll: str, numbers: list[int]) -> dict[int, Said]:
    if roll in TOLD:
        return {
            number: {column: said_of(value) for column, value in row.items()}
            for number, row in people_told(roll, numbers).items()
        }
    return records_of(version, roll, numbers)


def _names(regions: Any) -> dict[str, str]:
    codes = set(regions)
    codes |= {parent_of(code) for code in codes}
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


def _row(item: Item, found: Mapping[Who, Said], names: dict[str, str]) -> AttachmentRow:
    finding = item.finding
    first, *others = _concerned(finding)
    person = found.get(first, {})
    district, village = places(item.region, names)
    evidence = f"{finding.evidence_id} {CONFIRMED}"
    if item.previous is not None and item.previous.result_id:
        evidence = f"{evidence} {item.previous.result_id}"
    return AttachmentRow(
        finding_id=finding.finding_id,
        district=district,
        village=village,
        tps=person.get("tps") or finding.tps or "",
        name=person.get("name") or NOBODY,
        birth=_birth(person),
        sex=person.get("sex", ""),
        address=person.get("address", ""),
        rt=person.get("rt", ""),
        rw=person.get("rw", ""),
        nik=person.get("nik", ""),
        kind=item.kind,
        evidence=evidence,
        source=_source(finding, first),
        others=tuple(_in_words(found[other], _source(finding, other)) for other in others if other in found),
    )


def _source(finding: Finding, who: Who) -> str:
    """Where a row stands in what KPU has handed over, so that it is found again there."""
    place = next((each for each in finding.records if (each["roll"], each["record"]) == who), None)
    return f"{PurePath(place['file']).name}, baris {place['row']}" if place and who[0] == "roll" else ""


def _in_words(person: Said, source: str) -> str:
    """Another record of the same finding: who and where."""
    home = (
        f"TPS {person.get('tps') or NOBODY}, RT/RW {person.get('rt') or NOBODY}/{person.get('rw') or NOBODY}",
        person.get("village_name", ""),
        person.get("district_name", ""),
    )
    said = (person.get("name") or NOBODY, _birth(person), person.get("sex", ""), person.get("address", ""), *home)
    told = ", ".join(part for part in said if part)
    return f"{told} ({source})" if source else told


def places(region: str, names: dict[str, str]) -> tuple[str, str]:
    """(kecamatan, desa) by name; what a finding about a wider place has none of stays empty."""
    level = region.count(".") + 1
    if level == Level.VILLAGE:
        return names.get(parent_of(region), parent_of(region)), names.get(region, region)
    return (names.get(region, region), "") if level == Level.DISTRICT else ("", "")


def _birth(person: Said) -> str:
    age = person.get("age", "")
    return person.get("birthdate", "") or (f"{age} tahun" if age else "")
