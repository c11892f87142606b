"""In a real browser: evidence is entered, the index computed, the map read, and the number seen to move."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.office.jobs.worker import run_next
from saksama.office.vulnerability.models import Evidence, Run
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.vulnerability.examples import computed, nil

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)
KAYU_AGUNG = "16.02.05"


@pytest.fixture(autouse=True)
def on_the_last_of_september(settings: Settings) -> None:
    """The office's today."""
    settings.TODAY = date(2024, 9, 30)


def fits(visitor: Visitor, width: int) -> bool:
    """True if nothing sticks out to the right."""
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth") <= width)


def test_the_sub_district_enters_evidence_and_a_nil_report_on_the_phone(visit: Visit, cast: Cast) -> None:
    budi = visit(PHONE, as_=cast.budi)
    budi.open("/index/evidence/new/")
    budi.page.get_by_label("Indikator").select_option("i54")
    budi.page.get_by_label("Apa yang terjadi").fill("Sembako dibagikan di pasar")
    budi.page.get_by_label("Tingkat kejadian").select_option("sedang")
    assert budi.serious_barriers() == []
    assert fits(budi, PHONE["width"])
    budi.picture("index-evidence-phone")
    budi.page.get_by_role("button", name="Simpan").click()
    expect(budi.page.get_by_role("status")).to_contain_text("Bukti disimpan")
    expect(budi.page.get_by_role("heading", level=1)).to_have_text("Sembako dibagikan di pasar")
    assert budi.serious_barriers() == []
    budi.open("/index/evidence/nil/")
    budi.page.get_by_label("Bagaimana diketahui").fill("Semua PKD ditanya lewat telepon.")
    budi.page.get_by_role("button", name="Kirim laporan nihil").click()
    expect(budi.page.get_by_role("heading", level=1)).to_have_text("Siapa sudah melapor")
    assert budi.serious_barriers() == []
    assert fits(budi, PHONE["width"])
    budi.picture("index-reported-phone")
    assert Evidence.objects.filter(by=cast.budi).count() == 2


def test_staff_computes_reads_the_map_and_sees_the_number_move(visit: Visit, cast: Cast) -> None:
    nil(cast.sari)
    Evidence.objects.create(
        region="16.02.13", indicator="i54", day=date(2024, 9, 2), title="Amplop", level="ringan", by=cast.sari
    )
    sari = visit(DESKTOP, as_=cast.sari)
    sari.open("/index/")
    sari.page.get_by_role("link", name="Hitung", exact=True).click()
    sari.page.get_by_label("Simulasi").fill("200")
    assert sari.serious_barriers() == []
    sari.picture("index-new-run")
    sari.page.get_by_role("button", name="Hitung", exact=True).click()
    expect(sari.page.get_by_text("Halaman ini boleh ditinggalkan")).to_be_visible()
    assert run_next()  # the page follows the job by itself
    expect(sari.page.get_by_role("heading", level=2, name="Peringkat")).to_be_visible()
    assert sari.serious_barriers() == []
    sari.picture("index-map")

    row = sari.page.get_by_role("row").filter(has_text="Kayu Agung")
    expect(row).to_contain_text("0,0")
    sari.page.get_by_role("link", name="Catat bukti").click()
    sari.page.get_by_label("Indikator").select_option("i12")
    sari.page.get_by_label("Wilayah", exact=True).select_option(KAYU_AGUNG)
    sari.page.get_by_label("Apa yang terjadi").fill("Lurah berbicara di deklarasi")
    sari.page.get_by_label("Tingkat kejadian").select_option("berat")
    sari.page.get_by_role("button", name="Simpan").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Bukti disimpan")
    sari.open("/index/")
    expect(sari.page.get_by_text("1 bukti masuk atau berubah sejak hitungan ini")).to_be_visible()
    sari.page.get_by_role("button", name="Hitung ulang sampai hari ini").click()
    expect(sari.page.get_by_text("Halaman ini boleh ditinggalkan")).to_be_visible()
    assert run_next()
    row = sari.page.get_by_role("row").filter(has_text="Kayu Agung")
    expect(row).to_contain_text("+")
    row.get_by_role("link", name="Kayu Agung").click()
    expect(sari.page.get_by_role("heading", level=1)).to_contain_text("Kayu Agung")
    expect(sari.page.locator(".parts").nth(1)).to_contain_text("Ketidaknetralan ASN")
    assert sari.serious_barriers() == []
    sari.picture("index-region")
    sari.page.locator(".parts").nth(1).get_by_role("link", name="Ketidaknetralan ASN").click()
    expect(sari.page.get_by_text("Lurah berbicara di deklarasi")).to_be_visible()
    assert sari.serious_barriers() == []
    assert Run.objects.count() == 2


def test_the_map_is_read_on_the_phone_by_dimension_and_by_keyboard(visit: Visit, cast: Cast) -> None:
    nil(cast.sari)
    Evidence.objects.create(
        region=KAYU_AGUNG, indicator="i47", day=date(2024, 9, 2), title="Unggahan", level="berat", by=cast.sari
    )
    run = computed(cast.sari)
    budi = visit(PHONE, as_=cast.budi)
    budi.open("/index/")
    expect(budi.page.get_by_role("heading", level=2, name="Peringkat")).to_be_visible()
    assert budi.serious_barriers() == []
    assert fits(budi, PHONE["width"])
    budi.picture("index-map-phone")
    budi.page.get_by_label("Tampilkan").select_option("i47")
    expect(budi.page).to_have_url(re.compile("node=i47"))
    area = budi.page.locator(".map a").first
    area.focus()
    budi.page.keyboard.press("Enter")
    expect(budi.page).to_have_url(re.compile(f"/index/runs/{run.pk}/{KAYU_AGUNG}/"))
    assert budi.serious_barriers() == []
    assert fits(budi, PHONE["width"])
    budi.picture("index-region-phone")


def test_the_head_releases_and_everything_else_is_readable(visit: Visit, cast: Cast) -> None:
    nil(cast.sari)
    run = computed(cast.sari)
    dewi = visit(DESKTOP, as_=cast.dewi)
    dewi.open(f"/index/runs/{run.pk}/")
    dewi.page.get_by_role("button", name="Setujui tampil di laman publik").click()
    expect(dewi.page.get_by_role("status")).to_contain_text("disetujui")
    for address in (f"runs/{run.pk}/watch/", f"runs/{run.pk}/method/", "rules/", "trees/ikp-2024/", "evidence/import/"):
        dewi.open(f"/index/{address}")
        assert dewi.serious_barriers() == [], address
        assert fits(dewi, DESKTOP["width"]), address
        dewi.picture("index-" + re.sub(r"\W+", "-", re.sub(r"\d", "", address)).strip("-"))
