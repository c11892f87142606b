"""In a real browser: the prosecutors write a threat down, plan a measure, judge anew; a kecamatan writes by phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from saksama.office.threats.models import Threat
from tests.office.browser.conftest import PHONE, Visitor
from tests.office.conftest import Cast
from tests.office.threats.conftest import DAY, make_threat

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """A day of the campaign."""
    settings.TODAY = DAY


def test_a_threat_is_written_down_watched_and_lowered(visit: Visit, cast: Cast) -> None:
    intel = visit(as_=cast.intel)
    intel.open("/threats/new/")
    page = intel.page
    assert intel.serious_barriers() == []
    page.get_by_label("Judul", exact=False).first.fill("Pengerahan massa ke kantor KPU")
    page.locator("#id_kind").select_option("threat")
    page.locator("#id_field").select_option("security")
    page.locator("#id_region").select_option("16.02.05")
    page.locator("#id_description").fill("Rencana dua ratus orang.")
    page.locator("#id_likelihood").select_option("4")
    page.locator("#id_impact").select_option("5")
    page.locator("#id_owner").select_option(label="Intan Kejari")
    page.locator("#id_classification").select_option("restricted")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengerahan massa ke kantor KPU")
    assert intel.serious_barriers() == []
    page.get_by_role("button", name="Pantau").click()
    expect(page.get_by_role("status")).to_contain_text("Selesai.")
    page.get_by_text("Rencanakan upaya").click()
    page.locator("#id_text").first.fill("Koordinasi dengan Polres")
    page.locator("#id_who").fill("Polres")
    page.locator("#id_due").fill("2024-09-30")
    page.get_by_role("button", name="Rencanakan", exact=True).click()
    expect(page.locator("#measures")).to_contain_text("Koordinasi dengan Polres")
    page.get_by_text("Nilai ulang setelah upaya").click()
    page.locator("#id_likelihood_after").select_option("1")
    page.locator("#id_impact_after").select_option("5")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("1 × 5 =")
    intel.picture("threat")
    found = Threat.objects.get()
    assert (found.status, found.risk, found.risk_after) == ("watched", 20, 5)


def test_a_kecamatan_writes_one_down_on_the_phone(visit: Visit, cast: Cast) -> None:
    make_threat(cast.sari, day="2024-09-20")
    budi = visit(PHONE, as_=cast.budi)
    budi.open("/threats/")
    assert budi.serious_barriers() == []
    assert budi.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    budi.picture("threats-phone")
    budi.page.get_by_role("link", name="Catat baru").click()
    budi.page.locator("#id_title").fill("Perahu rusak")
    budi.page.locator("#id_kind").select_option("obstacle")
    budi.page.locator("#id_field").select_option("nature")
    budi.page.locator("#id_description").fill("Satu-satunya perahu ke TPS.")
    budi.page.get_by_role("button", name="Simpan").click()
    expect(budi.page.get_by_role("heading", level=1)).to_have_text("Perahu rusak")
    assert budi.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    budi.picture("threat-phone")


def test_the_register_shows_matrix_map_and_list(visit: Visit, cast: Cast) -> None:
    for number in range(12):
        region = ("16.02.05", "16.02.13", "16.02.18")[number % 3]
        make_threat(cast.sari, title=f"Butir {number}", region=region, likelihood=1 + number % 5, impact=5 - number % 4)
    intel = visit(as_=cast.intel)
    intel.open("/threats/")
    expect(intel.page.locator("figure.map svg path")).to_have_count(18)
    assert intel.serious_barriers() == []
    intel.picture("threats")
