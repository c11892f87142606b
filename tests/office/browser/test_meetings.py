"""In a real browser: staff plans a meeting and gives an action item; the agency answers on the phone and reports."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from saksama.office.meetings.models import ActionItem, Attendance, Meeting
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.meetings.conftest import DAY, make_agency, make_item, make_meeting

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """The first day of the meeting."""
    settings.TODAY = DAY


def test_staff_plans_a_meeting_and_the_agency_answers_and_reports(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    make_agency(cast.dishub)
    sari = visit(as_=cast.sari)
    page = sari.page
    sari.open("/meetings/new/")
    page.locator("#id_theme").fill("Sinergitas stakeholder")
    page.locator("#id_day").fill("2024-09-26")
    page.locator("#id_last_day").fill("2024-09-28")
    page.locator("#id_place").fill("Ballroom, Palembang")
    page.locator("#id_number").fill("098/PM.00.01/K.SS-09/09/2024")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sinergitas stakeholder")
    page.get_by_text("Tambah sesi").click()
    page.locator("#id_begins").fill("09:00")
    page.locator("#id_ends").fill("12:00")
    page.locator("#id_title").first.fill("Pembukaan")
    page.locator("#programme").get_by_role("button", name="Tambah").click()
    expect(page.locator("#programme")).to_contain_text("Pembukaan")
    page.get_by_text("Undang", exact=True).click()
    page.get_by_label("Semua Panwaslu Kecamatan").check()
    page.get_by_role("button", name="Masukkan ke daftar").click()
    expect(page.locator("#invitees")).to_contain_text("Kepala Dishub")
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_role("status")).to_contain_text("Selesai.")
    assert sari.serious_barriers() == []
    sari.picture("meeting")

    meeting = Meeting.objects.get()
    dishub = visit(PHONE, as_=cast.dishub)
    dishub.open(f"/meetings/{meeting.pk}/")
    dishub.page.get_by_label("Hadir", exact=True).check()
    dishub.page.get_by_role("button", name="Jawab").click()
    expect(dishub.page.get_by_role("status")).to_contain_text("jawaban Anda sudah dicatat")
    assert dishub.serious_barriers() == []
    assert dishub.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    dishub.picture("meeting-phone")

    page.get_by_text("Beri tindak lanjut").click()
    page.locator("#items #id_text").fill("Daftar dermaga yang sulit dilalui")
    page.locator("#items #id_agency").select_option(label="Dishub")
    page.locator("#items #id_day").fill("2024-09-30")
    page.get_by_role("button", name="Beri", exact=True).click()
    expect(page.locator("#items")).to_contain_text("Daftar dermaga")

    proof = tmp_path / "dermaga.csv"
    proof.write_text("dermaga;keadaan\n")
    item = ActionItem.objects.get()
    dishub.open(f"/items/{item.pk}/")
    dishub.page.locator("#id_uploads").set_input_files(proof)
    dishub.page.get_by_role("button", name="Lampirkan").click()
    expect(dishub.page.locator("#files")).to_contain_text("dermaga.csv")
    dishub.page.locator("#note-report").fill("Daftar terlampir")
    dishub.page.get_by_role("button", name="Laporkan selesai").click()
    expect(dishub.page.get_by_role("status")).to_contain_text("Selesai.")
    dishub.picture("item-phone")

    sari.open(f"/items/{item.pk}/")
    page.get_by_role("button", name="Terima buktinya").click()
    expect(page.locator(".page-head")).to_contain_text("Selesai, bukti diterima")
    assert sari.serious_barriers() == []
    sari.open("/items/follow-up/")
    assert sari.serious_barriers() == []
    sari.picture("follow-up")


def test_somebody_without_an_account_is_written_down_by_the_code_on_the_wall(visit: Visit, cast: Cast) -> None:
    meeting = make_meeting(cast.sari, status="invited")
    somebody = visit(PHONE)
    somebody.open(f"/attend/{meeting.sessions.get().code}/")
    assert somebody.serious_barriers() == []
    somebody.page.get_by_label("Nama").fill("Perwakilan Polres")
    somebody.page.get_by_label("Jabatan").fill("Kabag Ops")
    somebody.page.get_by_role("button", name="Saya hadir").click()
    expect(somebody.page.get_by_role("status")).to_contain_text("sudah dicatat")
    assert Attendance.objects.get().by_code


def test_a_session_shows_its_code_and_takes_minutes(visit: Visit, cast: Cast) -> None:
    meeting = make_meeting(cast.sari, status="invited")
    make_item(meeting, make_agency(cast.dishub), cast.sari)
    sari = visit(as_=cast.sari)
    sari.open(f"/meetings/{meeting.pk}/sessions/{meeting.sessions.get().pk}/")
    expect(sari.page.locator(".qr svg")).to_be_visible()
    sari.page.locator("#id_minutes").fill("Seluruh OPD menyamakan persepsi.")
    sari.page.get_by_role("button", name="Simpan notula").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Notula disimpan.")
    assert sari.serious_barriers() == []
    sari.picture("session")
