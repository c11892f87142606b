"""A tiny list handed over and audited, once for all tests that look at it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.rolls import background
from saksama.office.rolls.models import Finding, ListVersion
from saksama.rolls import audit, read
from saksama.rolls.search import build_index
from tests.office.conftest import Cast

ENGINE: dict[str, Callable[..., Any]] = {"read": read, "build_index": build_index, "audit": audit}
HEADINGS = (
    "NO,NKK,NIK,NAMA,TEMPAT LAHIR,TANGGAL LAHIR,STATUS,JENIS KELAMIN,ALAMAT,RT,RW,DISABILITAS,EKTP,KETERANGAN,TPS"
)
SITI = "1,1602051001100001,1602055707840001,SITI AMINAH,KAYU AGUNG,17-07-1984,S,P,JL MAWAR,001,002,,S,,001"
SITI_AGAIN = "2,1602051001100001,1602055707840001,SITI AMINAH,KAYU AGUNG,17-07-1984,S,P,JL MELATI,001,002,,S,,002"
CHILD = "3,1602051001100002,1602050101150001,ANAK BELUM,KAYU AGUNG,01-01-2015,B,L,JL MAWAR,001,002,,B,,001"
NAMELESS = "4,1602051001100003,1602050101700001,,KAYU AGUNG,01-01-1970,S,L,JL MAWAR,001,002,,S,,001"
IN_KOTA_RAYA = "16.02.05.1001 Kota Raya.csv"


def csv_file(*rows: str, name: str = IN_KOTA_RAYA) -> SimpleUploadedFile:
    """A list of KPU as an upload."""
    return SimpleUploadedFile(name, "\r\n".join([HEADINGS, *rows]).encode(), content_type="text/csv")


@pytest.fixture(autouse=True)
def no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its thread has another connection, which does not see the rows of a test's transaction."""
    monkeypatch.setattr("saksama.office.jobs.worker.BEAT_EVERY", 3600.0)


@pytest.fixture
def hand_over(cast: Cast, oki: None, login: Callable[[Account], Client]) -> Callable[..., ListVersion]:
    """Sari uploads files in the browser; the list as it then stands in the queue."""

    def handed_over(*files: SimpleUploadedFile, **fields: object) -> ListVersion:
        asked = {"kind": "DPS", "name": "pleno", "election": "pilkada-2024", "region": "16.02"}
        answer = login(cast.sari).post("/lists/upload/", {**asked, **fields, "given": list(files)})
        assert answer.status_code == 302, answer.context["form"].errors
        return ListVersion.objects.latest("pk")

    return handed_over


@pytest.fixture(scope="session")
def work_on_the_tiny_list(tmp_path_factory: pytest.TempPathFactory) -> Callable[[ListVersion], None]:
    """Lets the worker do its job. The engine reads and audits for the first test that asks; for the others its files
    are copied. All else is done each time.
    """
    kept = tmp_path_factory.mktemp("tiny-list")
    said: dict[str, Any] = {}

    def answer(name: str, version: ListVersion, *given: object, **named: object) -> Any:
        if name not in said:
            said[name] = ENGINE[name](*given, **named)
            shutil.copytree(version.folder, kept, ignore=shutil.ignore_patterns("files.*"), dirs_exist_ok=True)
        elif name == "read":
            shutil.copytree(kept, version.folder, dirs_exist_ok=True)
        return replace(said[name], folder=version.folder / "audit") if name == "audit" else said[name]

    def worked(version: ListVersion) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name in ENGINE:
                patch.setattr(background, name, partial(answer, name, version))
            assert run_next()

    return worked


@pytest.fixture
def audited(hand_over: Callable[..., ListVersion], work_on_the_tiny_list: Callable[[ListVersion], None]) -> ListVersion:
    """A list of four rows: one person twice, a child, a row without a name."""
    version = hand_over(csv_file(SITI, SITI_AGAIN, CHILD, NAMELESS))
    work_on_the_tiny_list(version)
    version.refresh_from_db()
    return version


@pytest.fixture
def make_findings(audited: ListVersion) -> Callable[..., list[Finding]]:
    """Adds findings to the audited list: `make_findings(3, region="16.02.13.2005")`."""

    def made(number: int, **fields: object) -> list[Finding]:
        start = Finding.objects.count()
        values = {"rule": "D01", "category": "data", "severity": 2, "evidence_id": "kosong", "evidence_en": "empty"}
        return Finding.objects.bulk_create(
            Finding(version=audited, finding_id=f"{start + index:016x}", **{**values, **fields})
            for index in range(number)
        )

    return made
