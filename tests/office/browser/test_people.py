"""In a real browser: logging in with the telephone's code, the invitation, accounts from a list, keyboard and phone."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.office.accounts import invitations
from saksama.office.accounts.models import Account
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import PASSWORD, Cast

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_day_of_coklit(settings: Settings) -> None:
    settings.TODAY = date(2024, 7, 22)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_staff_logs_in_with_password_and_code_and_out_again(visit: Visit, cast: Cast, script: bool) -> None:
    sari = visit(script=script)
    sari.log_in(cast.sari)
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Selamat bekerja, Sari")
    sari.page.get_by_role("button", name="Keluar").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Masuk")


def test_an_invited_supervisor_sets_a_password_and_ticks_the_first_duty(visit: Visit, cast: Cast) -> None:
    code = invitations.issue(cast.eko, cast.admin)
    eko = visit(PHONE)
    eko.open(f"/invitation/{code}/")
    eko.page.get_by_label("Sandi baru", exact=True).fill("tinta ungu kelingking")
    eko.page.get_by_label("Ulangi sandi baru").fill("tinta ungu kelingking")
    eko.page.get_by_role("button", name="Buat sandi").click()
    eko.page.get_by_label("Nama akun atau surel").fill("eko")
    eko.page.get_by_label("Sandi").fill("tinta ungu kelingking")
    eko.page.get_by_role("button", name="Masuk").click()
    eko.page.get_by_role("button", name=re.compile("^Selesai: Awasi coklit")).click()
    expect(eko.page.get_by_role("status")).to_contain_text("Ditandai selesai.")


def test_staff_without_two_factor_login_sets_it_up_before_anything_else(visit: Visit, cast: Cast) -> None:
    Account.objects.filter(pk=cast.sari.pk).update(totp_secret="")
    cast.sari.refresh_from_db()
    sari = visit()
    sari.open("/login/")
    sari.page.get_by_label("Nama akun atau surel").fill("sari")
    sari.page.get_by_label("Sandi").fill(PASSWORD)
    sari.page.get_by_role("button", name="Masuk").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Masuk dua langkah")
    secret = sari.page.locator(".code").inner_text().replace(" ", "")  # in groups, to be typed by hand
    sari.page.get_by_label("Kode").fill(pyotp.TOTP(secret).now())
    sari.page.get_by_role("button", name="Aktifkan").click()
    expect(sari.page.locator(".codes li")).to_have_count(10)
    sari.page.get_by_role("link", name="Sudah saya simpan").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Selamat bekerja, Sari")


def test_the_administrator_makes_accounts_from_the_appointment_list(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "sk.csv"
    file.write_text("nama;peran;kode wilayah\nSiti Aminah;pkd;16.02.05.1002\nAli;raja;16.02.05\n", encoding="utf-8")
    admin = visit(as_=cast.admin)
    admin.open("/accounts/bulk/")
    admin.page.get_by_label("Daftar penugasan (xlsx atau csv)").set_input_files(file)
    admin.page.get_by_role("button", name="Baca daftar").click()
    expect(admin.page.get_by_role("alert")).to_contain_text("1 masalah")
    expect(admin.page.locator("tbody tr")).to_contain_text("raja")
    file.write_text("nama;peran;kode wilayah\nSiti Aminah;pkd;16.02.05.1002\nAli;pkd;16.02.05.1003\n", encoding="utf-8")
    admin.page.get_by_label("Daftar penugasan (xlsx atau csv)").set_input_files(file)
    admin.page.get_by_role("button", name="Baca daftar").click()
    slips = admin.page.locator(".slip")
    expect(slips).to_have_count(2)
    siti = visit(PHONE)
    siti.page.goto(slips.nth(0).locator("p").last.inner_text())
    expect(siti.page.get_by_text("siti.aminah")).to_be_visible()


def test_the_language_switch_stays_for_the_whole_office(visit: Visit, cast: Cast) -> None:
    sari = visit(as_=cast.sari)
    sari.open("/stages/")
    sari.page.get_by_role("button", name="English").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Stages")
    sari.open("/regions/")
    expect(sari.page.get_by_role("columnheader", name="Villages")).to_be_visible()


def test_the_keyboard_alone_reaches_the_content_and_the_map(visit: Visit, cast: Cast) -> None:
    sari = visit(as_=cast.sari)
    sari.open("/regions/")
    sari.page.keyboard.press("Tab")
    expect(sari.page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    sari.page.keyboard.press("Enter")
    sari.page.keyboard.press("Tab")
    expect(sari.page.get_by_role("navigation", name="Anda di sini").get_by_role("link")).to_be_focused()
    sari.page.locator("figure a").first.focus()
    sari.page.keyboard.press("Enter")
    expect(sari.page).to_have_url(re.compile(r"/regions/16\.02\.\d\d/$"))


def test_on_a_phone_the_bar_leads_everywhere(visit: Visit, cast: Cast) -> None:
    admin = visit(PHONE, as_=cast.admin)
    admin.open("/")
    admin.page.get_by_text("Lainnya").click()
    admin.page.get_by_role("navigation", name="Semua ruang").get_by_role("link", name="Jejak audit").click()
    expect(admin.page.get_by_role("heading", level=1)).to_have_text("Jejak audit")


PAGES = {
    "login": ("", "/login/"),
    "start": ("sari", "/"),
    "start-village": ("eko", "/"),
    "stages": ("sari", "/stages/"),
    "regions": ("sari", "/regions/"),
    "load-regions": ("sari", "/regions/load/"),
    "jobs": ("sari", "/jobs/"),
    "profile": ("sari", "/profile/"),
    "two-factor": ("sari", "/profile/two-factor/"),
    "password": ("sari", "/profile/password/"),
    "accounts": ("admin", "/accounts/"),
    "new-account": ("admin", "/accounts/new/"),
    "bulk-accounts": ("admin", "/accounts/bulk/"),
    "trail": ("admin", "/trail/"),
    "seal": ("admin", "/trail/seal/2024-07-22/"),
    "refused": ("budi", "/accounts/"),
    "invitation": ("", "/invitation/"),
}


PICTURED = {"start", "regions", "accounts"}


@pytest.mark.one_database  # how pages look says nothing about the database
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_barrier_fits_its_screen_and_is_small(visit: Visit, cast: Cast, name: str) -> None:
    who, path = PAGES[name]
    account = getattr(cast, who) if who else None
    for size, dark in ((DESKTOP, False), (PHONE, False), (DESKTOP, True), (PHONE, True)):
        visitor = visit(size, dark=dark, as_=account)
        visitor.open(path)
        assert visitor.serious_barriers() == []
        if name in PICTURED:
            visitor.picture(f"{name}-{'phone' if size is PHONE else 'desktop'}{'-dark' if dark else ''}")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert len(visitor.page.content().encode()) < 300_000
