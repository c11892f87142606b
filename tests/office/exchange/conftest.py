"""Tables to hand over."""

import csv
import io
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.exchange.models import Table
from tests.office.threats.conftest import day  # noqa: F401 - a day of the campaign

HEADINGS = ("Kunci", "Judul", "Jenis", "Bidang", "Wilayah", "Tanggal", "Yang diketahui")
Hand = Callable[..., Table]


def csv_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    """A csv as Excel writes it."""
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@pytest.fixture(autouse=True)
def no_file_of_another_test(data_folder: Path) -> None:
    """What a test leaves behind is none of the next one's."""
    shutil.rmtree(data_folder / "imports", ignore_errors=True)


@pytest.fixture
def hand_over(oki: None, login: Callable[[Account], Client]) -> Hand:
    """Hands a file over as somebody, and gives the table it became."""

    def handed(by: Account, key: str, content: bytes, name: str = "tabel.csv", **more: Any) -> Table:
        answer = login(by).post(f"/import/{key}/", {"file": SimpleUploadedFile(name, content), **more})
        assert answer.status_code == 302, answer.context["form"].errors
        return Table.objects.latest("pk")

    return handed
