"""TPS come from the list itself: those of its newest audited version, and no others."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.election.models import PollingStation
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import ListVersion
from tests.office.conftest import Cast
from tests.office.rolls.conftest import CHILD, NAMELESS, SITI, SITI_AGAIN, csv_file

HandOver = Callable[..., ListVersion]
KOTA_RAYA = "16.02.05.1001"


def stations() -> list[tuple[str, str, int | None]]:
    return list(PollingStation.objects.values_list("region", "number", "voters"))


def test_each_tps_of_an_audited_list_is_there_with_its_voters(audited: ListVersion) -> None:
    assert stations() == [(KOTA_RAYA, "001", 2), (KOTA_RAYA, "002", 1)]


def test_the_next_list_changes_voters_and_takes_away_what_it_no_longer_has(
    audited: ListVersion, hand_over: HandOver
) -> None:
    kept = PollingStation.objects.get(number="001")
    hand_over(csv_file(SITI), kind="DPT")
    assert run_next()
    assert stations() == [(KOTA_RAYA, "001", 1)]
    assert PollingStation.objects.get() == kept


def test_another_regency_and_another_election_keep_theirs(audited: ListVersion, hand_over: HandOver) -> None:
    for region, election in (("16.71.01.1001", "pilkada-2024"), (KOTA_RAYA, "pemilu-2024")):
        PollingStation.objects.create(region=region, number="009", election=election)
    hand_over(csv_file(SITI, SITI_AGAIN, CHILD, NAMELESS, name="16.02.05.1001 Kota Raya.csv"), kind="DPSHP")
    assert run_next()
    assert PollingStation.objects.filter(number="009").count() == 2


def test_a_list_that_comes_late_does_not_age_them(audited: ListVersion, hand_over: HandOver) -> None:
    before = stations()
    hand_over(csv_file(SITI), kind="DP4", name="Februari, diserahkan terlambat")
    assert run_next()
    assert ListVersion.objects.latest("pk").is_audited
    assert stations() == before


def test_a_list_from_which_files_were_left_out_takes_nothing_away(
    audited: ListVersion, hand_over: HandOver, cast: Cast, login: Callable[[Account], Client]
) -> None:
    before = stations()
    version = hand_over(csv_file(SITI), SimpleUploadedFile("rusak.xlsx", b"no workbook"), kind="DPT")
    assert run_next()
    login(cast.sari).post(f"/lists/{version.pk}/answer/", {"skips_bad_files": "on"})
    assert run_next()
    assert ListVersion.objects.latest("pk").is_audited
    assert stations() == before


def test_a_list_of_one_village_leaves_the_other_villages_theirs(audited: ListVersion, hand_over: HandOver) -> None:
    hand_over(csv_file(SITI, name="16.02.13.2005 Pedu.csv"), kind="DPT")
    assert run_next()
    assert stations() == [(KOTA_RAYA, "001", 2), (KOTA_RAYA, "002", 1), ("16.02.13.2005", "001", 1)]


def test_a_list_without_a_known_village_is_doubted_and_takes_nothing_away(
    audited: ListVersion, hand_over: HandOver, cast: Cast, login: Callable[[Account], Client]
) -> None:
    before = stations()
    version = hand_over(csv_file(SITI, CHILD, name="daftar.csv"), kind="DPT")
    assert run_next()
    version.refresh_from_db()
    assert version.job is not None
    assert "0 dari 2 baris memuat desa yang dikenal" in version.job.error
    login(cast.sari).post(f"/lists/{version.pk}/answer/")  # it is right all the same
    assert run_next()
    version.refresh_from_db()
    assert version.is_audited
    assert stations() == before


def test_a_list_of_those_who_vote_elsewhere_says_nothing_of_stations(audited: ListVersion, hand_over: HandOver) -> None:
    before = stations()
    hand_over(csv_file(SITI), kind="DPTB")
    assert run_next()
    assert stations() == before
