"""In a real browser: a supervisor's morning on the phone, and staff's on the desktop, by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import expect

from saksama.office.mail.models import Preference
from saksama.office.meetings.models import Invitee, MeetingStatus
from saksama.office.threats.actions import THREAT_WRITTEN
from saksama.office.trail.record import record
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.meetings.conftest import DAY, make_agency, make_item, make_meeting
from tests.office.threats.conftest import make_threat

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """A day of the campaign."""
    settings.TODAY = DAY


def test_a_liaison_sees_on_the_phone_what_is_late_and_chooses_the_mails(visit: Visit, cast: Cast, oki: None) -> None:
    meeting = make_meeting(cast.sari, status=MeetingStatus.INVITED)
    agency = make_agency(cast.dishub)
    Invitee.objects.create(meeting=meeting, agency=agency, title="Kepala Dishub")
    make_item(meeting, agency, cast.sari, text="Daftar dermaga", day=DAY.replace(day=20))
    dishub = visit(PHONE, as_=cast.dishub)
    dishub.open("/")
    page = dishub.page
    expect(page.locator(".urgent")).to_contain_text("Daftar dermaga")
    expect(page.locator(".urgent")).to_contain_text("terlambat 6 hari")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert dishub.serious_barriers() == []
    dishub.picture("start-phone")
    page.get_by_role("link", name="Undangan belum dijawab").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sinergitas")
    dishub.open("/profile/e-mail/")
    page.get_by_label("Setiap pemberitahuan, segera").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan.")
    assert Preference.objects.get(account=cast.dishub).choice == "now"


def test_staff_sees_what_is_new_puts_it_aside_and_searches_by_keyboard(visit: Visit, cast: Cast, oki: None) -> None:
    threat = make_threat(cast.intel, title="Jembatan putus di jalur logistik")
    with transaction.atomic():
        record(cast.intel, THREAT_WRITTEN, threat)
    sari = visit(as_=cast.sari)
    sari.open("/")
    page = sari.page
    expect(page.locator(".news")).to_contain_text("Jembatan putus")
    assert sari.serious_barriers() == []
    sari.picture("start")
    page.get_by_role("button", name="Sudah saya lihat").click()
    expect(page.locator(".news")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("logistik jembatan")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("Jembatan")
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jembatan putus di jalur logistik")
