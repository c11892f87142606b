"""The public page of Kabupaten OKI, open, on 26 September 2024; and what citizens send."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings

from saksama.office.publicsite import guard
from saksama.office.publicsite.models import CitizenReport, NewsItem, Site
from saksama.office.publicsite.models.site import citizens_account
from tests.office.conftest import Cast

DAY = date(2024, 9, 26)
GPS = 0x8825  # the tag under which a camera writes where it was


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """26 September 2024; pages of another test are forgotten."""
    settings.TODAY = DAY
    cache.clear()


@pytest.fixture(autouse=True)
def nobody_is_too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fills in a form at once. That this is refused has its own test."""
    monkeypatch.setattr(guard, "LEAST_SECONDS", 0)


@pytest.fixture
def site(cast: Cast, oki: None) -> Site:
    """The head has opened it."""
    citizens_account("16.02")
    made: Site = Site.objects.create(
        region="16.02", title="Bawaslu Kabupaten Ogan Komering Ilir", area="Kabupaten Ogan Komering Ilir", is_open=True
    )
    return made


def guarded(purpose: str, **fields: object) -> dict[str, object]:
    """What a person sends who has read the form and done the sum."""
    token = guard.new_token(purpose)
    return {"token": token.signed, "answer": str(token.first + token.second), "website": "", **fields}


def told(**fields: object) -> dict[str, object]:
    """A report as a citizen fills it in."""
    first = {"kind": "money", "text": "Amplop dibagikan di rumah ketua RT pada malam hari.", "region": "16.02.05.1001"}
    return guarded("report", **{**first, **fields})


@pytest.fixture
def report(site: Site) -> Callable[..., tuple[CitizenReport, str]]:
    """Sends a report as a citizen and gives it with its secret code."""

    def sent(**fields: object) -> tuple[CitizenReport, str]:
        answer: Any = Client().post("/public/report/", told(**fields))
        page = answer.text
        code = page.partition('id="code">')[2].partition("<")[0]
        assert code, page
        return CitizenReport.objects.latest("pk"), code

    return sent


@pytest.fixture
def news(site: Site, cast: Cast) -> NewsItem:
    """A published item."""
    made: NewsItem = NewsItem.objects.create(
        by=cast.sari, region="16.02", day=DAY, title="DPT ditetapkan", text="KPU menetapkan DPT.\n\nBawaslu hadir.",
        status="published", published_at=timezone.now() - timedelta(hours=1), published_by=cast.dewi,
    )  # fmt: skip
    return made


def photo() -> bytes:
    """A photo as a phone makes it: turned on its side, and telling where it was taken and by what."""
    made = BytesIO()
    picture = Image.new("RGB", (1600, 1200), "#336699")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010F] = "Telepon Rahasia"
    exif.get_ifd(GPS)[1] = "S"
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()
