"""Checklists: made, opened, filled in, looked at twice, counted, and taken to ODK and back."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from saksama.errors import InputError
from saksama.office.accounts.models import Account
from saksama.office.checklists import evidence, filling
from saksama.office.checklists.definition import make, read_shipped, shipped
from saksama.office.checklists.filling import Spot, fill
from saksama.office.checklists.models import Checklist, Doubt, Sheet, Version
from saksama.office.checklists.xlsform import Typed, read_answers_csv, read_workbook, workbook
from saksama.office.election.models import Region
from saksama.office.records.models import Notice
from saksama.office.trail.models import Entry
from tests.office.at_once import at_once, meeting_after
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
DAY = date(2024, 11, 27)
JUA_JUA = "16.02.05.1001"
VOTING = {
    "jam_buka": "07:00", "kpps_lengkap": "yes", "dpt_ditempel": "yes", "akses": "yes", "tekanan": "no", "uang": "no",
    "ganda": "no", "pemilih_dpt": "300", "pemilih_dptb": "4", "pemilih_dpk": "6", "sah": "300", "tidak_sah": "10",
    "digunakan": "310", "hadir_cocok": "yes", "keberatan": "no", "salinan": "yes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def voting_day(settings: Settings) -> None:
    settings.TODAY = DAY


@pytest.fixture
def voting(oki: None, cast: Cast) -> Checklist:
    """The checklist of voting day, open."""
    made = make(read_shipped("pungut_hitung"), cast.sari, "16.02", "pilkada-2024")
    made.open(cast.sari)
    return made


def address(checklist: Checklist, tps: str = "001") -> str:
    return f"/checklists/{checklist.pk}/fill/{JUA_JUA}/{tps}/"


def sent(checklist: Checklist, by: Account, region: str = JUA_JUA, tps: str = "001", **given: str) -> Sheet:
    """A sheet sent at ease, odd or not."""
    typed = Typed({**VOTING, **given})
    spot = Spot(region, tps, f"{region} {tps}")
    sheet, reading = fill(checklist.newest, spot, by, DAY, typed, {}, send=True, anyway=True, seconds=300)
    assert sheet is not None, reading.problems
    return sheet


def picture(shade: int = 7) -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, 40, 80)).save(made, "JPEG")
    return SimpleUploadedFile("foto.jpg", made.getvalue(), "image/jpeg")


@pytest.mark.parametrize("key", [key for key, _name in shipped()])
def test_those_that_come_with_the_program_make_sense(key: str, oki: None, cast: Cast) -> None:
    made = make(read_shipped(key), cast.sari, "16.02", "pilkada-2024")
    assert len(made.newest.compile()) >= 12
    assert made.stage is not None


def test_a_supervisor_fills_in_a_tps(voting: Checklist, cast: Cast, login: Login) -> None:
    eko = login(cast.eko)
    assert eko.get(address(voting)).status_code == 200
    answer = eko.post(address(voting), {**VOTING, "foto_c": picture()})
    sheet = Sheet.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/checklists/sheets/{sheet.pk}/")
    assert (sheet.status, sheet.tps, sheet.answers["digunakan"], sheet.answers["foto_c"]) == ("sent", "001", 310, 1)
    assert Entry.objects.filter(action="checklists.sent", region=JUA_JUA).exists()


def test_sending_twice_is_sending_once(voting: Checklist, cast: Cast, login: Login) -> None:
    eko = login(cast.eko)
    for _again in range(2):
        assert eko.post(address(voting), VOTING).status_code == 302
    assert Sheet.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        twin = Sheet.objects.get()
        twin.pk = None
        twin.save()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_the_first_answers_at_once_one_is_told_that_they_are_there(
    voting: Checklist, cast: Cast, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "sheet_at", meeting_after(filling.sheet_at, 2))
    eko, budi = login(cast.eko), login(cast.budi)
    answers = at_once(
        lambda: eko.post(address(voting), {**VOTING, "pemilih_dpk": "6"}),
        lambda: budi.post(address(voting), {**VOTING, "pemilih_dpk": "6"}),
    )
    assert [each.status_code for each in answers] == [302, 302]
    sheet = Sheet.objects.get()
    assert (sheet.status, Entry.objects.filter(action="checklists.sent").count()) == ("sent", 1)
    late = budi if sheet.by == cast.eko else eko
    page = late.get("/").text
    assert "Tempat ini sudah diisi." in page
    assert "Terkirim. Terima kasih." not in page


@pytest.mark.django_db(transaction=True)
def test_one_who_sends_the_same_from_two_windows_at_once_has_sent_it_once(
    voting: Checklist, cast: Cast, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "sheet_at", meeting_after(filling.sheet_at, 2))
    windows = [login(cast.eko), login(cast.eko)]
    answers = at_once(*(lambda window=window: window.post(address(voting), VOTING) for window in windows))  # type: ignore[misc]
    assert {each["Location"] for each in answers} == {f"/checklists/sheets/{Sheet.objects.get().pk}/"}
    assert Entry.objects.filter(action="checklists.sent").count() == 1


def test_a_draft_lacks_what_it_lacks_and_is_its_authors_alone(voting: Checklist, cast: Cast, login: Login) -> None:
    eko = login(cast.eko)
    assert eko.post(address(voting), {"jam_buka": "07:05", "do": "draft"}).status_code == 302
    sheet = Sheet.objects.get()
    assert (sheet.status, sheet.answers) == ("draft", {"jam_buka": "07:05"})
    assert b"07:05" in eko.get(address(voting)).content
    assert login(cast.budi).get(f"/checklists/sheets/{sheet.pk}/").status_code == 404
    assert eko.post(address(voting), VOTING).status_code == 302
    assert Sheet.objects.get().status == "sent"


def test_what_is_missing_is_said_at_its_question(voting: Checklist, cast: Cast, login: Login) -> None:
    answer = login(cast.eko).post(address(voting), {**VOTING, "sah": "banyak", "salinan": "", "pemilih_dpt": "900"})
    assert set(answer.context["problems"]) == {"sah", "salinan", "pemilih_dpt"}
    assert b"banyak" in answer.content
    assert not Sheet.objects.exists()


def test_a_question_whose_condition_does_not_hold_is_not_asked(voting: Checklist, cast: Cast, login: Login) -> None:
    eko = login(cast.eko)
    asked = eko.post(address(voting), {**VOTING, "uang": "yes"})
    assert set(asked.context["problems"]) == {"uraian"}
    assert eko.post(address(voting), {**VOTING, "uraian": "tidak ditanya"}).status_code == 302
    assert "uraian" not in Sheet.objects.get().answers


def test_a_sum_that_does_not_hold_is_asked_about_and_kept_if_it_is_so(
    voting: Checklist, cast: Cast, login: Login
) -> None:
    eko = login(cast.eko)
    asked = eko.post(address(voting), {**VOTING, "sah": "310"})
    assert set(asked.context["odd"]) == {"digunakan"}
    assert not Sheet.objects.exists()
    assert eko.post(address(voting), {**VOTING, "sah": "310", "anyway": "on"}).status_code == 302
    assert [doubt.reason for doubt in Doubt.objects.filter(question="digunakan")] == ["contradiction"]


def test_no_nik_is_kept(voting: Checklist, cast: Cast, login: Login) -> None:
    asked = login(cast.eko).post(address(voting), {**VOTING, "uang": "yes", "uraian": "oleh 1602051234567890"})
    assert set(asked.context["problems"]) == {"uraian"}


def test_a_stranger_finds_neither_place_nor_sheet(voting: Checklist, cast: Cast, login: Login) -> None:
    sheet = sent(voting, cast.eko)
    assert login(cast.cici).get(address(voting, "002")).status_code == 404
    assert login(cast.cici).get(f"/checklists/sheets/{sheet.pk}/").status_code == 404
    assert login(cast.kpu).get("/checklists/").status_code == 403
    assert login(cast.eko).get(f"/checklists/{voting.pk}/fill/{JUA_JUA}/000/").status_code == 404


def test_a_version_that_was_answered_stays_and_its_change_is_the_next(
    voting: Checklist, cast: Cast, login: Login
) -> None:
    sheet = sent(voting, cast.eko)
    staff = login(cast.sari)
    asked = {"label": "Apakah cuaca baik?", "kind": "yes_no"}
    assert staff.post(f"/checklists/{voting.pk}/questions/new/", asked).status_code == 302
    assert [each.number for each in voting.versions.all()] == [1, 2]
    assert voting.newest.questions.filter(name="apakah_cuaca_baik").exists()
    assert not sheet.version.questions.filter(name="apakah_cuaca_baik").exists()
    assert voting.current == sheet.version  # the new one is not open yet
    voting.open(cast.sari)
    assert voting.current == voting.newest


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"condition": "salah = yes"}, "condition"),
        ({"check_text": "sah + ="}, "check_text"),
        ({"incident": "sah"}, "incident"),
        ({"kind": "choice"}, "options"),
        ({"name": "sah"}, "name"),
        ({"name": "Besar Kecil"}, "name"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_where_it_does_not(
    voting: Checklist, cast: Cast, login: Login, wrong: dict[str, str], field: str
) -> None:
    asked = {"label": "Baru?", "kind": "yes_no", **wrong}
    answer = login(cast.sari).post(f"/checklists/{voting.pk}/questions/new/", asked)
    assert list(answer.context["form"].errors) == [field]


def test_a_checklist_whose_questions_were_moved_apart_does_not_open(
    voting: Checklist, cast: Cast, login: Login
) -> None:
    login(cast.sari).post(f"/checklists/{voting.pk}/questions/uraian/move/", {"to": "up"})
    with pytest.raises(ValidationError, match="uraian.*1[0-9]|uraian"):
        voting.open(cast.sari)


def test_all_answers_alike_too_fast_and_a_photo_used_twice_deserve_a_second_look(
    voting: Checklist, cast: Cast, login: Login
) -> None:
    same = {name: "yes" for name, value in VOTING.items() if value in ("yes", "no")}
    eko = login(cast.eko)
    since = eko.get(address(voting)).context["since"]
    eko.post(address(voting, "001"), {**VOTING, "foto_c": picture()})
    eko.post(address(voting, "002"), {**VOTING, **same, "uraian": "Ya", "since": since, "foto_c": picture()})
    second = Sheet.objects.get(tps="002")
    assert sorted(doubt.reason for doubt in second.doubts.all()) == ["fast", "photo", "same"]
    page = login(cast.budi).get("/checklists/second-look/")
    assert len(page.context["listing"].rows) == 3
    assert login(cast.eko).get("/checklists/second-look/").status_code == 403
    assert login(cast.cici).get("/checklists/second-look/").context["listing"].rows == []


def test_a_number_far_from_the_others_of_the_sub_district_is_found_also_later(voting: Checklist, cast: Cast) -> None:
    villages = list(Region.objects.filter(parent="16.02.05").values_list("code", flat=True))
    odd = sent(voting, cast.eko, villages[0], pemilih_dpk="95", pemilih_dpt="211")
    assert not odd.doubts.exists()  # too few others yet
    for number, village in enumerate(villages[1:9]):
        sent(voting, cast.budi, village, pemilih_dpk=f"{4 + number % 3}", pemilih_dpt=f"{302 - number % 3}")
    assert odd.doubts.filter(reason="outlier", question="pemilih_dpk").exists()


def test_who_looks_again_decides(voting: Checklist, cast: Cast) -> None:
    sheet = sent(voting, cast.eko, sah="310")
    doubt = sheet.doubts.get()
    with pytest.raises(ValidationError):
        doubt.decide("right", cast.eko)  # not on one's own
    doubt.decide("again", cast.budi, "Hitung lagi")
    sheet.refresh_from_db()
    assert sheet.status == "again"
    assert Notice.objects.get().account == cast.eko
    with pytest.raises(ValidationError):
        Doubt.objects.get(pk=doubt.pk).decide("right", cast.sari)
    assert sent(voting, cast.eko).status == "sent"
    assert not sheet.doubts.filter(word="open").exists()


def test_a_wrong_sheet_does_not_count(voting: Checklist, cast: Cast, login: Login) -> None:
    sent(voting, cast.eko, sah="310").doubts.get().decide("wrong", cast.sari)
    assert login(cast.sari).get(f"/checklists/{voting.pk}/results/").context["sheets"] == 0


def test_the_results_add_up_in_few_queries(
    voting: Checklist, cast: Cast, login: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sent(voting, cast.eko, tps="001")
    sent(voting, cast.eko, tps="002", uang="yes", uraian="Amplop", pemilih_dpk="8", pemilih_dpt="298")
    staff = login(cast.sari)
    with django_assert_max_num_queries(16):
        context = staff.get(f"/checklists/{voting.pk}/results/?question=uang").context
    money = next(each for each in context["answered"] if each.question.name == "uang")
    assert [(number, percent) for _label, number, percent in money.counts] == [(1, 50.0), (1, 50.0)]
    dpk = next(each for each in context["answered"] if each.question.name == "pemilih_dpk")
    assert (dpk.total, dpk.mean, dpk.lowest, dpk.highest, dpk.answered) == (14, 7, 6, 8, 2)
    assert (context["sheets"], context["wanted"], context["incidents"]) == (2, 2, 1)
    rows = b"".join(staff.get(f"/checklists/{voting.pk}/answers.csv").streaming_content).decode()
    assert len(rows.splitlines()) == 3
    assert staff.get(f"/checklists/{voting.pk}/answers.xlsx").status_code == 200
    with django_assert_max_num_queries(16):
        assert staff.get("/checklists/sheets/?incident=on").context["records"].listing.rows[0].tps == "002"


def test_an_incident_is_evidence(voting: Checklist, cast: Cast) -> None:
    sent(voting, cast.eko, uang="yes", uraian="Amplop", jam_buka="08:30")
    found = sorted(event.kind for event in evidence.events("16.02.05", DAY, DAY))
    assert found == ["checklists.voting.money", "checklists.voting.opened_late"]
    assert list(evidence.events("16.02.13", DAY, DAY)) == []


def same_questions(one: Version, other: Version) -> None:
    fields = ("name", "kind", "label", "required", "choices", "minimum", "maximum", "check_text", "incident")
    assert list(one.questions.values_list(*fields)) == list(other.questions.values_list(*fields))


@pytest.mark.parametrize("key", [key for key, _name in shipped()])
def test_a_checklist_goes_to_odk_and_back(key: str, oki: None, cast: Cast) -> None:
    made = make(read_shipped(key), cast.sari, "16.02", "pilkada-2024")
    content = workbook(made.newest)
    again = make(read_workbook(content, "a.xlsx"), cast.sari, "16.02", "pilkada-2024")
    same_questions(made.newest, again.newest)
    again.newest.compile()
    assert (again.stage, again.unit) == (made.stage, made.unit)


@pytest.mark.parametrize("key", [key for key, _name in shipped()])
def test_pyxform_makes_a_form_of_it(key: str, oki: None, cast: Cast) -> None:
    xls2xform = pytest.importorskip("pyxform.xls2xform")
    made = make(read_shipped(key), cast.sari, "16.02", "pilkada-2024")
    form: Any = xls2xform.convert(xlsform=io.BytesIO(workbook(made.newest)), validate=False, file_type=".xlsx")
    assert f"<h:title>{made.name}</h:title>" in form.xform
    assert all(f"/{each.name}" in form.xform for each in made.newest.questions.all())


def test_answers_come_back_from_odk_once(voting: Checklist, cast: Cast) -> None:
    row = {"SubmissionDate": "2024-11-27T10:00:00Z", "tanggal": "2024-11-27", "desa": JUA_JUA, "tps": "1"}
    row |= {f"bagian_1-{name}": value for name, value in VOTING.items()} | {"bagian_1-saksi": "satu dua"}
    content = f"{','.join(row)}\n{','.join(row.values())}\n".encode()
    version = voting.newest
    assert read_answers_csv(version, content, "odk.csv", cast.sari).sheets == 1
    sheet = Sheet.objects.get()
    assert (sheet.tps, sheet.answers["saksi"], sheet.answers["sah"]) == ("001", ["satu", "dua"], 300)
    assert read_answers_csv(version, content, "odk.csv", cast.sari).known == 1
    wrong = content.replace(b",300,", b",banyak,", 1) + content.splitlines()[1].replace(b",1,", b",2,", 1)
    Sheet.objects.all().delete()
    with pytest.raises(InputError) as refused:
        read_answers_csv(version, wrong, "odk.csv", cast.sari)
    assert (refused.value.row, refused.value.column) == (2, "pemilih_dpt")
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("content", [b"", b"no workbook at all"])
def test_what_is_no_workbook_is_said(content: bytes, cast: Cast) -> None:
    with pytest.raises(InputError):
        read_workbook(content, "a.xlsx")


def test_only_opened_checklists_are_seen_in_the_field(voting: Checklist, cast: Cast, login: Login) -> None:
    draft = make(read_shipped("coklit"), cast.sari, "16.02", "pilkada-2024")
    assert login(cast.eko).get(f"/checklists/{draft.pk}/").status_code == 404
    assert login(cast.sari).get(f"/checklists/{draft.pk}/").status_code == 200
    assert [row.name for row in login(cast.eko).get("/checklists/").context["listing"].rows] == [voting.name]
    assert Client().get("/checklists/").status_code == 302
