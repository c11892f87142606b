"""People reported as missing: entered singly, uploaded whole, never twice, never with a number."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.residue.models import MissingReport
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.residue.conftest import JUA_JUA, somebody_missing

Login = Callable[[Account], Client]
HEADINGS = "NO,NIK,NAMA,TEMPAT LAHIR,TANGGAL LAHIR,JENIS KELAMIN,ALAMAT,RT,RW,KECAMATAN,DESA/KELURAHAN,TPS"
RINA = "1,1602055707840001,RINA WULANDARI,KAYUAGUNG,17-07-1984,P,JL MAWAR,001,002,KAYU AGUNG,JUA-JUA,001"


def upload(browser: Client, *rows: str) -> object:
    file = SimpleUploadedFile("laporan.csv", "\n".join([HEADINGS, *rows]).encode())
    return browser.post("/residue/reports/upload/", {"file": file, "channel": "posko", "day": "2024-09-20"})


def test_a_village_supervisor_enters_somebody(cast: Cast, oki: None, login: Login) -> None:
    browser = login(cast.eko)
    assert browser.get("/residue/reports/new/").status_code == 200
    assert browser.post("/residue/reports/new/", somebody_missing(45)).status_code == 302
    report = MissingReport.objects.get()
    assert (report.region, report.rt, report.by) == (JUA_JUA, "001", cast.eko)
    page = browser.get("/residue/reports/").text
    assert report.initials in page
    assert report.name not in page
    assert Entry.objects.latest("number").action == "residue.missing_reported"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "1602055707840001"}, "name"),
        ({"birthdate": ""}, "birthdate"),
        ({"birthdate": "", "age": "5"}, "age"),
        ({"birthdate": "2999-01-01"}, "birthdate"),
        ({"day": "2999-01-01"}, "day"),
        ({"region": "16.02.13.2005"}, "region"),
        ({"rt": "RT 1"}, "rt"),
        ({"note": "NIK 1602055707840001"}, "note"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    cast: Cast, oki: None, login: Login, wrong: dict[str, str], field: str
) -> None:
    answer = login(cast.eko).post("/residue/reports/new/", {**somebody_missing(45), **wrong})
    assert list(answer.context["form"].errors) == [field]
    assert not MissingReport.objects.exists()


def test_the_same_person_is_not_entered_twice(cast: Cast, oki: None, login: Login) -> None:
    browser = login(cast.eko)
    browser.post("/residue/reports/new/", somebody_missing(45))
    answer = browser.post(
        "/residue/reports/new/", {**somebody_missing(45), "name": somebody_missing(45)["name"].lower()}
    )
    assert list(answer.context["form"].errors) == ["name"]


def test_a_file_is_kept_whole_and_without_its_numbers(cast: Cast, oki: None, login: Login) -> None:
    answer = upload(login(cast.sari), RINA, RINA.replace("RINA", "RINI"))
    assert answer.status_code == 302, answer.context["problems"]  # type: ignore[attr-defined]
    assert MissingReport.objects.count() == 2
    said = str(MissingReport.objects.values()) + str(Entry.objects.values())
    assert "1602055707840001" not in said
    assert upload(login(cast.sari), RINA).status_code == 302  # type: ignore[attr-defined]
    assert MissingReport.objects.count() == 2


@pytest.mark.parametrize(
    "row",
    [
        RINA.replace("JUA-JUA", "ATLANTIS"),
        RINA.replace("17-07-1984", ""),
        RINA.replace("17-07-1984", "31-02-1984"),
        RINA.replace("RINA WULANDARI", ""),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_kept(cast: Cast, oki: None, login: Login, row: str) -> None:
    answer = upload(login(cast.sari), RINA, row)
    assert [problem.row for problem in answer.context["problems"]] == [3]  # type: ignore[attr-defined]
    assert not MissingReport.objects.exists()


def test_a_sub_district_uploads_its_own_people_only(cast: Cast, oki: None, login: Login) -> None:
    answer = upload(login(cast.cici), RINA)
    assert [problem.column for problem in answer.context["problems"]] == ["DESA"]  # type: ignore[attr-defined]


def test_a_file_of_something_else_is_refused(cast: Cast, oki: None, login: Login) -> None:
    file = SimpleUploadedFile("a.csv", b"x,y\n1,2\n")
    answer = login(cast.sari).post("/residue/reports/upload/", {"file": file, "channel": "posko", "day": "2024-09-20"})
    assert answer.status_code == 200
    assert len(answer.context["problems"]) == 1
