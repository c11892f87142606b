"""Coklit counts: entered TPS by TPS, uploaded as a file, added up by place, and read by the engine."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.coklit.engine_file import counts_csv
from saksama.office.coklit.evidence import events
from saksama.office.coklit.models import CoklitCount
from saksama.office.coklit.oddities import oddities
from saksama.office.trail.models import Entry
from saksama.reference.regions import Regions
from saksama.rolls import Engine
from saksama.rolls.stations import read_stations
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
JUA_JUA = "16.02.05.1001"
FORM = f"/coklit/{JUA_JUA}/001/"
GOOD = {"day": "2024-07-10", "households": "150", "with_sticker": "140", "without_sticker": "6", "not_visited": "4"}
HEADINGS = "KECAMATAN,DESA/KELURAHAN,TPS,JUMLAH KK,KK DICOKLIT,KK DICOKLIT BERSTIKER,KK TIDAK DIDATANGI"


def counted(by: Account, **fields: object) -> CoklitCount:
    """A count of TPS 001 of Jua-jua as it stands in the database."""
    values = {
        "region": JUA_JUA,
        "tps": "001",
        "households": 150,
        "visited": 146,
        "without_sticker": 6,
        "not_visited": 4,
        "day": date(2024, 7, 10),
    }
    made: CoklitCount = CoklitCount.objects.create(by=by, election="pilkada-2024", **{**values, **fields})
    return made


def file_of(*rows: str, name: str = "coklit.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([HEADINGS, *rows]).encode())


def test_a_village_supervisor_enters_the_counts_of_a_tps(cast: Cast, oki: None, login: Login) -> None:
    answer = login(cast.eko).post(FORM, GOOD)
    assert (answer.status_code, answer["Location"]) == (302, f"/coklit/?place={JUA_JUA}")
    count = CoklitCount.objects.get()
    assert (count.visited, count.with_sticker, count.without_sticker, count.not_visited) == (146, 140, 6, 4)
    assert count.joki is None
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.region) == ("coklit.count_entered", JUA_JUA)


def test_entering_again_replaces_the_counts_of_whoever_came_first(cast: Cast, oki: None, login: Login) -> None:
    counted(cast.budi, note="dari jauh")
    assert login(cast.eko).post(FORM, {**GOOD, "not_visited": "", "households": "146"}).status_code == 302
    count = CoklitCount.objects.get()
    assert (count.by, count.households, count.not_visited, count.note) == (cast.eko, 146, None, "")


def test_an_odd_answer_is_asked_about_and_kept_if_it_is_so(cast: Cast, oki: None, login: Login) -> None:
    browser = login(cast.eko)
    odd = {**GOOD, "not_visited": "40"}
    answer = browser.post(FORM, odd)
    assert answer.status_code == 200
    assert len(answer.context["odd"]) == 1
    assert not CoklitCount.objects.exists()
    assert browser.post(FORM, {**odd, "anyway": "on"}).status_code == 302
    assert CoklitCount.objects.get().not_visited == 40


@pytest.mark.parametrize("wrong", [{"day": "2099-01-01"}, {"not_visited": "-1"}, {"households": "banyak"}])
def test_what_cannot_be_is_refused(cast: Cast, oki: None, login: Login, wrong: dict[str, str]) -> None:
    answer = login(cast.eko).post(FORM, {**GOOD, **wrong})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == list(wrong)


def test_an_empty_form_is_no_count(cast: Cast, oki: None, login: Login) -> None:
    assert login(cast.eko).post(FORM, {"day": "2024-07-10"}).status_code == 200
    assert not CoklitCount.objects.exists()


def test_another_village_is_not_there(cast: Cast, oki: None, login: Login) -> None:
    assert login(cast.eko).post("/coklit/16.02.05.1002/001/", GOOD).status_code == 404
    assert login(cast.cici).get(FORM).status_code == 404


def test_the_number_typed_leads_to_the_form(cast: Cast, oki: None, login: Login) -> None:
    browser = login(cast.eko)
    asked = {"village": JUA_JUA, "tps": "7"}
    assert browser.post("/coklit/station/", asked)["Location"] == f"/coklit/{JUA_JUA}/007/"
    assert "place=" in browser.post("/coklit/station/", {**asked, "tps": "A"})["Location"]


def test_a_file_is_kept_whole(cast: Cast, oki: None, login: Login) -> None:
    file = file_of("Kayu Agung,Jua-jua,1,150,146,140,4", "Kayu Agung,Jua-jua,2,90,0,0,90")
    answer = login(cast.sari).post("/coklit/upload/", {"day": "2024-07-20", "file": file})
    assert answer.status_code == 302, answer.context["problems"]
    first, second = CoklitCount.objects.all()
    assert (first.tps, first.visited, first.without_sticker) == ("001", 146, 6)
    assert list(CoklitCount.objects.never_visited()) == [second]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Kayu Agung,Atlantis,1,150,146,140,4", "DESA"),
        ("Kayu Agung,Jua-jua,,150,146,140,4", "TPS"),
        ("Kayu Agung,Jua-jua,1A,150,146,140,4", "TPS"),
        ("Kayu Agung,Jua-jua,3,150,146,140,empat", "KK TIDAK DIDATANGI"),
        ("Kayu Agung,Jua-jua,3,150,146,150,4", "KK DICOKLIT BERSTIKER"),
        ("Kayu Agung,Jua-jua,1,150,146,140,4", "TPS"),  # twice
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_kept(cast: Cast, oki: None, login: Login, row: str, column: str) -> None:
    file = file_of("Kayu Agung,Jua-jua,1,150,146,140,4", row)
    answer = login(cast.sari).post("/coklit/upload/", {"day": "2024-07-20", "file": file})
    assert [(problem.row, problem.column) for problem in answer.context["problems"]] == [(3, column)]
    assert not CoklitCount.objects.exists()


def test_a_sub_district_uploads_its_own_villages_only(cast: Cast, oki: None, login: Login) -> None:
    file = file_of("Kayu Agung,Jua-jua,1,150,146,140,4")
    answer = login(cast.cici).post("/coklit/upload/", {"day": "2024-07-20", "file": file})
    assert [problem.column for problem in answer.context["problems"]] == ["DESA"]


@pytest.mark.parametrize("file", [file_of(), SimpleUploadedFile("a.xlsx", b"x"), SimpleUploadedFile("a.pdf", b"x")])
def test_a_file_without_counts_is_refused(cast: Cast, oki: None, login: Login, file: SimpleUploadedFile) -> None:
    file.seek(0)
    assert login(cast.sari).post("/coklit/upload/", {"day": "2024-07-20", "file": file}).status_code == 200


def test_the_page_names_what_was_never_enumerated_and_who_is_silent(cast: Cast, oki: None, login: Login) -> None:
    counted(cast.eko)
    counted(cast.eko, tps="002", visited=0, without_sticker=0, not_visited=150)
    answer = login(cast.budi).get("/coklit/")
    assert [count.tps for count, _ in answer.context["never"]] == ["002"]
    assert answer.context["total"]["households"] == 300
    assert JUA_JUA not in [region.code for region in answer.context["silent"]]
    assert len(answer.context["silent"]) == 24


def test_each_sees_the_own_region_only(cast: Cast, oki: None, login: Login) -> None:
    counted(cast.eko)
    assert login(cast.cici).get("/coklit/").context["total"].get("households", 0) == 0
    assert login(cast.cici).get(f"/coklit/?place={JUA_JUA}").context["place"] == "16.02.13"


def test_the_page_needs_the_same_few_queries_however_many_tps(
    cast: Cast, oki: None, login: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = login(cast.sari)
    browser.get("/coklit/")
    CoklitCount.objects.bulk_create(
        CoklitCount(
            region=JUA_JUA, tps=f"{n:03}", election="pilkada-2024", day=date(2024, 7, 1), households=9, by=cast.eko
        )
        for n in range(1, 120)
    )
    with django_assert_max_num_queries(12):
        browser.get("/coklit/")
    with django_assert_max_num_queries(14):
        browser.get(f"/coklit/?place={JUA_JUA}")


def test_the_download_is_what_the_engine_reads(cast: Cast, oki: None, login: Login, tmp_path: Path) -> None:
    counted(cast.eko)
    counted(cast.eko, region="16.02.05.2013", households=None, tps="002", not_visited=None)
    path = tmp_path / "coklit.csv"
    path.write_bytes(login(cast.sari).get("/coklit/coklit.csv").content)
    assert path.read_bytes() == counts_csv(CoklitCount.objects.all())
    with Engine(threads=1) as engine:
        read_stations(engine, "coklit", path, Regions.load())
        rows = engine.rows("SELECT village, tps, households, visited, stickers, not_visited FROM coklit ORDER BY ALL")
    assert rows == [(JUA_JUA, "001", 150, 146, 140, 4), ("16.02.05.2013", "002", None, 146, 140, None)]
    assert Entry.objects.latest("number").action == "coklit.counts_exported"


def test_more_stickers_missing_than_households_visited_cannot_be_stored(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        counted(cast.eko, visited=3, without_sticker=4)


def test_oddities_in_words(cast: Cast, oki: None) -> None:
    count = counted(cast.eko, visited=200, sticker_without_visit=9, joki=5, not_visited=1, day=date(2024, 7, 26))
    said = oddities(count, voters=3000, ends=date(2024, 7, 24))
    assert len(said) == 5
    assert oddities(counted(cast.eko, tps="002"), voters=412, ends=date(2024, 7, 24)) == []


def test_the_index_learns_what_was_not_enumerated_and_what_was(cast: Cast, oki: None) -> None:
    counted(cast.eko)
    counted(cast.eko, tps="002", visited=0, without_sticker=0, not_visited=150)
    counted(cast.eko, region="16.02.05.1002")
    counted(cast.eko, region="16.02.05.1003", visited=None, without_sticker=None)
    found = [(event.region, event.count) for event in events("16.02", date(2024, 6, 1), date(2024, 8, 1))]
    assert found == [(JUA_JUA, 1), ("16.02.05.1002", 0)]
    assert list(events("16.02", date(2025, 1, 1), date(2025, 8, 1))) == []
