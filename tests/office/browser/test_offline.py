"""In a real browser without a signal: forms taken along, filled in, kept while the phone is off, sent afterwards."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from pytest_django.fixtures import Settings

from saksama.office.fieldwork.models import FieldReport
from saksama.office.posko.models import LogEntry
from saksama.office.records.models import Attachment
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.posko.conftest import photo

Visit = Callable[..., Visitor]
# What a phone keeps says nothing about the database.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


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


def wait_until_kept(visitor: Visitor, fields: int) -> None:
    """Until so many fields have files in this browser."""
    visitor.page.wait_for_function(
        """fields => new Promise((done) => {
          const asked = indexedDB.open("saksama:keep", 1);
          asked.onupgradeneeded = () => asked.result.createObjectStore("files");
          asked.onsuccess = () => {
            const count = asked.result.transaction("files").objectStore("files").count();
            count.onsuccess = () => { asked.result.close(); done(count.result === fields); };
          };
        })""",
        arg=fields,
    )


def test_a_photo_chosen_without_a_signal_is_there_when_the_page_is_opened_again_and_is_sent(
    visit: Visit, cast: Cast, tmp_path: Path
) -> None:
    picture = tmp_path / "pleno.jpg"
    picture.write_bytes(photo().read())
    budi = visit(PHONE, as_=cast.budi)
    prepared(budi)
    budi.page.context.set_offline(True)
    budi.open("/posko/new/")
    budi.page.get_by_label("Kegiatan", exact=True).fill("Rapat pleno")
    budi.page.get_by_label("Foto").set_input_files(picture)
    budi.page.get_by_role("button", name="Simpan ke log").click()
    expect(budi.page.get_by_text("Begitu pula foto dan berkas yang Anda pilih.")).to_be_visible()
    budi.picture("offline-photo-kept-phone")

    phone = budi.page.context
    budi.page.close()
    budi.page = phone.new_page()
    budi.open("/posko/new/")
    waiting = budi.page.locator("[data-waiting] li")
    expect(waiting).to_contain_text("dengan foto")
    waiting.get_by_role("button", name="Lanjutkan").click()
    expect(budi.page.get_by_text("sudah dikembalikan. Begitu pula foto")).to_be_visible()
    assert budi.page.get_by_label("Foto").evaluate("input => input.files[0].name") == "pleno.jpg"
    budi.picture("offline-photo-back-phone")
    phone.set_offline(False)
    budi.page.get_by_role("button", name="Simpan ke log").click()
    expect(budi.page.get_by_role("heading", level=1, name="Rapat pleno")).to_be_visible()
    forget_the_broken_line(budi)
    attached = Attachment.objects.get()
    assert attached.about == LogEntry.objects.get()
    assert attached.path.read_bytes() == picture.read_bytes()
    wait_until_kept(budi, 0)


def test_a_photo_comes_back_with_a_mistake_and_goes_with_its_user_and_one_that_cannot_be_kept_is_said(
    visit: Visit, cast: Cast, tmp_path: Path
) -> None:
    pleno, another = tmp_path / "pleno.jpg", tmp_path / "meja.jpg"
    for picture in (pleno, another):
        picture.write_bytes(photo().read())
    budi = visit(PHONE, as_=cast.budi)
    budi.open("/posko/new/")
    budi.page.get_by_label("Kegiatan", exact=True).fill("Rapat pleno")
    budi.page.get_by_label("Foto").set_input_files(pleno)
    wait_until_kept(budi, 1)
    budi.page.locator("#id_starts").fill("10:00")
    budi.page.locator("#id_ends").fill("09:00")  # refused
    budi.follow(budi.page.get_by_role("button", name="Simpan ke log"))
    expect(budi.page.get_by_text("sudah dikembalikan. Begitu pula foto")).to_be_visible()
    assert budi.page.get_by_label("Foto").evaluate("input => input.files.length") == 1
    budi.page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new Error('no room'); }; }")
    budi.page.get_by_label("Foto").set_input_files(another)
    expect(budi.page.get_by_text("Biarkan halaman ini terbuka sampai semuanya terkirim.")).to_be_visible()
    budi.picture("offline-photo-refused-phone")
    assert budi.serious_barriers() == []
    wait_until_kept(budi, 0)  # the one before would be the wrong one
    budi.open("/posko/new/")
    budi.page.get_by_label("Foto").set_input_files(another)
    wait_until_kept(budi, 1)
    budi.page.on("dialog", lambda dialog: dialog.accept())
    budi.page.locator("span", has_text="Lainnya").click()
    budi.page.get_by_role("button", name="Keluar").last.click()
    budi.page.wait_for_url("**/login/**")
    assert budi.page.evaluate("localStorage.length") == 0
    wait_until_kept(budi, 0)


def test_what_the_office_does_not_take_is_said_and_kept_and_not_sent_again_and_again(visit: Visit, cast: Cast) -> None:
    budi = visit(PHONE, as_=cast.budi)
    budi.page.clock.install()
    budi.open("/posko/new/")
    sent = []

    def refuse(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=413)

    budi.page.route("**/posko/new/", refuse)
    budi.page.get_by_label("Kegiatan", exact=True).fill("Rapat pleno")
    budi.page.get_by_role("button", name="Simpan ke log").click()
    expect(budi.page.get_by_text("Kantor tidak menerimanya (413).")).to_be_visible()
    budi.page.clock.run_for(120_000)
    assert sent == ["POST"]
    budi.page.unroute("**/posko/new/")
    budi.open("/posko/new/")
    expect(budi.page.locator("[data-waiting] li")).to_contain_text("Rapat pleno")


def test_logging_out_takes_the_forms_off_the_phone(visit: Visit, cast: Cast) -> None:
    eko = visit(PHONE, as_=cast.eko)
    prepared(eko)
    eko.page.get_by_text("Lainnya").click()
    eko.page.get_by_role("button", name="Keluar").last.click()
    eko.page.wait_for_url("**/login/**")
    assert eko.page.evaluate("caches.keys()") == []
