"""From a signed field report to the hand-over, in a real browser: staff opens and registers, the head decides."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from saksama.office.fieldwork.models import FieldReport
from saksama.office.violations.models import Status, ViolationFile
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import a_day_of_the_campaign, draft, signed

Visit = Callable[..., Visitor]
Write = Callable[..., FieldReport]
pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["a_day_of_the_campaign", "draft", "signed"]  # fixtures of the field reports


def test_staff_opens_a_finding_the_head_decides_and_staff_hands_it_over(
    visit: Visit, cast: Cast, signed: Write
) -> None:
    report = signed()
    sari = visit(as_=cast.sari)
    sari.open(f"/fieldwork/{report.pk}/")
    sari.page.get_by_role("button", name="Catat sebagai temuan").click()
    expect(sari.page.get_by_role("heading", name="Batas waktu hukum")).to_be_visible()
    sari.page.get_by_role("button", name="Registrasi").click()
    expect(sari.page.get_by_text("/TM/PB/Kab/06.12/").first).to_be_visible()
    sari.picture("violation-desktop")
    file = ViolationFile.objects.get()

    dewi = visit(as_=cast.dewi)
    dewi.open(f"/violations/{file.pk}/")
    dewi.page.get_by_role("link", name="Pleno: pelanggaran").click()
    dewi.page.get_by_label("Nomor berita acara pleno").fill("009/BA/IX/2024")
    dewi.page.get_by_role("button", name="Pleno: pelanggaran").click()
    expect(dewi.page.get_by_text("Diputus pleno: pelanggaran").first).to_be_visible()

    sari.open(f"/violations/{file.pk}/")
    sari.page.get_by_role("link", name="Teruskan").click()
    sari.page.get_by_label("Nomor surat").fill("122/PM.00.01/K.SS-09/09/2024")
    sari.page.get_by_role("button", name="Teruskan").click()
    expect(sari.page.get_by_text("Sentra Gakkumdu (penyidik)").first).to_be_visible()
    file.refresh_from_db()
    assert file.status == Status.HANDED_OVER


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_pages_have_no_serious_barrier_and_fit(
    visit: Visit, cast: Cast, signed: Write, size: dict[str, int]
) -> None:
    report = signed()
    sari = visit(size, as_=cast.sari)
    sari.open(f"/fieldwork/{report.pk}/")
    sari.page.get_by_role("button", name="Catat sebagai temuan").click()
    expect(sari.page.get_by_role("heading", name="Batas waktu hukum")).to_be_visible()
    name = "phone" if size is PHONE else "desktop"
    sari.picture(f"violation-{name}")
    for page in ("", "/violations/", "/violations/new/"):
        if page:
            sari.open(page)
            sari.picture(f"violations-{'new' if 'new' in page else 'list'}-{name}")
        assert sari.serious_barriers() == []
        assert sari.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
