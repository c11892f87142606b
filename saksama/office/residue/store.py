"""From the engine's result to rows of the database: counts of every place, areas, and the people not surely listed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from saksama.office.accounts.region_code import PATTERN
from saksama.office.residue.models import (
    PersonStatus,
    PresenceChoice,
    Residue,
    ResidueArea,
    ResiduePerson,
    ResiduePlace,
)
from saksama.office.residue.models.person import initials_of
from saksama.rolls import Engine, Sought
from saksama.rolls import Residue as Result

BATCH = 2_000
# Known by an earlier search of the same people; a new search does not make it unknown.
_KEPT = (PersonStatus.MISSING, PersonStatus.NOT_ELIGIBLE)

_PEOPLE = """
    SELECT p.source, p.record, p.source_file, p.source_row, coalesce(p.district, ''), coalesce(p.village, ''),
        coalesce(p.tps, ''), coalesce(p.rt, ''), p.presence, p.probability, p.reason_id, p.reason_en, p.roll_record,
        coalesce(s.name, '')
    FROM read_parquet(?) p JOIN read_parquet(?) s ON s.record = p.record
    WHERE p.source = ? AND p.presence <> 'in_list' ORDER BY p.record"""
_AREAS = """SELECT kind, village, coalesce(tps, ''), coalesce(rt, ''), households, not_visited, voters, voters_left
    FROM read_parquet(?) WHERE village IS NOT NULL ORDER BY ALL"""


def store(residue: Residue, done: Result, rolls: Mapping[Sought, Path]) -> None:
    """Replaces whatever is stored of this search. Call it in a transaction."""
    for rows in (residue.places, residue.areas, residue.people):
        rows.all().delete()
    ResiduePlace.objects.bulk_create(
        [
            ResiduePlace(
                residue=residue,
                source=place.source.value,
                region=place.region or residue.region,
                **{name: getattr(place, name) for name in _COUNTED},
            )
            for place in done.places
            if PATTERN.fullmatch(place.region or residue.region)
        ],
        batch_size=BATCH,
    )
    with Engine(threads=1) as engine:
        areas = engine.rows(_AREAS, [str(done.folder / "areas.parquet")])
        ResidueArea.objects.bulk_create([_area(residue, row) for row in areas], batch_size=BATCH)
        for sought, roll in rolls.items():
            known = _checked_before(residue, sought)
            people = engine.rows(_PEOPLE, [str(done.folder / "people.parquet"), str(roll), sought.value])
            ResiduePerson.objects.bulk_create(_people(residue, people, known), batch_size=BATCH)


_COUNTED = ("tps", "people", "in_list", "not_in_list", "cannot_tell", "not_eligible", "low", "high")


def _area(residue: Residue, row: tuple[Any, ...]) -> ResidueArea:
    kind, village, tps, rt, households, not_visited, voters, voters_left = row
    return ResidueArea(
        residue=residue,
        kind=kind,
        region=village,
        tps=tps[:3],
        rt=rt[:3],
        households=households,
        not_visited=not_visited,
        voters=voters,
        voters_left=voters_left,
    )


def _people(
    residue: Residue, rows: list[tuple[Any, ...]], known: dict[tuple[str, int], str]
) -> Iterator[ResiduePerson]:
    for (
        source, record, file, number, district, village, tps, rt, presence, probability, said_id, said_en, other, name
    ) in rows:  # fmt: skip
        yield ResiduePerson(
            residue=residue,
            source=source,
            record=record,
            source_file=file,
            source_row=number,
            report_id=number if source == Sought.REPORTED else None,
            region=village or district or residue.region,
            tps=tps[:3],
            rt=rt[:3],
            initials=initials_of(name),
            presence=PresenceChoice(presence),
            probability=probability,
            reason_id=said_id,
            reason_en=said_en,
            roll_record=other,
            status=known.get((file, number), PersonStatus.OPEN),
        )


def _checked_before(residue: Residue, sought: Sought) -> dict[tuple[str, int], str]:
    """What checks said of the same people, the latest search last: by file and row of where they stand."""
    rows = ResiduePerson.objects.filter(
        source=sought.value, residue__region=residue.region, residue__dpk=residue.dpk, status__in=_KEPT
    ).exclude(residue=residue)
    found = rows.order_by("residue").values_list("source_file", "source_row", "status")
    return {(file, number): status for file, number, status in found}
