"""In a real browser: a list is handed over, its findings are filtered, looked at side by side and reviewed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from saksama.demo import make_regency
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import Finding, ListVersion, Review
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="session")
def dpt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The DPT of a made-up regency of 500 voters as a zip of csv files."""
    regency = make_regency(tmp_path_factory.mktemp("demo") / "oki", voters=500, seed=7, file_format="csv")
    return Path(shutil.make_archive(str(regency.folder.parent / "dpt"), "zip", regency.lists["dpt"]))


@pytest.fixture
def audited(visit: Visit, cast: Cast, dpt: Path) -> ListVersion:
    """Sari uploads the list in the browser; the worker audits it; her page shows the counts."""
    sari = visit(as_=cast.sari)
    sari.open("/lists/")
    sari.page.get_by_role("link", name="Unggah daftar").click()
    sari.page.get_by_label("Jenis daftar").select_option("DPT")
    sari.page.get_by_label("Nama", exact=True).fill("pleno September")
    sari.page.get_by_label("Berkas").set_input_files(dpt)
    expect(sari.page.locator("[data-uploads]")).to_contain_text("Sudah diterima utuh")
    assert sari.serious_barriers() == []
    sari.picture("upload-list")
    sari.page.get_by_role("button", name="Unggah dan audit").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("DPT pleno September")
    assert run_next()  # the page follows the job by itself; a reload here would race with its own
    expect(sari.page.get_by_role("link", name="Lihat temuan")).to_be_visible()
    expect(sari.page.locator(".figures")).to_contain_text("500")
    assert sari.serious_barriers() == []
    sari.picture("list")
    sari.page.get_by_role("link", name="Lihat temuan").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Temuan")
    assert sari.serious_barriers() == []
    sari.picture("findings")
    return ListVersion.objects.get()


def test_a_finding_is_looked_at_on_the_phone_and_reviewed(visit: Visit, cast: Cast, audited: ListVersion) -> None:
    pair = next(found for found in audited.findings.all() if len(found.records) == 2 and found.district)
    type(cast.budi).objects.filter(pk=cast.budi.pk).update(region=pair.district)
    budi = visit(PHONE, as_=cast.budi)
    budi.open(f"/lists/{audited.pk}/findings/")
    assert budi.serious_barriers() == []
    budi.picture("findings-phone")
    budi.open(f"/lists/{audited.pk}/findings/{pair.pk}/")
    assert budi.serious_barriers() == []
    assert budi.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    budi.picture("finding-phone")
    budi.page.get_by_label("Catatan").fill("Orang yang sama, ditemui di rumah.")
    budi.page.get_by_role("button", name="Terbukti di lapangan").click()
    expect(budi.page.get_by_role("status")).to_contain_text(re.compile(r"Hasil pemeriksaan .* disimpan"))
    expect(budi.page.locator(".timeline")).to_contain_text("Budi Santoso")
    assert Review.objects.get().finding == pair


def test_many_are_ticked_and_reviewed_by_keyboard(visit: Visit, cast: Cast, audited: ListVersion) -> None:
    sari = visit(as_=cast.sari)
    sari.open(f"/lists/{audited.pk}/findings/")
    sari.page.get_by_label("Bobot").select_option("1")
    expect(sari.page).to_have_url(re.compile("severity=1"))
    boxes = sari.page.get_by_role("checkbox")
    for number in (0, 1):
        boxes.nth(number).focus()
        sari.page.keyboard.press("Space")
    sari.page.get_by_role("button", name="Tidak dapat dipastikan").focus()
    sari.page.keyboard.press("Enter")
    expect(sari.page.get_by_role("status")).to_contain_text("2 temuan diperiksa.")
    assert Finding.objects.filter(status="unclear", severity=1).count() == 2
    pair = next(found for found in audited.findings.all() if len(found.records) == 2)
    sari.open(f"/lists/{audited.pk}/findings/{pair.pk}/")
    sari.picture("finding")


def test_a_lost_connection_is_waited_for_and_the_upload_goes_on(visit: Visit, cast: Cast, dpt: Path) -> None:
    sari = visit(as_=cast.sari)
    sari.open("/lists/upload/")
    lost = re.compile(r"/lists/uploads/\d+/$")
    sari.page.route(lost, lambda route: route.abort())
    sari.page.get_by_label("Nama", exact=True).fill("lewat sinyal buruk")
    sari.page.get_by_label("Berkas").set_input_files(dpt)
    uploads = sari.page.locator("[data-uploads]")
    expect(uploads).to_contain_text("Koneksi terputus")
    expect(sari.page.get_by_role("button", name="Unggah dan audit")).to_be_disabled()
    sari.page.unroute(lost)
    sari.page.route(lost, _as_a_proxy_with_a_limit)
    expect(uploads).to_contain_text("Sudah diterima utuh")
    sari.page.get_by_role("button", name="Unggah dan audit").click()
    expect(sari.page.get_by_role("heading", level=1)).to_contain_text("lewat sinyal buruk")
    assert ListVersion.objects.get().files.get().size == dpt.stat().st_size
    sari.complaints.clear()  # the browser itself notes each request that was cut off


def _as_a_proxy_with_a_limit(route: Route) -> None:
    """nginx takes one megabyte unless told otherwise; here it is 40 kB, so that a small file is too long for it."""
    if len(route.request.post_data_buffer or b"") > 40_000:
        route.fulfill(status=413, content_type="text/html", body="<h1>413 Request Entity Too Large</h1>")
    else:
        route.continue_()


def test_without_script_the_form_sends_the_file_by_itself(visit: Visit, cast: Cast, dpt: Path) -> None:
    sari = visit(script=False, as_=cast.sari)
    sari.open("/lists/upload/")
    sari.page.get_by_label("Nama", exact=True).fill("tanpa skrip")
    sari.page.get_by_label("Berkas").set_input_files(dpt)
    sari.page.get_by_role("button", name="Unggah dan audit").click()
    expect(sari.page.get_by_role("heading", level=1)).to_contain_text("tanpa skrip")


def test_an_unknown_heading_is_answered_on_the_phone(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "16.02.05.2019 Anyar.csv"
    file.write_text("NO,NAMA,TANGGAL LAHIR,PANGGONAN,TPS\n1,SITI AMINAH,17-07-1984,JL MAWAR,001\n", encoding="utf-8")
    sari = visit(PHONE, as_=cast.sari)
    sari.open("/lists/upload/")
    sari.page.get_by_label("Nama", exact=True).fill("judul baru")
    sari.page.get_by_label("Berkas").set_input_files(file)
    expect(sari.page.locator("[data-uploads]")).to_contain_text("Sudah diterima utuh")
    assert sari.serious_barriers() == []
    assert sari.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    sari.picture("upload-list-phone")
    sari.page.get_by_role("button", name="Unggah dan audit").click()
    expect(sari.page.locator("[data-job]")).to_be_visible()
    assert run_next()
    sari.page.get_by_label("“PANGGONAN” berarti").select_option("address")
    assert sari.serious_barriers() == []
    sari.picture("list-question-phone")
    sari.page.get_by_role("button", name="Baca ulang").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Daftar sedang dibaca ulang.")
    assert run_next()
    expect(sari.page.locator(".figures")).to_contain_text("Pemilih")
