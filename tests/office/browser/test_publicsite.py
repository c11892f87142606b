"""In a real browser: a citizen reports with a photo and follows it, a reader comments, the head releases figures."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.office.publicsite import guard
from saksama.office.publicsite.models import CitizenReport, NewsItem, Opinion, Site
from saksama.office.records.models import Attachment
from saksama.office.rolls.models import Finding, ListVersion
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.publicsite.conftest import DAY, photo

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """26 September 2024; a test fills in a form faster than a person."""
    settings.TODAY = DAY
    monkeypatch.setattr(guard, "LEAST_SECONDS", 0)
    cache.clear()


@pytest.fixture
def site(cast: Cast, oki: None) -> Site:
    """The head has opened it."""
    made: Site = Site.objects.create(region="16.02", title="Bawaslu OKI", area="Ogan Komering Ilir", is_open=True)
    return made


def _fits(visitor: Visitor, size: dict[str, int]) -> None:
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert visitor.serious_barriers() == []


def _answer_the_sum(visitor: Visitor) -> None:
    label = visitor.page.get_by_label(re.compile("^Berapa"))
    words = re.findall(
        r"\b(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b", visitor.page.locator(".guard").inner_text()
    )
    label.fill(str(sum(guard.WORDS["id"].index(word) for word in words)))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_citizen_reports_with_a_photo_staff_answers_and_the_citizen_reads_it(
    visit: Visit, cast: Cast, site: Site, tmp_path: Path, size: dict[str, int]
) -> None:
    picture = tmp_path / "IMG_2024.jpg"
    picture.write_bytes(photo())
    citizen = visit(size)
    citizen.open("/public/")
    _fits(citizen, size)
    citizen.picture(f"public-home-{size['width']}")
    citizen.page.locator(".doors").get_by_role("link", name=re.compile("^Lapor")).click()
    citizen.page.get_by_label(re.compile("^Politik uang")).check()
    citizen.page.get_by_label("Apa yang terjadi?").fill("Amplop dibagikan di rumah ketua RT pada malam hari.")
    citizen.page.get_by_label("Di kecamatan atau desa mana?").select_option("16.02.05.1001")
    citizen.page.get_by_label("Foto").set_input_files(picture)
    _answer_the_sum(citizen)
    _fits(citizen, size)
    citizen.picture(f"public-report-{size['width']}")
    citizen.page.get_by_role("button", name="Kirim laporan").click()
    number = citizen.page.locator("#number").inner_text()
    code = citizen.page.locator("#code").inner_text()
    _fits(citizen, size)
    report = CitizenReport.objects.get(number=number)
    kept = Attachment.objects.get(object_id=report.pk)
    assert b"Telepon Rahasia" not in kept.path.read_bytes()

    sari = visit(size, as_=cast.sari)
    sari.open("/citizen-reports/")
    sari.page.get_by_role("link", name=number).click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Politik uang")
    _fits(sari, size)
    sari.picture(f"citizen-report-{size['width']}")
    sari.page.get_by_role("link", name="Mulai memeriksa").click()
    sari.page.get_by_label("Yang dibaca warga").fill("Kami periksa bersama Panwaslu Kecamatan.")
    sari.page.get_by_role("button", name="Mulai memeriksa").click()
    expect(sari.page.locator("main")).to_contain_text("Sedang diperiksa")
    sari.page.locator("#begin").get_by_role("button", name="Dugaan pelanggaran").click()
    expect(sari.page.locator("main")).to_contain_text("Amplop dibagikan")

    citizen.open("/public/follow/")
    citizen.page.get_by_label("Nomor laporan").fill(number)
    citizen.page.get_by_label("Kode rahasia").fill(code)
    citizen.page.get_by_role("button", name="Lihat perkembangannya").click()
    expect(citizen.page.locator("main")).to_contain_text("Kami periksa bersama Panwaslu Kecamatan.")
    citizen.page.get_by_label("Pesan Anda").fill("Ada dua saksi.")
    citizen.page.get_by_role("button", name="Kirim pesan").click()
    expect(citizen.page.locator(".mine")).to_contain_text("Ada dua saksi.")
    _fits(citizen, size)
    citizen.picture(f"public-followed-{size['width']}")
    assert citizen.page.context.cookies() == []


def test_a_reader_without_script_rates_and_comments_and_staff_shows_it(visit: Visit, cast: Cast, site: Site) -> None:
    item = NewsItem.objects.create(
        by=cast.sari, region="16.02", day=DAY, title="DPT ditetapkan", text="KPU menetapkan DPT.", status="published",
        published_at=f"{DAY} 09:00+07:00", published_by=cast.dewi,
    )  # fmt: skip
    reader = visit(PHONE, script=False)
    reader.open("/public/news/")
    reader.page.get_by_role("link", name="DPT ditetapkan").click()
    reader.page.get_by_role("button", name="Bermanfaat", exact=True).click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Terima kasih. Ingin menambahkan sesuatu?")
    reader.page.get_by_label("Komentar Anda").fill("Terima kasih infonya.")
    _answer_the_sum(reader)
    reader.page.get_by_role("button", name="Kirim komentar").click()
    expect(reader.page.get_by_role("status")).to_contain_text("sudah masuk")
    assert Opinion.objects.get().rating == "useful"

    sari = visit(as_=cast.sari)
    sari.open("/publicsite/opinions/")
    sari.page.get_by_role("button", name="Tampilkan").click()
    expect(sari.page.locator("main")).to_contain_text("Tidak ada komentar di sini.")
    reader = visit(PHONE, script=False)  # the first keeps the page for a minute
    reader.open(f"/public/news/{item.pk}/")
    expect(reader.page.locator("#comments")).to_contain_text("Terima kasih infonya.")
    reader.page.get_by_role("link", name="English").click()
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    expect(reader.page.locator("#comments")).to_contain_text("Terima kasih infonya.")


def test_the_head_looks_releases_and_everybody_sees_map_table_and_rule(visit: Visit, cast: Cast, site: Site) -> None:
    version = ListVersion.objects.create(
        kind="DPT", region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, status="audited",
        audited_at=f"{DAY} 08:00Z", rows_read=577241, rows_kept=577241,
    )  # fmt: skip
    villages = {"16.02.05.1001": 40, "16.02.05.1002": 3, "16.02.13.2005": 25}
    Finding.objects.bulk_create(
        Finding(
            version=version, finding_id=f"{code[-4:]}-{n}", rule="T01", category="tms", severity=1, region=code,
            evidence_id="x", evidence_en="x",
        )
        for code, count in villages.items()
        for n in range(count)
    )  # fmt: skip
    dewi = visit(as_=cast.dewi)
    dewi.open("/publicsite/figures/")
    dewi.page.get_by_role("link", name="Lihat dan rilis").click()
    expect(dewi.page.locator("main")).to_contain_text("angka disembunyikan")
    assert dewi.serious_barriers() == []
    dewi.picture("public-release")
    dewi.page.get_by_role("button", name="Rilis untuk umum").click()
    expect(dewi.page.get_by_role("status")).to_contain_text("Dirilis.")
    for size in (PHONE, DESKTOP):
        citizen = visit(size, dark=size is PHONE)
        citizen.open("/public/lists/")
        expect(citizen.page.locator(".figures")).to_contain_text("577.241")
        _fits(citizen, size)
        citizen.picture(f"public-lists-{size['width']}")
        citizen.page.get_by_role("row", name=re.compile("^Kayu Agung")).get_by_role("link").click()
        expect(citizen.page.get_by_role("heading", level=1)).to_have_text("Kayu Agung")
        expect(citizen.page.locator(".hidden-count").first).to_be_visible()
        for page in ("", "index/", "stages/", "data/", "listed/", "about/", "activities/", "report/"):
            citizen.open(f"/public/{page}")
            _fits(citizen, size)
