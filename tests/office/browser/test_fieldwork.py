"""Form A in a real browser: written on the phone with a photo and a bad line, signed off at the desk."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from saksama.office.fieldwork.models import FieldReport, Status
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import Cast

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_day_of_the_campaign(settings: Settings) -> None:
    settings.TODAY = date(2024, 9, 26)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture as a telephone takes it: large, and of something."""
    picture = Image.new("RGB", (1600, 1200), "#7a9e9f")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 700, 1500, 1150), fill="#5b4636")
    pen.rectangle((350, 250, 1250, 480), fill="#c8553d")
    pen.ellipse((740, 520, 860, 640), fill="#e8c39e")
    made = BytesIO()
    picture.save(made, "JPEG")
    path = tmp_path / "panggung.jpg"
    path.write_bytes(made.getvalue())
    return path


def fill(page: Page, label: str, value: str) -> None:
    """Types into the first field of a label."""
    page.get_by_label(label, exact=True).first.fill(value)


def save(page: Page, section: str) -> None:
    """Presses the button of a section and waits until the server has it."""
    with page.expect_navigation():
        page.locator(f"#{section}").get_by_role("button", name=re.compile("^Simpan")).click()


def write_whole_report(page: Page, photo: Path) -> None:
    """What Eko types in the field."""
    page.get_by_label("Tahapan", exact=True).select_option(label="Kampanye")
    fill(page, "Jabatan", "Pengawas Kelurahan Kota Raya")
    fill(page, "Nomor surat perintah tugas", "014/PM.00.02/K.SS-09.05/09/2024")
    fill(page, "Alamat kantor pengawas", "Jl. Letjen Yusuf Singedekane, Kayu Agung")
    save(page, "supervisor")
    fill(page, "Tempat", "Balai Kelurahan Kota Raya, Jl. Mawar")
    fill(page, "Dari", "09:00")
    fill(page, "Sampai", "12:00")
    fill(page, "Objek pengawasan", "Pertemuan terbatas di Balai Kelurahan")
    fill(page, "Tujuan", "Memastikan kampanye sesuai ketentuan.")
    fill(page, "Sasaran", "Tim kampanye dan peserta")
    save(page, "activity")
    fill(page, "Siapa saja yang hadir", "Ketua tim kampanye kecamatan, lurah, sekitar 80 warga")
    fill(
        page,
        "Uraian singkat apa yang terlihat",
        "Pertemuan terbatas dihadiri sekitar delapan puluh warga. Lurah naik ke panggung dan mengajak hadirin memilih.",
    )
    for place, (at, text) in enumerate((("10:15", "Lurah mengajak hadirin memilih."), ("09:05", "Pertemuan dibuka."))):
        page.locator(f"#id_facts-{place}-at").fill(at)
        page.locator(f"#id_facts-{place}-text").fill(text)
    fill(page, "Analisis dan simpulan", "Ajakan disampaikan lurah dalam kegiatan kampanye.")
    save(page, "account")
    page.get_by_label("Foto dan berkas").set_input_files(photo)
    fill(page, "Isinya", "Lurah di panggung")
    page.locator("#id_photos-proves").fill("2")
    save(page, "evidence")
    expect(page.get_by_role("img", name="Lurah di panggung")).to_be_visible()
    page.get_by_label("Dugaan pelanggaran", exact=True).select_option("yes")
    fill(page, "Peristiwa", "Lurah mengajak memilih pasangan calon")
    fill(page, "Tempat kejadian", "Balai Kelurahan Kota Raya")
    fill(page, "Tanggal kejadian", "2024-09-26")
    fill(page, "Waktu kejadian", "10:15")
    fill(page, "Uraian dugaan pelanggaran", "Pada pukul 10.15 WIB lurah naik ke panggung dan mengajak hadirin memilih.")
    page.get_by_label("Jenis pelanggaran").select_option("crime")
    fill(page, "Pasal", "Pasal 71 ayat (1) jo. Pasal 188 UU 10/2016")
    fill(page, "Analisis pemenuhan unsur pasal", "Pejabat; membuat tindakan yang menguntungkan pasangan calon.")
    page.get_by_label("Tindak lanjut").select_option("finding")
    for part, name in (("suspect", "Amir Hamzah"), ("witness", "Siti Rohani")):
        page.locator(f"#id_{part}-0-name").fill(name)
        page.locator(f"#id_{part}-0-occupation").fill("Lurah" if part == "suspect" else "Guru")
        page.locator(f"#id_{part}-0-address").fill("Jl. Mawar 4, Kota Raya")
    save(page, "violation")
    page.get_by_label("Potensi sengketa", exact=True).select_option("no")
    save(page, "dispute")


def test_a_village_supervisor_writes_on_the_phone_and_the_sub_district_signs_off(
    visit: Visit, cast: Cast, photo: Path
) -> None:
    eko = visit(PHONE, as_=cast.eko)
    eko.open("/fieldwork/")
    eko.page.get_by_role("button", name="Laporan baru").click()
    expect(eko.page.get_by_role("heading", level=1)).to_have_text("Laporan hasil pengawasan (Form A)")
    eko.picture("fieldwork-write-phone")
    write_whole_report(eko.page, photo)
    eko.picture("fieldwork-complete-phone")
    eko.page.get_by_role("button", name="Kirim kepada atasan").click()
    expect(eko.page.get_by_role("status")).to_contain_text("Selesai")
    report = FieldReport.objects.get()
    assert [fact.text for fact in report.facts.all()] == ["Pertemuan dibuka.", "Lurah mengajak hadirin memilih."]

    budi = visit(as_=cast.budi)
    budi.open("/fieldwork/")
    budi.picture("fieldwork-list-desktop")
    budi.page.get_by_role("link", name="Pertemuan terbatas di Balai Kelurahan").first.click()
    expect(budi.page.get_by_text(re.compile("Tidak ada yang kurang"))).to_be_visible()
    budi.picture("fieldwork-report-desktop")
    budi.page.get_by_role("button", name="Tanda tangani dan segel").click()
    expect(budi.page.get_by_role("heading", name="Segel")).to_be_visible()
    budi.page.locator("#seal").scroll_into_view_if_needed()
    budi.picture("fieldwork-seal-desktop")
    budi.page.get_by_role("link", name="Apakah segelnya masih utuh?").click()
    expect(budi.page.get_by_text("Segel utuh.")).to_be_visible()
    budi.picture("fieldwork-verify-desktop")
    report.refresh_from_db()
    assert report.status == Status.SIGNED


def test_what_was_typed_without_signal_is_sent_when_it_is_back(visit: Visit, cast: Cast) -> None:
    eko = visit(PHONE, as_=cast.eko)
    eko.open("/fieldwork/")
    eko.page.get_by_role("button", name="Laporan baru").click()
    expect(eko.page.get_by_label("Objek pengawasan")).to_be_visible()
    eko.page.route("**/write/", lambda route: route.abort())
    fill(eko.page, "Objek pengawasan", "Rapat umum di lapangan")
    eko.page.locator("#activity").get_by_role("button", name="Simpan dan lanjut").click()
    expect(eko.page.get_by_text("Tidak ada sinyal.")).to_be_visible()
    eko.picture("fieldwork-no-signal-phone")
    eko.complaints.clear()  # the browser complains of the broken line, as it should
    eko.page.unroute("**/write/")
    eko.page.reload()
    expect(eko.page.get_by_text("Isian yang belum terkirim sudah dikembalikan.")).to_be_visible()
    expect(eko.page.get_by_label("Objek pengawasan")).to_have_value("Rapat umum di lapangan")
    save(eko.page, "activity")
    assert FieldReport.objects.get().subject == "Rapat umum di lapangan"
    assert eko.page.evaluate("Object.keys(localStorage).length") == 0


def test_it_works_without_script(visit: Visit, cast: Cast, photo: Path) -> None:
    eko = visit(PHONE, as_=cast.eko, script=False)
    eko.open("/fieldwork/")
    eko.page.get_by_role("button", name="Laporan baru").click()
    write_whole_report(eko.page, photo)
    expect(eko.page.get_by_role("button", name="Kirim kepada atasan")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_pages_have_no_serious_barrier_and_fit(visit: Visit, cast: Cast, size: dict[str, int]) -> None:
    eko = visit(size, as_=cast.eko)
    eko.open("/fieldwork/")
    assert eko.serious_barriers() == []
    eko.page.get_by_role("button", name="Laporan baru").click()
    expect(eko.page.get_by_label("Objek pengawasan")).to_be_visible()
    assert eko.serious_barriers() == []
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert len(eko.page.content().encode()) < 300_000
    with eko.page.expect_navigation():
        eko.page.get_by_role("button", name="Simpan dan periksa").click()
    expect(eko.page.get_by_role("heading", name="Sebelum dapat ditandatangani")).to_be_visible()
    assert eko.serious_barriers() == []
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
