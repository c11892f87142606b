"""In a real browser: the daily entry on a phone, a lost connection, the report, publication, calendar, a complaint."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from saksama.office.posko.models import Complaint, LogEntry, Planned
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.models import Entry
from saksama.rolls import Engine
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.search import build_index
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.posko.conftest import DAY, photo

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)
AN_ENTRY = 60  # seconds that an entry may take; what is scripted here has no fingers, see docs/users/prosecutor.md


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """26 September 2024."""
    settings.TODAY = DAY


@pytest.fixture
def dpt(cast: Cast, oki: None) -> Iterator[ListVersion]:
    """A list of three voters of Kota Raya and Lempuing, ready to be searched."""
    version = ListVersion.objects.create(
        kind="DPT", region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, read_at=f"{DAY} 08:00Z"
    )
    version.folder.mkdir(parents=True, exist_ok=True)
    people = [("SITI AMINAH", "16.02.05.1001"), ("SITI AMINI", "16.02.05.1001"), ("SITI AMINAH", "16.02.13.2005")]
    with Engine() as engine:
        engine.run(f"CREATE TABLE roll ({', '.join(f'{name} {kind}' for name, kind in ROLL_COLUMNS.items())})")
        for number, (name, village) in enumerate(people):
            row = [number, name, date(1984, 7, 17 + number), village, "001", "Kota Raya.csv", number + 2]
            engine.run(
                "INSERT INTO roll (record, name, birthdate, village, tps, source_file, source_row) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        engine.run(f"COPY roll TO '{version.roll}' (FORMAT parquet)")
    build_index(version.roll, version.search_index)
    yield version


def _fits(visitor: Visitor, size: dict[str, int]) -> None:
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert visitor.serious_barriers() == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_prosecutor_writes_an_entry_with_one_required_field(
    visit: Visit, cast: Cast, tmp_path: Path, size: dict[str, int]
) -> None:
    picture = tmp_path / "pleno.jpg"
    picture.write_bytes(photo().read())
    intan = visit(size, as_=cast.intel)
    intan.open("/posko/")
    _fits(intan, size)
    began = time.monotonic()
    intan.page.get_by_role("link", name="Catatan baru").click()
    expect(intan.page.get_by_role("heading", level=1)).to_have_text("Catatan baru")
    required = intan.page.locator("form.quick [required]")
    empty = [field for field in required.all() if not field.input_value()]
    assert len(empty) == 1  # all others have a sensible value
    intan.page.get_by_label("Kegiatan", exact=True).fill("Kampanye dialogis di Tugu Mulyo")
    intan.page.get_by_label("Yang hadir").fill("KPU, Bawaslu, Polres")
    intan.page.get_by_label("Foto").set_input_files(picture)
    intan.page.get_by_label("Apa yang terjadi").fill("Acara selesai pukul 12.00 WIB.")
    intan.picture(f"posko-write-{size['width']}")
    _fits(intan, size)
    intan.page.get_by_role("button", name="Simpan ke log").click()
    expect(intan.page.get_by_role("status")).to_contain_text("Tersimpan di log.")
    assert time.monotonic() - began < AN_ENTRY
    made = LogEntry.objects.get()
    assert (made.status, made.stage.key if made.stage else "") == ("recorded", "campaign")
    _fits(intan, size)
    intan.picture(f"posko-entry-{size['width']}")
    assert intan.page.evaluate("localStorage.length") == 0


def test_what_was_typed_survives_a_lost_connection_and_is_sent_by_itself(visit: Visit, cast: Cast) -> None:
    budi = visit(PHONE, as_=cast.budi)
    budi.open("/posko/new/")
    budi.page.route("**/posko/new/", lambda route: route.abort())
    budi.page.get_by_label("Kegiatan", exact=True).fill("Patroli di Sungai Ceper")
    budi.page.get_by_role("button", name="Simpan ke log").click()
    expect(budi.page.get_by_text("Tidak ada sinyal.")).to_be_visible()
    assert LogEntry.objects.count() == 0
    budi.complaints.clear()  # the browser says on its console that there was no connection, and that is so
    budi.page.unroute("**/posko/new/")
    expect(budi.page.get_by_role("heading", level=1)).to_have_text("Patroli di Sungai Ceper")
    assert LogEntry.objects.get().title == "Patroli di Sungai Ceper"
    budi.complaints.clear()


def test_several_entries_that_were_not_sent_wait_on_the_phone_until_they_are_or_its_user_logs_out(
    visit: Visit, cast: Cast
) -> None:
    budi = visit(PHONE, as_=cast.budi)
    for title in ("Rapat PPK", "Patroli alat peraga", "Apel siaga"):
        budi.open("/posko/new/")
        budi.page.get_by_label("Kegiatan", exact=True).fill(title)
    budi.open("/posko/new/")
    waiting = budi.page.locator("[data-waiting] li")
    expect(waiting).to_have_count(3)
    budi.picture("posko-unsent-phone")
    _fits(budi, PHONE)
    waiting.filter(has_text="Apel siaga").get_by_role("button", name="Buang").click()
    waiting.filter(has_text="Rapat PPK").get_by_role("button", name="Lanjutkan").click()
    expect(budi.page.get_by_label("Kegiatan", exact=True)).to_have_value("Rapat PPK")
    expect(waiting).to_have_count(1)
    budi.page.get_by_role("button", name="Simpan ke log").click()
    expect(budi.page.get_by_role("heading", level=1)).to_have_text("Rapat PPK")
    assert [each.title for each in LogEntry.objects.all()] == ["Rapat PPK"]
    assert budi.page.evaluate("localStorage.length") == 1

    said: list[str] = []
    budi.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.accept()))
    budi.page.get_by_text("Lainnya").click()
    budi.page.get_by_role("button", name="Keluar").last.click()
    budi.page.wait_for_url("**/login/**")
    assert "belum terkirim" in said[0]
    assert budi.page.evaluate("localStorage.length") == 0


def test_staff_imports_a_schedule_logs_it_and_publishes(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    schedule = tmp_path / "jadwal.csv"
    schedule.write_text(
        "Tanggal;Mulai;Kegiatan;Wilayah;Tempat\n26-09-2024;09.00;Sosialisasi DPTb;Lempuing;Kantor camat\n"
        "31-09-2024;09.00;Rapat;Lempuing;Kantor camat\n",
        encoding="utf-8",
    )
    sari = visit(as_=cast.sari)
    sari.open("/posko/schedule/")
    sari.page.get_by_role("link", name="Impor").click()
    sari.page.get_by_label("Jadwal").set_input_files(schedule)
    sari.page.get_by_role("button", name="Periksa berkas").click()
    expect(sari.page.locator("main")).to_contain_text("jadwal.csv:A3")
    assert sari.serious_barriers() == []
    sari.picture("posko-import")
    sari.page.get_by_role("button", name="Simpan tanpa baris yang tidak dapat dipakai").click()
    expect(sari.page.get_by_role("status")).to_contain_text("1 kegiatan disimpan.")
    assert Planned.objects.get().region == "16.02.13"
    sari.page.get_by_role("button", name=re.compile("^Catat")).click()
    expect(sari.page.get_by_label("Kegiatan", exact=True)).to_have_value("Sosialisasi DPTb")
    sari.page.get_by_role("button", name="Simpan ke log").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Tersimpan di log.")
    sari.page.get_by_role("link", name=re.compile("^Publikasikan")).click()
    sari.page.get_by_label("Teks untuk umum").fill("KPU menjelaskan cara pindah memilih di Lempuing.")
    assert sari.serious_barriers() == []
    sari.page.get_by_role("button", name="Publikasikan").click()
    expect(sari.page.get_by_role("status")).to_contain_text("Dipublikasikan.")
    assert LogEntry.objects.get().published_by == cast.sari
    assert sari.serious_barriers() == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_calendar_timeline_empty_days_and_report(visit: Visit, cast: Cast, size: dict[str, int]) -> None:
    for number in range(1, 27, 2):
        LogEntry.objects.create(
            title=f"Rapat {number}", by=cast.intel, post="prosecutors", region="16.02.05", key=str(number),
            day=date(2024, 9, number), status="recorded",
        )  # fmt: skip
    intan = visit(size, as_=cast.intel)
    for page in ("calendar/", "calendar/?view=week", "timeline/", "gaps/", "report/", "report/?period=week"):
        intan.open(f"/posko/{page}")
        _fits(intan, size)
        intan.picture(f"posko-{re.sub('[^a-z]', '', page)}-{size['width']}")
    intan.open("/posko/calendar/")
    expect(intan.page.get_by_role("heading", level=1)).to_have_text("September 2024")
    intan.page.keyboard.press("ArrowRight")
    expect(intan.page.get_by_role("heading", level=1)).to_have_text("Oktober 2024")
    intan.page.keyboard.press("t")
    expect(intan.page.get_by_role("heading", level=1)).to_have_text("September 2024")
    intan.open("/posko/report/")
    with intan.page.expect_download() as given:
        intan.page.get_by_role("link", name="PDF").click()
    assert given.value.suggested_filename == "laporan-posko-day-2024-09-26.pdf"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_complaint_finds_the_voter_while_the_name_is_typed(
    visit: Visit, cast: Cast, dpt: ListVersion, size: dict[str, int]
) -> None:
    budi = visit(size, as_=cast.budi)
    budi.open("/complaints/")
    budi.page.get_by_role("link", name="Terima pengaduan").click()
    budi.page.get_by_label("Terdaftar, tetapi tidak memenuhi syarat (TMS)").check()
    budi.page.get_by_label(re.compile("^Alasan")).select_option("dead")
    budi.page.get_by_label("Nama pemilih").press_sequentially("siti ami", delay=20)
    expect(budi.page.locator("#voters strong")).to_have_count(2)  # the one of Lempuing is not in reach
    budi.page.get_by_label("Tanggal lahir").fill("1984-07-17")
    expect(budi.page.locator("#voters strong").first).to_have_text("SITI AMINAH")
    expect(budi.page.locator("#voters")).to_contain_text("tanggal lahir sama")
    _fits(budi, size)
    budi.picture(f"complaint-take-{size['width']}")
    budi.page.locator("#voters input").first.check()
    budi.page.get_by_label("Nama pelapor").fill("Rohani Wati")
    budi.page.get_by_label("Telepon atau surel").fill("0812 3456 7890")
    budi.page.get_by_role("button", name="Terima pengaduan ini").click()
    expect(budi.page.get_by_role("status")).to_contain_text("Pengaduan diterima.")
    made, found = Complaint.objects.get(), Finding.objects.get()
    assert (made.finding, found.rule, found.record, found.tms_reason) == (found, "P03", 0, "dead")
    expect(budi.page.locator("main")).to_contain_text("R***** W***")
    expect(budi.page.locator("main")).not_to_contain_text("Rohani")
    _fits(budi, size)
    budi.picture(f"complaint-{size['width']}")
    budi.page.get_by_role("button", name="Tampilkan nama dan kontak").click()
    expect(budi.page.locator("main")).to_contain_text("Rohani Wati")
    budi.page.get_by_role("link", name="Tanda terima").click()
    expect(budi.page.locator(".receipt")).to_contain_text(made.number)
    _fits(budi, size)
    budi.picture(f"complaint-receipt-{size['width']}")
    trail = " ".join(Entry.objects.values_list("details_text", flat=True)).lower()
    assert "siti" not in trail
    assert "rohani" not in trail


def test_a_complaint_is_taken_without_script(visit: Visit, cast: Cast, dpt: ListVersion) -> None:
    sari = visit(as_=cast.sari, script=False)
    sari.open("/complaints/new/")
    sari.page.get_by_label("Belum terdaftar").first.check()
    sari.page.get_by_label("Nama pemilih").fill("Junaidi")
    sari.page.get_by_role("button", name="Cari di daftar").click()
    sari.page.locator("#voter-none").check()
    sari.page.get_by_label("Nama pelapor").fill("Junaidi")
    sari.page.get_by_role("button", name="Terima pengaduan ini").click()
    assert Finding.objects.get().rule == "P01"
