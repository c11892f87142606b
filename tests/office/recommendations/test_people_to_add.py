"""Whoever is asked to be listed stands in no list: the letter names them all the same, and the next list is asked."""

from datetime import date

import pytest
from django.utils import timezone

from saksama.office.posko.models import Complaint
from saksama.office.recommendations.drafting import draft
from saksama.office.recommendations.making import attachment_rows
from saksama.office.recommendations.models import OfficeData, Recommendation
from saksama.office.recommendations.next_list import look_up_letters
from saksama.office.residue.models import MissingReport
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.reference.elections import Election
from saksama.rolls import audit, no_progress
from tests.office.conftest import Cast
from tests.office.recommendations.conftest import DAY
from tests.office.residue.conftest import JUA_JUA, load
from tests.rolls.test_compare import voter

NOBODY = {"nik": None, "nkk": None}
FOUND = ("finding__rule", "result", "result_code")
BORN = date(1990, 1, 5)


def person(number: int, **said: object) -> dict[str, object]:
    return voter(number, village=JUA_JUA, district="16.02.05", **{**NOBODY, **said})


@pytest.fixture
def missing(cast: Cast, office: OfficeData) -> Recommendation:
    """A draft about one of the DPK, one reported and one who complained, none of whom is in the DPS."""
    dps = load("DPS", cast.sari, [person(number) for number in range(30)])
    dpk = load("DPK", cast.sari, [person(40), person(41)])
    dps.registers.add(dpk)
    report = MissingReport.objects.create(
        region=JUA_JUA,
        name="Rahmat Hidayat",
        birthdate=BORN,
        sex="L",
        channel="citizen",
        day=DAY,
        by=cast.budi,
        key="r1",
    )
    complaint = Complaint.objects.create(
        kind="unlisted", voter="Nurhayati Binti Umar", birthdate=BORN, complainant="Umar", version=dps, region=JUA_JUA,
        day=DAY, by=cast.budi,
    )  # fmt: skip
    complaint.become_finding(cast.budi)
    for rule, roll, record, row in (("H02", "dpk", 1, 3), ("H06", "reported", 0, report.pk)):
        Finding.objects.create(
            version=dps, finding_id=rule, rule=rule, category="missing", severity=1, region=JUA_JUA,
            records=[{"roll": roll, "record": record, "file": "x", "row": row}], evidence_id="-", evidence_en="-",
        )  # fmt: skip
    Finding.objects.update(status=FindingStatus.CONFIRMED)
    ListVersion.objects.filter(pk=dps.pk).update(audited_at=timezone.now(), status="audited")
    return draft(dps, Finding.objects.filter(version=dps), cast.sari)


def test_the_attachment_names_them(missing: Recommendation) -> None:
    named = {row.finding_id[:3]: (row.name, row.birth) for row in attachment_rows(missing)}
    assert named.pop("H02")[0] == person(41)["name"]
    assert sorted(named.values()) == [("NURHAYATI BINTI UMAR", "05-01-1990"), ("RAHMAT HIDAYAT", "05-01-1990")]


def test_the_next_list_tells_who_has_been_added(missing: Recommendation, cast: Cast) -> None:
    added = person(50, name="RAHMAT HIDAYAT", birthdate=BORN, sex="L")
    dpt = load("DPT", cast.sari, [*(person(number) for number in range(30)), person(41), added])
    audit(dpt.roll, dpt.folder / "audit", election=Election.load("pilkada-2024"))
    Recommendation.objects.filter(pk=missing.pk).update(
        state="sent", number="1", dated=DAY, sent_on=DAY, deadline=DAY, approved_by=cast.dewi
    )
    look_up_letters([missing], dpt, cast.sari, no_progress)
    found = {rule: (result, code) for rule, result, code in missing.items.values_list(*FOUND)}
    assert (found["H02"][0], found["P01"][0]) == ("fixed", "not_fixed")
    # A report says so little of a person that the list may only hold somebody who may be the same.
    assert found["H06"] in (("fixed", "add_there"), ("cannot_tell", "perhaps"))
