"""What the voter lists tell the vulnerability index: confirmed findings, nil where all is reviewed, the last DPK."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from saksama.office.records.evidence import Event
from saksama.office.rolls.evidence import events
from saksama.office.rolls.models import Finding, ListVersion, Verdict, review
from saksama.rolls import ListKind, read
from tests.office.conftest import Cast
from tests.office.rolls.conftest import SITI, csv_file

KAYU_AGUNG, LEMPUING = "16.02.05", "16.02.13"


def told(region: str = "16.02") -> list[Event]:
    day = timezone.localdate()
    return list(events(region, day - timedelta(days=30), day))


def of(told: Iterator[Event] | list[Event], kind: str, *, nil: bool = False) -> list[Event]:
    return [event for event in told if event.kind == f"rolls.{kind}" and (event.count == 0) == nil]


@pytest.fixture
def dps(cast: Cast, oki: None) -> ListVersion:
    """An audited list; its findings are made by the tests."""
    made: ListVersion = ListVersion.objects.create(
        kind="DPS", region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, audited_at=timezone.now()
    )
    return made


@pytest.fixture
def found(dps: ListVersion) -> Callable[..., list[Finding]]:
    """Adds findings to it: `found(2, region="16.02.13.2005", category="tms")`."""

    def made(number: int, **fields: object) -> list[Finding]:
        start = Finding.objects.count()
        values = {"rule": "D01", "severity": 2, "evidence_id": "kosong", "evidence_en": "empty"}
        return Finding.objects.bulk_create(
            Finding(version=dps, finding_id=f"{start + index:016x}", **{**values, **fields}) for index in range(number)
        )

    return made


def confirm(cast: Cast, version: ListVersion, findings: list[Finding], verdict: Verdict = Verdict.CONFIRMED) -> None:
    review(version, findings, cast.sari, verdict, "")


def test_a_confirmed_finding_is_an_event_of_its_kind(
    cast: Cast, dps: ListVersion, found: Callable[..., list[Finding]]
) -> None:
    made = [
        *found(1, region=f"{KAYU_AGUNG}.1001", category="tms", tms_reason="dead"),
        *found(1, region=f"{KAYU_AGUNG}.1001", category="tms", tms_reason="duplicate"),
        *found(1, region=f"{KAYU_AGUNG}.1001", category="missing"),
    ]
    confirm(cast, dps, made)
    for kind in ("confirmed_tms", "confirmed_duplicate", "confirmed_missing"):
        (event,) = of(told(), kind)
        assert event.region == f"{KAYU_AGUNG}.1001"
        assert event.source.startswith("rolls.finding:")


def test_what_is_not_confirmed_or_lies_elsewhere_or_earlier_is_no_event(
    cast: Cast, dps: ListVersion, found: Callable[..., list[Finding]]
) -> None:
    made = found(2, region=f"{KAYU_AGUNG}.1001", category="tms")
    confirm(cast, dps, made[:1])
    confirm(cast, dps, made[1:], Verdict.REFUTED)
    assert len(of(told(), "confirmed_tms")) == 1
    assert of(told(LEMPUING), "confirmed_tms") == []
    assert of(events("16.02", date(2020, 1, 1), date(2020, 12, 31)), "confirmed_tms") == []


def test_nil_is_reported_only_where_everything_was_reviewed_and_nothing_confirmed(
    cast: Cast, dps: ListVersion, found: Callable[..., list[Finding]]
) -> None:
    open_one = found(1, region=f"{KAYU_AGUNG}.1001", category="tms")
    refuted = found(1, region=f"{LEMPUING}.2005", category="tms")
    confirm(cast, dps, refuted, Verdict.REFUTED)
    nil = {event.region for event in of(told(), "confirmed_tms", nil=True)}
    assert LEMPUING in nil
    assert f"{LEMPUING}.2005" in nil
    assert KAYU_AGUNG not in nil
    assert f"{KAYU_AGUNG}.1002" in nil  # the village beside it has nothing open
    confirm(cast, dps, open_one)
    assert KAYU_AGUNG not in {event.region for event in of(told(), "confirmed_tms", nil=True)}


def test_only_the_newest_list_of_a_regency_is_asked(
    cast: Cast, dps: ListVersion, found: Callable[..., list[Finding]]
) -> None:
    confirm(cast, dps, found(1, region=KAYU_AGUNG, category="tms"))
    ListVersion.objects.create(
        kind="DPT", region="16.02", election="pilkada-2024", name="baru", by=cast.sari, audited_at=timezone.now()
    )
    assert of(told(), "confirmed_tms") == []


@pytest.fixture
def dpk(cast: Cast, oki: None, tmp_path: Path) -> ListVersion:
    """The DPK of February with one voter of Kota Raya."""
    version: ListVersion = ListVersion.objects.create(
        kind="DPK", region="16.02", election="pemilu-2024", name="Februari", by=cast.sari, read_at=timezone.now()
    )
    upload = csv_file(SITI)
    (tmp_path / str(upload.name)).write_bytes(upload.read())
    version.folder.mkdir(parents=True, exist_ok=True)
    read([tmp_path], kind=ListKind.DPK, output=version.roll)
    return version


def test_the_last_dpk_counts_by_village_on_its_voting_day(dpk: ListVersion) -> None:
    (event,) = of(events(KAYU_AGUNG, date(2024, 1, 1), date(2024, 12, 31)), "dpk")
    assert (event.region, event.day, event.count) == (f"{KAYU_AGUNG}.1001", date(2024, 2, 14), 0.01)
    assert of(events(LEMPUING, date(2024, 1, 1), date(2024, 12, 31)), "dpk") == []
