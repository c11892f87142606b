"""People who stand in no list but were told of, in a report or a complaint: and are sought like others."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from saksama.office.accounts.region_code import level_of, parent_of
from saksama.office.election.models import Level
from saksama.office.posko.models import Complaint
from saksama.office.recommendations.asking import COMPLAINT, REPORTED
from saksama.office.residue.models import MissingReport
from saksama.office.residue.reported_roll import row_of, write_roll
from saksama.office.rolls.models import Finding

Told = Mapping[int, Mapping[str, Any]]  # by the record that asking.main_record gives; values by column of a roll


def people_told(roll: str, records: Iterable[int]) -> Told:
    """Those of the records, by record. One query."""
    if roll == REPORTED:
        return {report.pk: row_of(report) for report in MissingReport.objects.filter(pk__in=records)}
    if roll == COMPLAINT:
        findings = Finding.objects.filter(pk__in=records).select_related("complaint")
        return {finding.pk: _complained(finding, finding.complaint) for finding in findings}
    return {}


def write_told(people: Told, path: Path) -> None:
    """As a roll of the engine."""
    write_roll([{**row, "record": record} for record, row in people.items()], path)


def _complained(finding: Finding, complaint: Complaint) -> dict[str, Any]:
    region = complaint.region
    is_village = level_of(region) == Level.VILLAGE
    return {
        "name": complaint.voter.upper(),
        "birthdate": complaint.birthdate,
        "tps": finding.tps or None,
        "village": region if is_village else None,
        "district": parent_of(region) if is_village else region,
        "source_file": "pengaduan",
        "source_row": complaint.pk,
    }
