"""In a real browser: the residue of a list, somebody checked at the door, coklit entered, a sample done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from saksama.demo import Regency, make_regency
from saksama.office.coklit.counting import keep, read_file
from saksama.office.coklit.models import CoklitCount
from saksama.office.jobs.worker import run_next
from saksama.office.residue.models import PersonCheck, Residue
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.samples.models import Sample, SampleEntry
from saksama.rolls import ListKind, read
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.residue.conftest import register

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="session")
def regency(tmp_path_factory: pytest.TempPathFactory) -> Regency:
    """A made-up regency of 2,000 voters, as the office gets its lists."""
    return make_regency(tmp_path_factory.mktemp("demo") / "oki", voters=2_000, seed=7, file_format="csv")


@pytest.fixture
def lists(visit: Visit, cast: Cast, regency: Regency) -> dict[str, ListVersion]:
    """DPT, DPK and the register of deaths, read."""
    files: dict[str, Path] = {
        "DPT": regency.lists["dpt"],
        "DPK": regency.registers["dpk_terakhir"],
        "DEATHS": regency.registers["kematian"],
    }
    made = {}
    for kind, file in files.items():
        version = register(kind, cast.sari)
        result = read([file], kind=ListKind(kind), output=version.roll, workers=1)
        ListVersion.objects.filter(pk=version.pk).update(rows_read=result.rows_kept, rows_kept=result.rows_kept)
        made[kind] = version
    return made


def test_staff_computes_the_residue_and_a_village_supervisor_checks_one_at_the_door(
    visit: Visit, cast: Cast, regency: Regency, lists: dict[str, ListVersion]
) -> None:
    file = regency.registers["coklit"]
    reading = read_file(
        ContentFile(file.read_bytes()).read(), file.name, cast.sari, "pilkada-2024", cast.sari.created.date()
    )
    keep(reading.counts, cast.sari, sha256=reading.sha256)
    sari = visit(as_=cast.sari)
    sari.open("/residue/")
    sari.page.get_by_role("link", name="Pencarian baru").click()
    sari.page.get_by_label("pernyataan KPU").fill("Semua sudah dimasukkan; mungkin tersisa beberapa.")
    assert sari.serious_barriers() == []
    sari.picture("residue-new")
    sari.page.get_by_role("button", name="Cari").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("DPT uji")
    assert run_next()  # the page follows the job by itself
    expect(sari.page.get_by_role("heading", name="Hasil ukur")).to_be_visible()
    expect(sari.page.get_by_text("Semua sudah dimasukkan; mungkin tersisa beberapa.")).to_be_visible()
    assert sari.serious_barriers() == []
    sari.picture("residue")
    residue = Residue.objects.get()
    person = residue.people.filter(presence="not_in_list").first()
    assert person is not None

    type(cast.eko).objects.filter(pk=cast.eko.pk).update(region=person.region)
    eko = visit(PHONE, as_=cast.eko)
    eko.open(f"/residue/{residue.pk}/")
    eko.picture("residue-phone")
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    eko.follow(eko.page.get_by_role("link", name="Lihat orangnya"))
    assert eko.serious_barriers() == []
    eko.picture("residue-people-phone")
    eko.open(f"/residue/{residue.pk}/people/{person.pk}/")
    assert eko.serious_barriers() == []
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    eko.picture("residue-person-phone")
    eko.page.get_by_label("Catatan").fill("Ditemui di rumah, KTP-el diperlihatkan.")
    eko.page.get_by_role("button", name="Memenuhi syarat, belum terdaftar").click()
    expect(eko.page.get_by_role("status")).to_contain_text("Pemeriksaan disimpan.")
    expect(eko.page.locator(".timeline")).to_contain_text("Eko Prasetyo")
    assert PersonCheck.objects.get().person == person
    assert Finding.objects.get().status == "confirmed"


def test_staff_enters_somebody_reported_as_missing(visit: Visit, cast: Cast) -> None:
    sari = visit(as_=cast.sari)
    sari.open("/residue/reports/new/")
    sari.page.get_by_label("Nama", exact=True).fill("Rina Wulandari")
    sari.page.get_by_label("Tanggal lahir", exact=True).fill("1984-07-17")
    sari.page.get_by_label("desa atau kelurahan").select_option("16.02.05.1001")
    assert sari.serious_barriers() == []
    sari.picture("residue-report")
    sari.page.get_by_role("button", name="Simpan laporan").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Laporan disimpan.")
    expect(sari.page.get_by_text("R*** W***")).to_be_visible()


def test_a_village_supervisor_enters_coklit_on_the_phone_and_is_asked_about_what_is_odd(
    visit: Visit, cast: Cast
) -> None:
    eko = visit(PHONE, as_=cast.eko)
    eko.open("/coklit/")
    eko.picture("coklit-village-phone")
    eko.follow(eko.page.get_by_role("link", name="TPS 001"))
    assert eko.serious_barriers() == []
    for label, number in {
        "KK yang harus dicoklit": "150",
        "Dicoklit dan berstiker": "140",
        "dicoklit, tetapi tanpa stiker": "6",
        "KK tidak didatangi": "40",
    }.items():
        eko.page.get_by_label(label).fill(number)
    eko.page.get_by_role("button", name="Simpan hitungan").click()
    expect(eko.page.get_by_role("alert")).to_contain_text("186")
    assert eko.serious_barriers() == []
    eko.picture("coklit-enter-phone")
    eko.page.get_by_label("KK tidak didatangi").fill("4")
    eko.page.get_by_role("button", name="Simpan hitungan").click()
    expect(eko.page.get_by_role("status")).to_contain_text("Hitungan TPS 001 disimpan.")
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert CoklitCount.objects.get().visited == 146
    sari = visit(as_=cast.sari)
    sari.open("/coklit/")
    assert sari.serious_barriers() == []
    sari.picture("coklit")


def test_a_sample_is_drawn_entered_on_the_phone_and_read(
    visit: Visit, cast: Cast, lists: dict[str, ListVersion]
) -> None:
    sari = visit(as_=cast.sari)
    sari.open("/samples/new/")
    sari.page.get_by_label("arah").select_option("list_to_people")
    sari.page.get_by_label("ketelitian").fill("8")
    sari.page.get_by_label("bagian yang diperkirakan").fill("10")
    sari.page.get_by_label("orang di tiap TPS").fill("5")
    sari.page.get_by_label("benih").fill("260924")  # chance would make another test each time
    sari.page.get_by_role("button", name="Hitung ukurannya").click()
    expect(sari.page.get_by_role("status")).to_contain_text("orang di")
    assert sari.serious_barriers() == []
    sari.picture("sample-new")
    sari.page.get_by_role("button", name="Tarik sampel ini").click()
    expect(sari.page.get_by_role("heading", level=1)).to_contain_text("Uji petik")
    assert run_next()
    expect(sari.page.get_by_role("heading", name="Hasil uji petik ini")).to_be_visible()
    sample = Sample.objects.get()
    first = sample.stations.first()
    assert first is not None
    for station in sample.stations.exclude(pk=first.pk):
        station.entries.exclude(number=2).update(outcome="found")
        station.entries.filter(number=2).update(outcome="dead")

    type(cast.eko).objects.filter(pk=cast.eko.pk).update(region=first.region)
    eko = visit(PHONE, as_=cast.eko)
    eko.open(f"/samples/{sample.pk}/")
    assert eko.serious_barriers() == []
    eko.follow(eko.page.get_by_role("link", name=f"TPS {first.tps}").first)
    eko.page.locator("#outcome-1").select_option("moved")
    eko.page.locator("#outcome-2").select_option("found")
    assert eko.serious_barriers() == []
    eko.picture("sample-station-phone")
    eko.page.get_by_role("button", name="Simpan hasil").click()
    expect(eko.page.get_by_role("status")).to_contain_text("2 hasil disimpan.")
    assert eko.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert SampleEntry.objects.filter(outcome="moved").count() == 1

    sari.open(f"/samples/{sample.pk}/")
    expect(sari.page.get_by_text("Dari 100 orang di daftar")).to_be_visible()
    assert sari.serious_barriers() == []
    sari.picture("sample")
