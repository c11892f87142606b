"""In a real browser without a signal: forms taken along, filled in, kept while the phone is off, sent afterwards."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.office.fieldwork.models import FieldReport
from saksama.office.posko.models import LogEntry
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_day_of_the_campaign(settings: Settings) -> None:
    settings.TODAY = date(2024, 9, 26)


def prepared(visitor: Visitor) -> None:
    """Takes the forms along."""
    visitor.open("/offline/")
    visitor.page.get_by_role("button", name="Siapkan telepon ini").click()
    expect(visitor.page.get_by_role("status")).to_contain_text("Siap.")
    expect(visitor.page.get_by_text("di telepon ini", exact=True).first).to_be_visible()


def forget_the_broken_line(visitor: Visitor) -> None:
    """The browser complains that there was no signal, as it should."""
    visitor.complaints[:] = [each for each in visitor.complaints if "ERR_INTERNET_DISCONNECTED" not in each]


def test_a_report_is_written_where_there_is_no_signal_and_sent_from_where_there_is(visit: Visit, cast: Cast) -> None:
    eko = visit(PHONE, as_=cast.eko)
    prepared(eko)
    eko.picture("offline-ready-phone")
    assert eko.serious_barriers() == []
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone = eko.page.context
    phone.set_offline(True)
    eko.open("/threats/")  # any page: what is there instead are the forms
    expect(eko.page.get_by_text("Sedang tidak ada sinyal.")).to_be_visible()
    eko.page.get_by_role("link", name="Form A kosong").click()
    eko.page.get_by_label("Objek pengawasan").fill("Rapat umum di lapangan")
    eko.page.locator("#activity").get_by_role("button", name="Simpan dan lanjut").click()
    expect(eko.page.get_by_text("Tidak ada sinyal.")).to_be_visible()
    eko.open("/offline/")  # the page was closed, the phone was off
    expect(eko.page.get_by_text("belum terkirim")).to_be_visible()
    eko.picture("offline-unsent-phone")
    phone.set_offline(False)
    forget_the_broken_line(eko)
    eko.page.get_by_role("link", name="Form A kosong").click()
    expect(eko.page.get_by_label("Objek pengawasan")).to_have_value("Rapat umum di lapangan")
    with eko.page.expect_navigation():
        eko.page.locator("#activity").get_by_role("button", name=re.compile("^Simpan")).click()
    assert FieldReport.objects.get().subject == "Rapat umum di lapangan"


def test_each_opening_of_the_kept_form_is_an_entry_of_its_own(visit: Visit, cast: Cast) -> None:
    budi = visit(PHONE, as_=cast.budi)
    prepared(budi)
    for title in ("Rapat koordinasi PPK", "Patroli alat peraga"):
        budi.page.context.set_offline(True)
        budi.open("/posko/new/")
        budi.page.get_by_label("Kegiatan", exact=True).fill(title)
        budi.page.get_by_role("button", name="Simpan ke log").click()
        expect(budi.page.get_by_text("Tidak ada sinyal.")).to_be_visible()
        budi.page.context.set_offline(False)
        expect(budi.page.get_by_role("heading", level=1, name=title)).to_be_visible()  # sent by itself
    forget_the_broken_line(budi)
    assert set(LogEntry.objects.values_list("title", flat=True)) == {"Patroli alat peraga", "Rapat koordinasi PPK"}


def test_logging_out_takes_the_forms_off_the_phone(visit: Visit, cast: Cast) -> None:
    eko = visit(PHONE, as_=cast.eko)
    prepared(eko)
    eko.page.get_by_text("Lainnya").click()
    eko.page.get_by_role("button", name="Keluar").last.click()
    eko.page.wait_for_url("**/login/**")
    assert eko.page.evaluate("caches.keys()") == []
