"""In a real browser: the supervisor's day on the phone, staff's plan and second look at the desk."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.office.checklists.definition import make, read_shipped
from saksama.office.checklists.filling import Spot, fill
from saksama.office.checklists.models import Checklist, Sheet
from saksama.office.checklists.xlsform import Typed
from saksama.office.dutyplan.models import Assignment
from saksama.office.dutyplan.planning import plan, spots_of
from saksama.office.election.models import Duty, DutyDone, Level
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.checklists.test_checklists import VOTING
from tests.office.conftest import Cast

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 11, 27)
JUA_JUA = "16.02.05.1001"


@pytest.fixture(autouse=True)
def voting_day(settings: Settings) -> None:
    settings.TODAY = DAY


def planned(cast: Cast) -> None:
    for key, until in (("voting_watch", DAY), ("dpt_posted_seen", date(2024, 9, 25))):
        duty = Duty.objects.select_related("stage").get(key=key)
        plan(duty, spots_of("16.02.05", Level.VILLAGE, min(duty.stage.begins, until), until, "pilkada-2024"), cast.sari)


def voting(cast: Cast) -> Checklist:
    made = make(read_shipped("pungut_hitung"), cast.sari, "16.02", "pilkada-2024")
    made.open(cast.sari)
    return made


def test_a_supervisor_ticks_a_late_duty_with_a_note_on_the_phone(visit: Visit, cast: Cast) -> None:
    planned(cast)
    eko = visit(PHONE, as_=cast.eko)
    eko.open("/plan/")
    expect(eko.page.get_by_role("heading", name="Terlambat")).to_be_visible()
    eko.picture("dutyplan-phone")
    assert eko.serious_barriers() == []
    eko.page.get_by_role("link", name="Pastikan DPT ditempel di desa").click()
    eko.page.get_by_label("Catatan", exact=True).fill("Ditempel di balai kelurahan")
    eko.page.get_by_role("button", name="Selesai").click()
    expect(eko.page.get_by_role("status")).to_contain_text("Ditandai selesai.")
    assert eko.serious_barriers() == []
    eko.picture("dutyplan-phone-done")
    assert DutyDone.objects.get().note == "Ditempel di balai kelurahan"


def test_staff_plans_for_all_villages_and_sees_where_nobody_goes(visit: Visit, cast: Cast) -> None:
    sari = visit(DESKTOP, as_=cast.sari)
    sari.open("/plan/new/")
    assert sari.serious_barriers() == []
    sari.page.get_by_label("Kegiatan", exact=True).select_option(
        label="Awasi pemungutan suara dan pemilih DPK di setiap TPS"
    )
    sari.page.get_by_label("Sebaran").select_option("16.02.05")
    sari.picture("dutyplan-plan")
    sari.page.get_by_role("button", name="Masukkan ke rencana").click()
    expect(sari.page.get_by_role("status")).to_contain_text("25 baru")
    expect(sari.page.get_by_role("heading", name="Tempat tanpa pengawas")).to_be_visible()
    sari.picture("dutyplan-coverage")
    assert sari.serious_barriers() == []
    assert Assignment.objects.count() == 25


def test_a_supervisor_fills_in_a_checklist_with_the_connection_lost_on_the_way(visit: Visit, cast: Cast) -> None:
    made = voting(cast)
    eko = visit(PHONE, as_=cast.eko)
    eko.open(f"/checklists/{made.pk}/places/")
    eko.page.get_by_role("link", name="TPS 001").click()
    page = eko.page
    expect(page.get_by_label("Uraikan kejadiannya")).to_be_hidden()
    page.locator("[data-question=uang] .pick", has_text="Ya").click()
    expect(page.get_by_label("Uraikan kejadiannya")).to_be_visible()
    page.locator("[data-question=uang] .pick", has_text="Tidak").click()
    expect(page.get_by_label("Uraikan kejadiannya")).to_be_hidden()
    eko.picture("checklist-phone")
    assert eko.serious_barriers() == []
    for name, answer in VOTING.items():
        if answer in ("yes", "no"):
            page.locator(f"input[name={name}][value={answer}]").check()
        else:
            page.locator(f"input[name={name}]").fill(answer)
    page.reload()
    expect(page.locator("input[name=digunakan]")).to_have_value("310")  # what was typed is still there
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Tidak ada sinyal")).to_be_visible()
    eko.picture("checklist-phone-offline")
    page.context.set_offline(False)
    expect(page.get_by_text("Terkirim. Terima kasih.")).to_be_visible()
    eko.complaints[:] = [each for each in eko.complaints if "ERR_INTERNET_DISCONNECTED" not in each]
    assert Sheet.objects.get().status == "sent"


def test_panwascam_looks_again_and_staff_sees_the_results(visit: Visit, cast: Cast) -> None:
    made = voting(cast)
    for number, odd in (("001", {"sah": "310"}), ("002", {"uang": "yes", "uraian": "Amplop"})):
        typed = Typed({**VOTING, **odd})
        spot = Spot(JUA_JUA, number, f"Jua-jua, TPS {number}")
        fill(made.newest, spot, cast.eko, DAY, typed, {}, send=True, anyway=True, seconds=300)
    budi = visit(PHONE, as_=cast.budi)
    budi.open("/checklists/second-look/")
    budi.picture("second-look-phone")
    assert budi.serious_barriers() == []
    budi.page.get_by_role("button", name="Benar").click()
    expect(budi.page.get_by_role("status")).to_contain_text("Diputuskan.")
    sari = visit(DESKTOP, as_=cast.sari)
    sari.open(f"/checklists/{made.pk}/results/?question=uang")
    sari.picture("checklist-results")
    assert sari.serious_barriers() == []
    sari.open(f"/checklists/{made.pk}/")
    sari.picture("checklist-questions")
    assert sari.serious_barriers() == []
