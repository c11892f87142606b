"""In a real browser: the whole loop once, from KPU's list to the letter about what was not fixed."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.demo import make_regency
from saksama.office.jobs.worker import run_next
from saksama.office.recommendations.models import Item, Recommendation
from saksama.office.rolls.models import Finding, ListVersion
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """DPS and DPT of a made-up regency of 500 voters, each a zip of csv files."""
    folder = tmp_path_factory.mktemp("demo")
    regency = make_regency(folder / "oki", voters=500, seed=7, file_format="csv")
    return {kind: Path(shutil.make_archive(str(folder / kind), "zip", regency.lists[kind])) for kind in ("dps", "dpt")}


def hand_over(sari: Visitor, kind: str, file: Path, name: str) -> ListVersion:
    """Sari uploads a list; the worker reads and audits it."""
    sari.open("/lists/upload/")
    sari.page.get_by_label("Jenis daftar").select_option(kind)
    sari.page.get_by_label("Nama", exact=True).fill(name)
    sari.page.get_by_label("Berkas").set_input_files(file)
    sari.page.get_by_role("button", name="Unggah dan audit").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text(f"{kind} {name}")
    assert run_next()
    expect(sari.page.get_by_role("link", name="Lihat temuan")).to_be_visible()  # the page has followed by itself
    return ListVersion.objects.latest("pk")


def fits(visitor: Visitor) -> bool:
    """Nothing sticks out sideways, and nothing keeps anybody out."""
    width = visitor.page.viewport_size["width"] if visitor.page.viewport_size else 0
    barriers = visitor.serious_barriers()
    assert barriers == []
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth") <= width)


def test_the_whole_loop(visit: Visit, cast: Cast, lists: dict[str, Path], settings: Settings) -> None:
    settings.TODAY = dt.date(2024, 9, 2)
    sari = visit(as_=cast.sari)
    dps = hand_over(sari, "DPS", lists["dps"], "pleno Agustus")

    # The sub-district confirms on the spot.
    pair = next(found for found in dps.findings.all() if len(found.records) == 2 and found.district)
    type(cast.budi).objects.filter(pk=cast.budi.pk).update(region=pair.district)
    budi = visit(PHONE, as_=cast.budi)
    budi.open(f"/lists/{dps.pk}/findings/{pair.pk}/")
    budi.page.get_by_role("button", name="Terbukti di lapangan").click()
    expect(budi.page.get_by_role("status")).to_contain_text(re.compile(r"Hasil pemeriksaan .* disimpan"))
    Finding.objects.filter(version=dps).update(status="confirmed")  # the others likewise

    # Staff fills in the letterhead, chooses and drafts.
    sari.open("/recommendations/office/")
    for label, value in {
        "Alamat": "Jalan Contoh 1, Kayuagung",
        "Tempat penandatanganan surat": "Kayuagung",
        "Kode kantor dalam nomor surat": "K.SS-09",
        "Nama penanda tangan": "Dewi Anggraini",
        "Tempat kedudukan tujuan": "Kayuagung",
    }.items():
        sari.page.get_by_label(label).fill(value)
    assert fits(sari)
    sari.picture("recommendations-office")
    sari.page.get_by_role("button", name="Simpan").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Disimpan.")
    sari.open("/recommendations/")
    sari.follow(sari.page.get_by_role("link", name="Surat baru"))
    assert fits(sari)
    sari.follow(sari.page.get_by_role("link", name="DPS pleno Agustus"))
    assert fits(sari)
    sari.picture("recommendation-choose")
    sari.page.get_by_role("button", name="Buat konsep dari semua").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Konsep sudah ada.")
    letter = Recommendation.objects.get()
    assert letter.items.count() == dps.findings.count()
    assert fits(sari)
    sari.picture("recommendation-draft")
    sari.follow(sari.page.get_by_role("link", name="Ubah isi surat"))
    assert fits(sari)
    sari.picture("recommendation-text")
    sari.page.get_by_label("Tembusan").fill("Ketua Bawaslu Provinsi Sumatera Selatan;\nArsip.")
    sari.page.get_by_role("button", name="Simpan isi").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Isi surat disimpan.")

    # The head confirms every recalled legal basis and approves; the letter is made.
    dewi = visit(as_=cast.dewi)
    dewi.open(f"/recommendations/{letter.pk}/")
    dewi.follow(dewi.page.get_by_role("link", name="Setujui"))
    for box in dewi.page.get_by_role("group").get_by_role("checkbox").all():
        box.check()
    assert fits(dewi)
    dewi.picture("recommendation-approve")
    dewi.page.get_by_role("button", name="Setujui").click()
    expect(dewi.page.get_by_role("status")).to_contain_text("Disetujui.")
    assert run_next()
    expect(dewi.page.get_by_role("link", name="Surat (PDF)")).to_be_visible()

    # Staff sends it with the signed paper.
    sari.open(f"/recommendations/{letter.pk}/")
    sari.follow(sari.page.get_by_role("link", name="Kirim", exact=True))
    sari.page.get_by_label("Surat bertanda tangan").set_input_files(
        {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    assert fits(sari)
    sari.picture("recommendation-send")
    sari.page.get_by_role("button", name="Tandai terkirim").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Terkirim.")

    # KPU's liaison answers by keyboard, then all the rest at once.
    kpu = visit(as_=cast.kpu)
    kpu.open("/recommendations/")
    assert fits(kpu)
    kpu.picture("recommendations-kpu")
    kpu.follow(kpu.page.get_by_role("link", name="001/PM.00.01/K.SS-09/09/2024"))
    assert fits(kpu)
    kpu.picture("recommendation-kpu")
    kpu.page.get_by_role("table").last.get_by_role("checkbox").first.focus()
    kpu.page.keyboard.press("Space")
    kpu.page.keyboard.press("ArrowDown")
    kpu.page.keyboard.press("Space")
    kpu.page.get_by_label("Alasan atau keterangan").fill("pemilih menetap di alamat")
    kpu.page.get_by_role("table").last.get_by_role("checkbox").nth(1).focus()
    kpu.page.keyboard.press("3")
    expect(kpu.page.get_by_role("status")).to_contain_text("2 data dijawab.")
    with kpu.page.expect_navigation():
        kpu.page.locator("#records").get_by_label("Menurut KPU").select_option("none")
    expect(kpu.page.locator("#records").get_by_label("Menurut KPU")).to_have_value("none")
    kpu.page.get_by_label("tidak hanya yang dicentang").check()
    kpu.page.get_by_role("button", name="Sudah diperbaiki").click()
    expect(kpu.page.get_by_role("status")).to_contain_text("data dijawab.")
    kpu.page.get_by_role("button", name="Serahkan jawaban").click()
    expect(kpu.page.get_by_role("status")).to_contain_text("Jawaban diserahkan.")
    assert not Item.objects.filter(claim="").exists()

    # The DPT comes; every record is looked up in it by itself.
    settings.TODAY = dt.date(2024, 9, 21)
    hand_over(sari, "DPT", lists["dpt"], "pleno September")
    assert run_next()
    sari.open(f"/recommendations/{letter.pk}/")
    expect(sari.page.get_by_role("heading", name="Menurut KPU, dan menurut daftar")).to_be_visible()
    assert fits(sari)
    sari.picture("recommendation-verified")
    sari.follow(sari.page.locator(".claims").get_by_role("link").first)
    expect(sari.page.locator("#records").get_by_label("Menurut KPU")).not_to_have_value("")

    # What is left becomes the next letter.
    sari.page.get_by_role("button", name="Surat lanjutan untuk").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Konsep surat lanjutan sudah ada.")
    assert Recommendation.objects.filter(follows=letter).exists()
    sari.open("/recommendations/")
    assert fits(sari)
    sari.picture("recommendations")

    # On a phone the sub-district sees its own records, KPU answers.
    budi.open(f"/recommendations/{letter.pk}/")
    assert fits(budi)
    budi.picture("recommendation-phone")
    small = visit(PHONE, as_=cast.kpu, dark=True)
    small.open(f"/recommendations/{letter.pk}/")
    assert fits(small)
    small.picture("recommendation-kpu-phone-dark")
