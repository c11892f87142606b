"""A neutrality case in a real browser: reported on the phone, assessed, approved, answered by the link, closed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from saksama.office.neutrality.models import NeutralityCase
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo
from tests.office.neutrality.conftest import DAY

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """The second day of the campaign."""
    settings.TODAY = DAY


def test_from_the_phone_of_a_village_supervisor_to_the_sanction(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    proof = tmp_path / "layar.jpg"
    proof.write_bytes(photo().read())
    eko = visit(PHONE, as_=cast.eko)
    eko.open("/neutrality/new/")
    eko.page.get_by_label("Bentuk perbuatan").select_option("declaration")
    eko.page.get_by_label("Apa yang terjadi").fill("Terlapor naik ke panggung deklarasi.")
    eko.page.get_by_label("Status terlapor").select_option(label="PNS")
    eko.page.get_by_label("Jabatan").fill("Kepala Seksi Angkutan")
    eko.page.get_by_label("Sekolah, desa, satuan kerja").fill("Dinas Perhubungan")
    eko.page.get_by_label("Nama terlapor").fill("Rahmat Saleh")
    eko.page.get_by_label("Tangkapan layar atau foto").set_input_files(proof)
    assert eko.serious_barriers() == []
    eko.picture("neutrality-report-phone")
    eko.page.get_by_role("button", name="Kirim laporan").click()
    expect(eko.page.get_by_role("status")).to_contain_text("NTR/16.02/001/2024")
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert eko.serious_barriers() == []
    eko.picture("neutrality-case-phone")
    case = NeutralityCase.objects.get()
    page = f"/neutrality/{case.pk}/"

    sari = visit(as_=cast.sari)
    sari.open(page)
    expect(sari.page.get_by_text("R*** S***")).to_be_visible()
    sari.page.get_by_role("button", name="Verifikasi").click()
    sari.page.get_by_role("link", name="Kajian").click()
    sari.page.get_by_label("Fakta yang ditemukan").fill("Terlapor hadir.\nTerlapor mengangkat tangan.")
    sari.page.get_by_label("Analisis").fill("Dukungan aktif di depan umum.")
    sari.page.get_by_label("Golongan pelanggaran").select_option(label="Disiplin sedang")
    sari.page.get_by_label("Alasan penggolongan").fill("Tidak mengerahkan bawahan.")
    sari.page.get_by_label("SKB 2022 Lampiran II, disiplin angka 4; PP 94/2021").check()
    assert sari.serious_barriers() == []
    sari.page.get_by_role("button", name="Simpan kajian").click()
    sari.page.get_by_role("button", name="Ajukan ke ketua").click()
    sari.page.get_by_role("link", name="Teruskan").click()
    sari.page.get_by_role("link", name="Pejabat Pembina Kepegawaian (bupati)").click()
    sari.page.get_by_label("Nomor surat").fill("122/PM.00.01/K.SS-09/09/2024")
    assert sari.serious_barriers() == []
    sari.page.get_by_role("button", name="Minta persetujuan ketua").click()
    expect(sari.page.get_by_role("heading", name="Menunggu orang kedua")).to_be_visible()

    dewi = visit(as_=cast.dewi)
    dewi.open(page)
    dewi.page.get_by_role("button", name="Setujui").click()
    expect(dewi.page.locator("#letters")).to_contain_text("menunggu jawaban")
    dewi.picture("neutrality-case")
    letter = case.handovers.get()
    assert dewi.page.request.get(f"{dewi.server}/neutrality/letters/{letter.pk}.pdf").body()[:5] == b"%PDF-"

    body = visit(PHONE)
    body.open(f"/neutrality/answers/{letter.link_code()}/")
    body.page.get_by_label("Terbukti: sanksi dijatuhkan").check()
    body.page.get_by_label("Sanksi", exact=True).select_option("cut_6")
    body.page.get_by_label("Nomor keputusan").fill("800/12/2024")
    body.page.get_by_label("Tanggal keputusan").fill("2024-09-26")
    decision = {"name": "SK 800.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    body.page.get_by_label("Surat keputusan").set_input_files(decision)
    body.page.get_by_label("Yang menjawab").fill("Kepala BKPSDM")
    assert body.serious_barriers() == []
    assert body.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    body.page.get_by_role("button", name="Kirim jawaban").click()
    expect(body.page.get_by_role("heading", name="Terima kasih")).to_be_visible()

    sari.open(page)
    expect(sari.page.locator("#letters").get_by_role("link", name="SK 800.pdf")).to_be_visible()
    sari.page.get_by_role("button", name="Tutup kasus").click()
    expect(sari.page.locator(".page-head")).to_contain_text("Ditutup")
    assert sari.serious_barriers() == []
    for name in ("", "statistics/", "awareness/"):
        sari.open(f"/neutrality/{name}")
        assert sari.serious_barriers() == []
        sari.picture(f"neutrality-{name.strip('/') or 'list'}")
