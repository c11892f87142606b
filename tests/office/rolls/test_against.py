"""What a list is checked against: the newest of its region unless told otherwise, and how its findings show it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.coklit.models import CoklitCount
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import ListVersion
from tests.office.conftest import Cast
from tests.office.rolls.conftest import IN_KOTA_RAYA, SITI, csv_file

HandOver = Callable[..., ListVersion]
DEAD = (
    "NO,NIK,NAMA,TEMPAT LAHIR,TANGGAL LAHIR,JENIS KELAMIN,DESA,KECAMATAN,TANGGAL MENINGGAL,NO AKTA\r\n"
    "1,1602055707840001,SITI AMINAH,KAYU AGUNG,17-07-1984,P,Jua-jua,Kayu Agung,02-03-2024,AK-7\r\n"
)


def deaths(name: str = "kematian.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, DEAD.encode(), content_type="text/csv")


@pytest.fixture
def register(hand_over: HandOver) -> ListVersion:
    """A register of deaths that is read."""
    version = hand_over(deaths(), kind="DEATHS", name="Dukcapil")
    assert run_next()
    version.refresh_from_db()
    assert version.rows_kept == 1
    return version


def test_the_newest_register_of_the_region_is_taken_along(register: ListVersion, hand_over: HandOver) -> None:
    version = hand_over(csv_file(SITI), deaths="newest", dpk="newest", previous="newest")
    assert list(version.registers.all()) == [register]
    assert version.previous is None
    run_next()
    assert "T01" in set(version.findings.values_list("rule", flat=True))


def test_nothing_is_taken_along_if_nothing_is_chosen(register: ListVersion, hand_over: HandOver) -> None:
    version = hand_over(csv_file(SITI), deaths="")
    run_next()
    assert not version.registers.exists()
    assert "T01" not in set(version.findings.values_list("rule", flat=True))


def test_one_is_chosen_by_name(register: ListVersion, hand_over: HandOver) -> None:
    hand_over(deaths(), kind="DEATHS", name="newer")
    run_next()
    assert list(hand_over(csv_file(SITI), deaths=register.pk).registers.all()) == [register]


def test_a_register_is_checked_against_nothing(register: ListVersion, hand_over: HandOver) -> None:
    assert not hand_over(csv_file(SITI), kind="DPK", deaths="newest").registers.exists()


def test_one_of_another_region_is_refused(
    register: ListVersion, cast: Cast, login: Callable[[Account], Client]
) -> None:
    Account.objects.filter(pk=cast.sari.pk).update(region="16")
    cast.sari.refresh_from_db()
    asked = {"kind": "DPS", "name": "x", "election": "pilkada-2024", "region": "16.71", "given": [csv_file(SITI)]}
    answer = login(cast.sari).post("/lists/upload/", {**asked, "deaths": register.pk})
    assert list(answer.context["form"].errors) == ["deaths"]
    answer = login(cast.sari).post("/lists/upload/", {**asked, "given": [csv_file(SITI)], "deaths": "newest"})
    assert answer.status_code == 302
    assert not ListVersion.objects.latest("pk").registers.exists()


def test_the_finding_shows_the_record_of_the_register_beside_that_of_the_list(
    register: ListVersion, hand_over: HandOver, cast: Cast, login: Callable[[Account], Client]
) -> None:
    version = hand_over(csv_file(SITI), deaths="newest")
    run_next()
    found = version.findings.get(rule="T01")
    page = login(cast.sari).get(f"/lists/{version.pk}/findings/{found.pk}/")
    assert page.context["pair"].places == [f"DPS pleno · {IN_KOTA_RAYA}:2", "Daftar kematian Dukcapil · kematian.csv:2"]
    assert "02-03-2024" in page.text
    assert "1602055707840001" not in page.text


def test_what_was_counted_of_coklit_is_taken_along(hand_over: HandOver, cast: Cast) -> None:
    CoklitCount.objects.create(
        election="pilkada-2024",
        region="16.02.05.1001",
        tps="001",
        day=date(2024, 7, 20),
        households=120,
        visited=100,
        not_visited=20,
        by=cast.sari,
    )
    version = hand_over(csv_file(SITI))
    run_next()
    assert version.findings.filter(rule="H04").count() == 1
