"""From findings.parquet of an audit to rows of the database: all of them or none."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from saksama.language import Text
from saksama.office.accounts.region_code import check_code
from saksama.office.rolls import actions
from saksama.office.rolls.models import Finding, ListVersion, Severity, Source, Status
from saksama.office.rolls.signals import list_audited
from saksama.office.trail.record import record
from saksama.rolls import Engine, Progress

BATCH = 5_000  # rows in memory at a time
SAVING = Text("Menyimpan temuan", "Storing the findings")

_QUERY = """
    SELECT finding_id, rule, category, coalesce(tms_reason, ''), severity, probability, coalesce(district, ''),
        coalesce(village, ''), coalesce(tps, ''), record, records, evidence_id, evidence_en
    FROM read_parquet(?) ORDER BY village NULLS LAST, tps NULLS LAST, rule, finding_id"""


def store_findings(version: ListVersion, parquet: Path, at: datetime, report: Progress) -> int:
    """Replaces what an earlier audit of the list has found and says in the same transaction that it is audited.

    Findings that come from complaints stay. Gives the number of those stored.
    """
    with Engine(threads=1) as engine, transaction.atomic():
        total = engine.value("SELECT count(*) FROM read_parquet(?)", [str(parquet)])
        version.findings.filter(source=Source.AUDIT).delete()
        done = 0
        for rows in _batches(engine, parquet):
            Finding.objects.bulk_create(_finding(version, row) for row in rows)
            done += len(rows)
            report(SAVING, done, total)
        version.status, version.findings_count, version.audited_at = Status.AUDITED, version.findings.count(), at
        version.save(update_fields=["status", "findings_count", "audited_at"])
        list_audited.send(ListVersion, version=version)
        details = {"kept": version.rows_kept, "rejected": version.rows_rejected, "findings": done}
        record(version.by, actions.LIST_AUDITED, version, details=details)
    return done


def _batches(engine: Engine, parquet: Path) -> Iterator[list[tuple[Any, ...]]]:
    cursor = engine.connection.execute(_QUERY, [str(parquet)])
    while rows := cursor.fetchmany(BATCH):
        yield rows


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
