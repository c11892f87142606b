"""The official schedule is checked row by row; what is planned becomes an entry with one tap."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.errors import InputError
from saksama.office.accounts.models import Account
from saksama.office.posko.models import LogEntry, Planned
from saksama.office.posko.schedule_file import read_schedule
from tests.office.conftest import Cast
from tests.office.posko.conftest import DAY

Login = Callable[[Account], Client]
CSV = (
    "Tanggal;Mulai;Selesai;Kegiatan;Penyelenggara;Tahapan;Wilayah;Tempat\n"
    "26-09-2024;09.00;12.00;Sosialisasi DPTb;KPU;Kampanye;Lempuing;Kantor camat\n"
    "27/09/2024;;;Rapat Gakkumdu;Bawaslu;;;Kantor Bawaslu\n"
)
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//KPU//ID\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Pleno\r\nDTSTART:20240926T020000Z\r\nDTEND:20240926T050000Z\r\n"
    "LOCATION:Aula\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Kampanye\r\nDTSTART;VALUE=DATE:20240925\r\nDTEND;VALUE=DATE:20240928\r\n"
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:3\r\nDTSTART:20240926T020000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_csv_gives_place_stage_and_times(cast: Cast, oki: None) -> None:
    read = read_schedule(CSV.encode(), "jadwal.csv", "16.02", "pilkada-2024")
    assert read.problems == []
    one, other = read.planned
    assert (one.region, one.stage.key if one.stage else "", one.starts, one.ends) == (
        "16.02.13",
        "campaign",
        time(9),
        time(12),
    )
    assert (other.day, other.organiser, other.region, other.starts) == (date(2024, 9, 27), "bawaslu", "16.02", None)


def test_xlsx_is_read_by_its_cells(cast: Cast, oki: None) -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["JADWAL KPU"])
        page.write_row(1, 0, ["No", "Hari/Tanggal", "Kegiatan", "Pukul"])
        page.write_row(2, 0, [1, None, "Pleno", "10.00 WIB"])
        page.write_datetime(2, 1, date(2024, 9, 20), book.add_format({"num_format": "dd-mm-yyyy"}))
    read = read_schedule(made.getvalue(), "jadwal.xlsx", "16.02", "pilkada-2024")
    assert [(each.title, each.day, each.starts) for each in read.planned] == [("Pleno", date(2024, 9, 20), time(10))]


def test_icalendar_is_read_in_local_time_and_days_are_whole(cast: Cast, oki: None) -> None:
    read = read_schedule(ICS.encode(), "kpu.ics", "16.02", "pilkada-2024")
    assert [(each.title, each.day, each.until, each.starts) for each in read.planned] == [
        ("Kampanye", date(2024, 9, 25), date(2024, 9, 27), None),
        ("Pleno", DAY, DAY, time(9)),
    ]
    assert [problem.row for problem in read.problems] == [3]


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("31-09-2024;09.00;;Rapat;;;;", "jadwal.csv:A2"),
        ("26-09-2024;pagi;;Rapat;;;;", "jadwal.csv:B2"),
        ("26-09-2024;;;;;;;Aula", "jadwal.csv:D2"),
        ("26-09-2024;;;Rapat;;Tahapan X;;", "jadwal.csv:F2"),
        ("26-09-2024;;;Rapat;;;Palembang;", "jadwal.csv:G2"),
    ],
)
def test_a_wrong_cell_is_named(cast: Cast, oki: None, row: str, where: str) -> None:
    read = read_schedule((CSV.partition("\n")[0] + "\n" + row).encode(), "jadwal.csv", "16.02", "pilkada-2024")
    assert [problem.where() for problem in read.problems] == [where]
    assert read.problems[0].remedy.id
    assert read.planned == []


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b"x;y\n1;2"), ("a.xlsx", b"no"), ("a.ics", b"no"), ("a.pdf", b"")]
)
def test_a_file_of_another_kind_is_refused_whole(cast: Cast, oki: None, name: str, content: bytes) -> None:
    with pytest.raises(InputError):
        read_schedule(content, name, "16.02", "pilkada-2024")


def test_it_is_stored_after_the_check_and_only_once(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.intel)
    for expected in (2, 2):
        given = {"file": SimpleUploadedFile("jadwal.csv", CSV.encode())}
        page = client.post("/posko/schedule/import/", given)
        assert len(page.context["read"].planned) == 2
        assert client.post("/posko/schedule/import/", {"checked": page.context["checked"]}).status_code == 302
        assert Planned.objects.count() == expected


def test_another_persons_check_stores_nothing(cast: Cast, oki: None, login: Login) -> None:
    given = {"file": SimpleUploadedFile("jadwal.csv", CSV.encode())}
    page = login(cast.intel).post("/posko/schedule/import/", given)
    login(cast.sari).post("/posko/schedule/import/", {"checked": page.context["checked"]})
    assert not Planned.objects.exists()


def test_one_tap_makes_one_draft_for_each_post(cast: Cast, oki: None, login: Login) -> None:
    plan = Planned.objects.create(
        title="Pleno", organiser="kpu", region="16.02", day=DAY, until=DAY, by=cast.sari, place="Aula"
    )
    assert "Pleno" in login(cast.intel).get("/posko/").text
    for who in (cast.intel, cast.intel, cast.budi):
        answer = login(who).post(f"/posko/schedule/{plan.pk}/log/")
        assert answer.status_code == 302
    assert sorted(LogEntry.objects.values_list("post", "status", "region", "place")) == [
        ("bawaslu", "draft", "16.02.05", "Aula"),
        ("prosecutors", "draft", "16.02", "Aula"),
    ]
    page = login(cast.intel).get("/posko/")
    assert page.context["unlogged"] == []


def test_a_sub_district_sees_the_regencys_plan_and_not_the_neighbours(cast: Cast, oki: None) -> None:
    for number, region in enumerate(("16.02", "16.02.05", "16.02.13")):
        Planned.objects.create(title=f"R{number}", organiser="kpu", region=region, day=DAY, until=DAY, by=cast.sari)
    assert [each.title for each in Planned.objects.visible_to(cast.budi)] == ["R0", "R1"]
