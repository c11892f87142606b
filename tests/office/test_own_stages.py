"""A file of stages of the office's own: handed in through the page, checked row by row, all of it or nothing."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from saksama.errors import InputError
from saksama.office.accounts.models import Account
from saksama.office.election.models import Duty, DutyDone, Stage
from saksama.office.election.own_stages import read_stages, sample
from saksama.office.election.stage_file import StageRow, replace_stages, shipped_rows
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
HEADING = "Tahapan;Mulai;Sampai;Dasar hukum"


def hand_in(browser: Client, *lines: str, election: str = "pilkada-2024", other: str = "", name: str = "t.csv") -> str:
    """The page that comes in the end."""
    file = SimpleUploadedFile(name, "\r\n".join(lines).encode())
    sent = {"election": election, "other": other, "file": file}
    return browser.post("/stages/load/file/", sent, follow=True).text


def test_the_sample_can_be_handed_in_again_and_changes_nothing(cast: Cast, oki: None, login: Login) -> None:
    before = list(Stage.objects.values())
    browser = login(cast.sari)
    file = SimpleUploadedFile("tahapan.xlsx", browser.get("/stages/sample.xlsx").content)
    page = browser.post("/stages/load/file/", {"election": "pilkada-2024", "file": file}, follow=True).text
    assert "18 tahapan dimuat: 0 baru, 0 dihapus." in page
    assert list(Stage.objects.values()) == before


def test_without_any_stages_the_sample_is_that_of_the_regional_election(cast: Cast, login: Login) -> None:
    book = openpyxl.load_workbook(io.BytesIO(login(cast.sari).get("/stages/sample.xlsx").content))
    assert book.worksheets[0].max_row == 19


def test_changed_dates_move_the_stage_and_the_duties_in_it(cast: Cast, oki: None, login: Login) -> None:
    content = sample([StageRow("coklit", "Coklit ulang", "Coklit again", date(2024, 7, 1), date(2024, 8, 3))])
    file = SimpleUploadedFile("tahapan.xlsx", content)
    login(cast.sari).post("/stages/load/file/", {"election": "pilkada-2024", "file": file})
    (stage,) = Stage.objects.filter(election="pilkada-2024")
    assert (stage.name, stage.begins, stage.ends) == ("Coklit ulang", date(2024, 7, 1), date(2024, 8, 3))
    assert Duty.objects.get(key="coklit_watch").due == date(2024, 8, 3)


def test_an_election_of_ones_own_gets_its_stages_the_usual_duties_and_an_entry(
    cast: Cast, oki: None, login: Login
) -> None:
    lines = (HEADING, "Masa tenang;21/11/2025;23/11/2025;Keputusan KPU 7/2025", "Pemungutan suara ulang;24-11-2025;;")
    page = hand_in(login(cast.sari), *lines, election="-", other="PSU OKI 2025")
    assert "2 tahapan dimuat: 2 baru, 0 dihapus." in page
    stages = Stage.objects.filter(election="psu-oki-2025").values_list("key", "begins", "ends", "basis")
    assert list(stages) == [
        ("masa_tenang", date(2025, 11, 21), date(2025, 11, 23), "Keputusan KPU 7/2025"),
        ("pemungutan_suara_ulang", date(2025, 11, 24), date(2025, 11, 24), ""),
    ]
    assert Stage.objects.filter(election="pilkada-2024").count() == 18
    entry = Entry.objects.get(action="election.stages_loaded")
    assert (entry.actor, entry.details["stages"], entry.details["election"]) == ("sari", 2, "psu-oki-2025")
    assert entry.details["file"].startswith("sha256:")


def test_every_problem_is_named_by_row_and_column_and_nothing_is_loaded(cast: Cast, oki: None, login: Login) -> None:
    lines = (
        "JADWAL;;;",
        HEADING,
        ";01-09-2024;02-09-2024;",
        "Kampanye;31-09-2024;02-10-2024;",
        "Masa tenang;24-11-2024;21-11-2024;",
        "Pemungutan suara;27-11-0024;;",
        "Masa tenang;24-11-2024;;",
        "masa tenang;24-11-2024;;",
    )
    before = list(Stage.objects.values())
    browser = login(cast.sari)
    file = SimpleUploadedFile("jadwal.csv", "\r\n".join(lines).encode())
    answer = browser.post("/stages/load/file/", {"election": "pilkada-2024", "file": file})
    found = [(each.row, each.column) for each in answer.context["problems"]]
    assert found == [(3, "A"), (4, "B"), (5, "C"), (6, "B"), (8, "A")]
    assert "“31-09-2024” bukan tanggal yang mungkin." in answer.text
    assert list(Stage.objects.values()) == before
    assert not Entry.objects.filter(action="election.stages_loaded").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.pdf", b"%PDF", "Kirim csv atau xlsx."),
        ("t.xlsx", b"no workbook", "Ini bukan buku kerja xlsx."),
        ("t.csv", b"Barang;Harga\r\nMeja;100", "Baris judul tidak ditemukan."),
        ("t.csv", HEADING.encode(), "Ada 0 tahapan"),
    ],
)
def test_a_file_that_is_none_of_stages_is_refused_in_words(
    cast: Cast, oki: None, login: Login, name: str, content: bytes, said: str
) -> None:
    file = SimpleUploadedFile(name, content)
    page = login(cast.sari).post("/stages/load/file/", {"election": "pilkada-2024", "file": file}).text
    assert said in page
    assert Stage.objects.count() == 18


def test_a_stage_that_is_used_cannot_go(cast: Cast, oki: None, login: Login) -> None:
    watch = Duty.objects.get(key="coklit_watch")
    DutyDone.objects.create(duty=watch, region="16.02.05.1001", by=cast.eko)
    page = hand_in(login(cast.sari), HEADING, "Masa tenang;24-11-2024;26-11-2024;")
    assert "Pertahankan barisnya dengan kode coklit" in page
    assert Stage.objects.count() == 18
    assert DutyDone.objects.count() == 1
    with pytest.raises(InputError, match="coklit"):
        replace_stages("pilkada-2024", shipped_rows("pilkada-2024")[:1])


def test_another_election_needs_a_name(cast: Cast, oki: None, login: Login) -> None:
    assert "Beri nama pemilihannya." in hand_in(login(cast.sari), HEADING, "Kampanye;01-09-2024;;", election="-")


def test_the_page_shows_each_election_that_is_loaded(cast: Cast, oki: None, login: Login, settings: Settings) -> None:
    settings.TODAY = date(2024, 7, 22)
    hand_in(login(cast.sari), HEADING, "Pemungutan suara ulang;24-11-2025;;", election="-", other="PSU 2025")
    page = login(cast.budi).get("/stages/").text
    assert "Pemilihan Serentak 2024" in page
    assert '<a href="?election=psu-2025">psu-2025</a>' in page
    assert "Pemungutan suara ulang" in login(cast.budi).get("/stages/?election=psu-2025").text


def test_who_supervises_only_may_not_load(cast: Cast, oki: None, login: Login) -> None:
    assert login(cast.budi).post("/stages/load/file/", {}).status_code == 403
    assert login(cast.budi).get("/stages/sample.xlsx").status_code == 403


NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
ROWS = st.builds(
    lambda key, name, english, days, basis: StageRow(key, name, english, min(days), max(days), basis),
    st.from_regex(r"[a-z0-9_]{1,60}", fullmatch=True).map(lambda key: f"k{key[:59]}"),
    NAMES,
    NAMES,
    st.tuples(DAYS, DAYS),
    NAMES | st.just(""),
)


@given(st.lists(ROWS, min_size=1, max_size=8, unique_by=lambda row: row.key))
def test_whatever_is_written_as_a_sample_is_read_as_it_was(rows: list[StageRow]) -> None:
    read = read_stages(sample(rows), "t.xlsx", [])
    assert (read.rows, read.problems) == (rows, [])


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_whatever_bytes_come_they_are_read_or_refused(content: bytes) -> None:
    for name in ("t.csv", "t.xlsx"):
        try:
            read_stages(content, name, [])
        except InputError as problem:
            assert problem.say("id")


def test_the_name_of_an_election_that_is_there_does_not_replace_its_stages(cast: Cast, oki: None, login: Login) -> None:
    before = list(Stage.objects.values())
    page = hand_in(login(cast.sari), HEADING, "Masa tenang;21-11-2025;23-11-2025;", election="-", other="Pilkada 2024")
    assert "sudah ada dalam daftar di atas" in page
    assert list(Stage.objects.values()) == before


def test_a_stage_with_another_name_and_its_old_code_keeps_its_english_name(cast: Cast, oki: None, login: Login) -> None:
    english = Stage.objects.get(election="pilkada-2024", key="coklit").name_en
    hand_in(login(cast.sari), f"Kode;{HEADING}", "coklit;Coklit ulang;01-07-2024;03-08-2024;")
    stage = Stage.objects.get(election="pilkada-2024", key="coklit")
    assert (stage.name_id, stage.name_en) == ("Coklit ulang", english)
