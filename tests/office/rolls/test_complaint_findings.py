"""A complaint's finding goes the way of all findings, and no audit takes it away."""

from collections.abc import Callable
from pathlib import Path

from django.test import Client
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.rolls.from_complaint import finding_from_complaint
from saksama.office.rolls.models import Finding, ListVersion, Source
from saksama.office.rolls.store_findings import store_findings
from saksama.rolls.engine import no_progress
from tests.office.conftest import Cast


def _raise(version: ListVersion, rule: str = "P03", record: int | None = 0) -> Finding:
    return finding_from_complaint(
        version,
        rule,
        region="16.02.05.1001",
        finding_id="p000000000000001",
        evidence=Text("Kata tetangga.", "A neighbour says so."),
        record=record,
        tms_reason="dead" if rule == "P03" else "",
        tps="001",
    )


def test_it_knows_file_and_row_of_the_voter_and_counts_once(audited: ListVersion) -> None:
    before = audited.findings_count
    found = _raise(audited)
    assert _raise(audited) == found
    assert (found.category, found.law != "", found.title.en) == (
        "tms",
        True,
        "Complaint: listed, but does not qualify (TMS)",
    )
    assert found.records == [{"roll": "roll", "record": 0, "file": "16.02.05.1001 Kota Raya.csv", "row": 2}]
    audited.refresh_from_db()
    assert audited.findings_count == before + 1


def test_the_next_audit_of_the_list_leaves_it(audited: ListVersion) -> None:
    found = _raise(audited, "P01", None)
    store_findings(audited, Path(audited.folder / "audit" / "findings.parquet"), timezone.now(), no_progress)
    assert Finding.objects.get(source=Source.COMPLAINT) == found
    audited.refresh_from_db()
    assert audited.findings_count == audited.findings.count()


def test_it_stands_among_the_findings_of_the_list_and_can_be_told_apart(
    audited: ListVersion, cast: Cast, login: Callable[[Account], Client]
) -> None:
    found = _raise(audited)
    page = login(cast.budi).get(f"/lists/{audited.pk}/findings/?source=complaint")
    assert [row.finding for row in page.context["rows"]] == [found]
    assert "A neighbour says so" not in page.text
    one = login(cast.budi).get(f"/lists/{audited.pk}/findings/{found.pk}/").text
    assert "Kata tetangga." in one
    assert "Pengaduan pemilih" in one
    assert login(cast.cici).get(f"/lists/{audited.pk}/findings/{found.pk}/").status_code == 404
