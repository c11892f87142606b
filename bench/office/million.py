"""A million findings by bulk insert: one list of six million voters, and eighteen other regencies beside it."""

from django.db import connection, transaction
from django.utils import timezone

from saksama.office.rolls.models import Finding, FindingPlace, Kind, ListVersion, Status

NAME = "enam juta pemilih"
OF_ONE_LIST, OTHERS, OF_EACH_OTHER = 11, 18, 2  # how often the findings of the DPT are repeated


def make_million(dpt: ListVersion) -> ListVersion:
    """Gives the large list; made once. Its findings are those of the DPT again and again, in the same places."""
    found: ListVersion | None = ListVersion.objects.filter(name=NAME).first()
    if found is not None:
        return found
    with transaction.atomic():
        large = _list_like(dpt, dpt.region, NAME)
        _repeat(dpt, large, OF_ONE_LIST)
        for number in range(OTHERS):
            other = _list_like(dpt, f"16.{number + 10}", "kabupaten lain")
            _repeat(dpt, other, OF_EACH_OTHER)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # autovacuum does it within minutes
    return large


def _list_like(dpt: ListVersion, region: str, name: str) -> ListVersion:
    made: ListVersion = ListVersion.objects.create(
        region=region, kind=Kind.DP4, election=dpt.election, name=name, by=dpt.by, status=Status.AUDITED,
        rows_read=dpt.rows_read, rows_kept=dpt.rows_kept, rows_rejected=dpt.rows_rejected,
        read_at=timezone.now(), audited_at=timezone.now(),
    )  # fmt: skip
    return made


def _repeat(dpt: ListVersion, target: ListVersion, times: int) -> None:
    copied = "source, rule, category, tms_reason, severity, probability, tps, record, records, evidence_id, evidence_en"
    finding, place = Finding._meta.db_table, FindingPlace._meta.db_table
    with connection.cursor() as cursor:
        for turn in range(times):
            copy = f"substr(first.finding_id, 1, 13) || 'x{turn:02d}'"
            cursor.execute(
                f"INSERT INTO {finding} (version_id, region, finding_id, status, {copied})"
                f" SELECT %s, %s || substr(region, 6), {copy}, 'open', {copied}"
                f" FROM {finding} AS first WHERE version_id = %s",
                [target.pk, target.region, dpt.pk],
            )
            cursor.execute(
                f"INSERT INTO {place} (finding_id, version_id, region)"
                " SELECT made.id, made.version_id, %s || substr(place.region, 6)"
                f" FROM {finding} AS first JOIN {place} AS place ON place.finding_id = first.id"
                f" JOIN {finding} AS made ON made.version_id = %s AND made.finding_id = {copy}"
                " WHERE first.version_id = %s",
                [target.region, target.pk, dpt.pk],
            )
    target.findings_count = target.findings.count()
    target.save(update_fields=["findings_count"])
