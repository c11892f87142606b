"""The day of the election post, and what stands in its log."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.posko.models import LogEntry, post_of

DAY = date(2024, 9, 26)
GPS = 0x8825  # the tag under which a camera writes where it was


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """26 September 2024: the campaign has begun."""
    settings.TODAY = DAY


@pytest.fixture
def write(oki: None) -> Callable[..., LogEntry]:
    """An entry of somebody: `write(cast.intel, title="Pleno", day=DAY)`."""

    def written(by: Account, **fields: object) -> LogEntry:
        values = {"title": "Rapat pleno", "region": by.region, "day": DAY, "status": "recorded"}
        number = LogEntry.objects.count()
        made: LogEntry = LogEntry.objects.create(by=by, post=post_of(by), key=f"t{number}", **{**values, **fields})
        return made

    return written


def photo(name: str = "pleno.jpg") -> SimpleUploadedFile:
    """A photo as a phone makes it: turned on its side, and telling where it was taken."""
    made = BytesIO()
    picture = Image.new("RGB", (2400, 1200), "#336699")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010F] = "Telepon Rahasia"
    exif.get_ifd(GPS)[1] = "S"
    picture.save(made, "JPEG", exif=exif)
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/jpeg")
