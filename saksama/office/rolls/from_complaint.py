"""A complaint becomes a finding of the list, so that it is reviewed, recommended and verified as all others are."""

from django.db import transaction
from django.db.models import F

from saksama.language import Text
from saksama.office.rolls.complaint_rules import COMPLAINT_RULES
from saksama.office.rolls.models.finding import Finding, Severity, Source
from saksama.office.rolls.models.list_version import ListVersion
from saksama.rolls import Engine


@transaction.atomic
def finding_from_complaint(
    version: ListVersion,
    rule: str,
    *,
    region: str,
    finding_id: str,
    evidence: Text,
    record: int | None,
    tms_reason: str = "",
    tps: str = "",
) -> Finding:
    """The finding of a complaint; the same complaint gives the same one. `record`: the voter's, None if not listed."""
    made, is_new = Finding.objects.get_or_create(
        version=version,
        finding_id=finding_id,
        defaults={
            "source": Source.COMPLAINT,
            "rule": rule,
            "category": COMPLAINT_RULES[rule].category,
            "tms_reason": tms_reason,
            "severity": Severity.HIGH,
            "region": region,
            "tps": tps,
            "record": record,
            "records": [] if record is None else [_place_of(version, record)],
            "evidence_id": evidence.id,
            "evidence_en": evidence.en,
        },
    )
    if is_new:
        ListVersion.objects.filter(pk=version.pk).update(findings_count=F("findings_count") + 1)
    return made


def _place_of(version: ListVersion, record: int) -> dict[str, object]:
    """File and row of a record, in the form of the engine's findings."""
    query = "SELECT source_file, source_row FROM read_parquet(?) WHERE record = ?"
    with Engine(threads=1) as engine:
        file, row = engine.rows(query, [str(version.roll), record])[0]
    return {"roll": "roll", "record": record, "file": file, "row": row}
