"""From findings.parquet of an audit to rows of the database, in steps that let other writers in between.

Nobody sees the findings of a list before it is marked as audited, which is the last step: so a list has all of its
findings or none, though they are written a few thousand at a time.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from saksama.language import Text
from saksama.office.accounts.region_code import check_code
from saksama.office.rolls import actions
from saksama.office.rolls.models import Finding, FindingPlace, ListVersion, Severity, Source, Status
from saksama.office.rolls.signals import list_audited
from saksama.office.rolls.stations import stations_of, store_stations
from saksama.office.trail.record import record
from saksama.rolls import Engine, Progress

BATCH = 3_000  # rows written at a time; SQLite lets nobody else write meanwhile, about a third of a second
# Who waits for SQLite's lock looks again after a tenth of a second at the latest: a shorter pause starves them.
PAUSE = 0.11  # seconds
SAVING = Text("Menyimpan temuan", "Storing the findings")

# `places`: the villages of the finding's records in the list itself.
_QUERY = """
    WITH found AS (SELECT * FROM read_parquet($findings)),
    place AS (
        SELECT f.finding_id, list(DISTINCT r.village) FILTER (WHERE r.village IS NOT NULL) AS places
        FROM (SELECT finding_id, unnest(records) AS one FROM found WHERE len(records) > 1) AS f
        JOIN read_parquet($roll) AS r ON f.one.roll = 'roll' AND r.record = f.one.record
        GROUP BY f.finding_id
    )
    SELECT finding_id, rule, category, coalesce(tms_reason, ''), severity, probability, coalesce(district, ''),
        coalesce(village, ''), coalesce(tps, ''), record, records, evidence_id, evidence_en, coalesce(places, [])
    FROM found LEFT JOIN place USING (finding_id) ORDER BY village NULLS LAST, tps NULLS LAST, rule, finding_id"""


def store_findings(version: ListVersion, parquet: Path, at: datetime, report: Progress) -> int:
    """Stores the findings of a list that is not yet audited, then says that it is. Gives their number.

    Begun anew it first takes away what an attempt that was killed has left. Findings that come from complaints stay.
    """
    _take_away(version)
    done = 0
    with Engine(threads=1) as engine:
        total = engine.value("SELECT count(*) FROM read_parquet(?)", [str(parquet)])
        for rows in _batches(engine, parquet, version.roll):
            with transaction.atomic():
                _store(version, rows)
            done += len(rows)
            report(SAVING, done, total)
            _let_others_write()
    stations = stations_of(version)
    with transaction.atomic():
        # Locked, so that of an audit and a withdrawal at the same time one sees what the other has done.
        stands = ListVersion.objects.standing().select_for_update().filter(pk=version.pk).first() is not None
        if stands:
            store_stations(version, stations)
        version.status, version.findings_count, version.audited_at = Status.AUDITED, version.findings.count(), at
        version.save(update_fields=["status", "findings_count", "audited_at"])
        if stands:
            list_audited.send(ListVersion, version=version)
        details = {"kept": version.rows_kept, "rejected": version.rows_rejected, "findings": done}
        record(version.by, actions.LIST_AUDITED, version, details=details)
    return done


def _take_away(version: ListVersion) -> None:
    audited = version.findings.filter(source=Source.AUDIT).order_by("pk")
    while leftover := list(audited.values_list("pk", flat=True)[:BATCH]):
        version.findings.filter(pk__in=leftover).delete()
        _let_others_write()


def _let_others_write() -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)


def _batches(engine: Engine, parquet: Path, roll: Path) -> Iterator[list[tuple[Any, ...]]]:
    cursor = engine.connection.execute(_QUERY, {"findings": str(parquet), "roll": str(roll)})
    while rows := cursor.fetchmany(BATCH):
        yield rows


def _store(version: ListVersion, rows: list[tuple[Any, ...]]) -> None:
    made = Finding.objects.bulk_create(_finding(version, row[:-1]) for row in rows)
    elsewhere = [
        FindingPlace(finding=finding, version=version, region=place)
        for finding, row in zip(made, rows, strict=True)
        for place in sorted(row[-1])
        if _place(place) and place != finding.region
    ]
    FindingPlace.objects.bulk_create(elsewhere)


def _finding(version: ListVersion, row: tuple[Any, ...]) -> Finding:
    finding_id, rule, category, tms, severity, probability, district, village, tps, first, records, said_id, said_en = (
        row
    )
    return Finding(
        version=version,
        finding_id=finding_id,
        rule=rule,
        category=category,
        tms_reason=tms,
        severity=Severity[severity.upper()],
        probability=probability,
        region=_place(village) or _place(district) or version.region,
        tps=tps[:3],
        record=first,
        records=[
            {"roll": r["roll"], "record": r["record"], "file": r["source_file"], "row": r["source_row"]}
            for r in records or []
        ],
        evidence_id=said_id,
        evidence_en=said_en,
    )


def _place(code: str) -> str:
    """The code if it is one; a roll may name places that no table knows."""
    try:
        check_code(code)
    except ValidationError:
        return ""
    return code
