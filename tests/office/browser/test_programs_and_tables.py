"""In a real browser: a token is made and used; staff import a table, on the phone and at the desk."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import expect

from saksama.office.exchange.models import Table
from saksama.office.threats.models import Threat
from tests.office.browser.conftest import DESKTOP, PHONE, Visitor
from tests.office.conftest import PASSWORD, Cast
from tests.office.exchange.conftest import csv_of
from tests.office.threats.conftest import day  # noqa: F401 - a day of the campaign

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.django_db(transaction=True)
GOOD = ("A1", "Massa di depan PPK", "Gangguan", "Politik", "Kayu Agung", "26/09/2024", "Sekitar 40 orang.")
WRONG = ("A2", "Baliho dirusak", "Gempa", "Politik", "16.71", "31/02/2024", "Dua baliho.")


def test_a_token_is_made_and_used(visit: Visit, cast: Cast) -> None:
    sari = visit(as_=cast.sari)
    sari.open("/profile/")
    page = sari.page
    sari.follow(page.get_by_role("link", name="Token untuk program (API)"))
    assert sari.serious_barriers() == []
    page.get_by_label("Untuk apa").fill("Dasbor")
    page.locator("[id='may_stages.read']").check()
    page.get_by_label("Sandi Anda").fill(PASSWORD)
    sari.picture("token")
    page.get_by_role("button", name="Buat token").click()
    text = page.locator("#token").input_value()
    answer = Client(headers={"authorization": f"Bearer {text}"})
    assert answer.get("/api/v1/stages/").json()["election"] == "pilkada-2024"
    assert answer.get("/api/v1/threats/").status_code == 403
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.get_by_role("button", name="Cabut").click()
    expect(page.locator("main")).to_contain_text("Dicabut")
    assert answer.get("/api/v1/stages/").status_code == 401


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_a_table_is_looked_through_and_imported(size: dict[str, int], visit: Visit, cast: Cast) -> None:
    sari = visit(size, as_=cast.sari)
    sari.open("/threats/")
    page = sari.page
    sari.follow(page.get_by_role("link", name="Impor"))
    assert sari.serious_barriers() == []

    def hand_over(*rows: tuple[str, ...]) -> None:
        file = {"name": "ancaman.csv", "mimeType": "text/csv", "buffer": csv_of(*rows)}
        page.get_by_label("Berkas").set_input_files(files=[file])  # type: ignore[list-item]
        page.get_by_role("button", name="Lihat apa yang akan dilakukan").click()

    hand_over(GOOD, WRONG)
    expect(page.locator("main")).to_contain_text("C3")
    expect(page.get_by_role("button", name="Lakukan")).to_have_count(0)
    assert sari.serious_barriers() == []
    sari.picture(f"import-wrong-{size['width']}")
    sari.follow(page.get_by_role("link", name="Impor"))
    hand_over(GOOD)
    expect(page.locator("main")).to_contain_text("Massa di depan PPK")
    sari.picture(f"import-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.get_by_role("button", name="Lakukan").click()
    expect(page.locator("main")).to_contain_text("Semuanya sudah ditulis")
    assert Threat.objects.get().title == "Massa di depan PPK"
    assert Table.objects.count() == 2
