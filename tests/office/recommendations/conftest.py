"""A list with confirmed findings, the data of the office, and letters in each state, made by their own methods."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from saksama.office.jobs.worker import run_next
from saksama.office.recommendations.drafting import draft
from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.models import Claim, Item, OfficeData, Recommendation
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.office.rolls.store_findings import store_findings
from saksama.reference.elections import Election
from saksama.rolls import ListKind, audit, no_progress, read
from tests.office.conftest import Cast
from tests.office.rolls.conftest import CHILD, HEADINGS, IN_KOTA_RAYA, NAMELESS, SITI, SITI_AGAIN, make_findings

__all__ = ["make_findings"]

DAY = dt.date(2024, 9, 2)
NUMBER = "017/PM.00.01/K.SS-09/09/2024"


@pytest.fixture(autouse=True)
def september(settings: Settings) -> None:
    """It is 2 September 2024."""
    settings.TODAY = DAY


@pytest.fixture
def office(oki: None) -> OfficeData:
    """The letterhead of Bawaslu OKI, filled in."""
    return OfficeData.objects.create(
        region="16.02",
        title="Kabupaten Ogan Komering Ilir",
        address="Jalan Contoh 1, Kayuagung",
        place="Kayuagung",
        office_code="K.SS-09",
        signatory="Dewi Anggraini",
        addressee="Ketua KPU Kabupaten Ogan Komering Ilir",
        addressee_place="Kayuagung",
        copies="Ketua Bawaslu Provinsi Sumatera Selatan;\nArsip.",
    )


@pytest.fixture(scope="session")
def audited_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny list, read and audited once for all tests."""
    folder = tmp_path_factory.mktemp("audited")
    listed = folder / "list" / IN_KOTA_RAYA
    listed.parent.mkdir()
    listed.write_text("\r\n".join([HEADINGS, SITI, SITI_AGAIN, CHILD, NAMELESS]), encoding="utf-8")
    read([listed.parent], kind=ListKind.DPS, output=folder / "roll.parquet")
    audit(folder / "roll.parquet", folder / "audit", election=Election.load("pilkada-2024"))
    return folder


@pytest.fixture
def audited(audited_folder: Path, cast: Cast) -> ListVersion:
    """A list of three voters, one of them twice, one a child; and a row without a name."""
    version = ListVersion.objects.create(
        kind="DPS", region="16.02", election="pilkada-2024", name="pleno Agustus", by=cast.sari, status="read"
    )
    shutil.copytree(audited_folder, version.folder, dirs_exist_ok=True)
    store_findings(version, version.folder / "audit" / "findings.parquet", timezone.now(), no_progress)
    return version


@pytest.fixture
def confirmed(audited: ListVersion, office: OfficeData) -> ListVersion:
    """The tiny audited list with everything in it confirmed on the spot."""
    Finding.objects.filter(version=audited, region__within="16.02.05").update(status=FindingStatus.CONFIRMED)
    return audited


@pytest.fixture
def drafted(confirmed: ListVersion, cast: Cast) -> Recommendation:
    """A draft with all of them."""
    return draft(confirmed, Finding.objects.visible_to(cast.sari), cast.sari)


@pytest.fixture
def approved(drafted: Recommendation, cast: Cast) -> Recommendation:
    """The same with a number, its files made."""
    drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=3)
    assert run_next()
    drafted.refresh_from_db()
    return drafted


@pytest.fixture
def sent(approved: Recommendation, cast: Cast) -> Recommendation:
    """The same handed over."""
    approved.send(cast.sari, DAY)
    return approved


@pytest.fixture
def answered(sent: Recommendation, cast: Cast) -> Recommendation:
    """KPU says all is fixed."""
    answer_all(sent, cast)
    sent.hand_in(cast.kpu)
    return sent


def answer_all(letter: Recommendation, cast: Cast, claim: Claim = Claim.FIXED) -> None:
    """KPU answers every record alike."""
    from saksama.office.recommendations.answering import answer

    answer(letter, Item.objects.visible_to(cast.kpu), cast.kpu, claim, "tidak terbukti" if claim == "rejected" else "")


@pytest.fixture
def make_letter(
    office: OfficeData, audited: ListVersion, make_findings: Callable[..., list[Finding]], cast: Cast
) -> Callable[..., Recommendation]:
    """Drafts of confirmed findings: `make_letter(3, region="16.02.13.2005")`."""

    def made(number: int, region: str = "16.02.05.1001") -> Recommendation:
        findings = make_findings(number, region=region, status=FindingStatus.CONFIRMED)
        chosen = Finding.objects.filter(pk__in=[each.pk for each in findings])
        return draft(audited, chosen, cast.sari)

    return made
