"""A secret threat is looked for by everybody through every list, count, search, link, map, export, report and trail."""

import io
import subprocess
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.records.models import Attachment, Notice, attach, link
from saksama.office.records.states import move
from saksama.office.threats.early_warning import add_usual_rules, warn_about
from saksama.office.threats.models import Threat
from saksama.office.threats.room import MOVES
from tests.office.conftest import Cast
from tests.office.threats.conftest import make_threat

WORD = "Kalimaya"  # stands in the secret threat and nowhere else
PART = "kalimay"  # what somebody types who looks for it: it comes back in the search box, the whole word must not
PLACES = ["", "?place=16.02.05", f"?q={PART}", "?classification=secret", "?status=watched", "?kind=threat", "?after=1"]


@pytest.fixture
def secret(cast: Cast, oki: None) -> Threat:
    """Written by the prosecutors, linked to an open one of Budi's kecamatan, with a file and a discussion."""
    made = make_threat(cast.intel, title=f"Rencana {WORD}", classification="secret", kind="threat", owner=cast.intel)
    move(made, MOVES[0], cast.intel, f"catatan {WORD}")
    attach(made, SimpleUploadedFile(f"{WORD}.pdf", b"%PDF-1.4 x"), cast.intel)
    link(made, make_threat(cast.budi, title="Terbuka di Kayu Agung"), cast.intel)
    return made


def _doors(secret: Threat, open_one: Threat) -> list[str]:
    lists = [f"/threats/{query}" for query in PLACES]
    exports = [f"/records/threats/export.{kind}{query}" for kind in ("csv", "xlsx") for query in PLACES]
    found = [f"/search/?q={word}" for word in (PART, "rencana")]
    pages = [f"/threats/{secret.pk}/", f"/threats/{secret.pk}/change/", f"/threats/{open_one.pk}/"]
    pages += [f"/attachments/{Attachment.objects.get().pk}/", f"/search/?q={PART}&link_from=threats:{open_one.pk}"]
    return [*lists, *exports, *found, *pages, "/", "/trail/", "/threats/report/?since=2024-01-01&until=2024-12-31"]


def _said(answer: object) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"%PDF-1.7"):
        return subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()  # noqa: S607
    if body.startswith(b"PK"):
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return bytes(body).decode()


@pytest.mark.parametrize("name", ["sari", "budi", "cici", "eko", "kpu", "dishub", "admin"])
def test_who_may_not_see_it_finds_it_nowhere(
    name: str, secret: Threat, cast: Cast, login: Callable[[Account], Client]
) -> None:
    browser = login(getattr(cast, name))
    open_one = Threat.objects.exclude(pk=secret.pk).get()
    for door in _doors(secret, open_one):
        answer = browser.get(door)
        said = _said(answer) if answer.status_code == 200 else ""
        assert WORD.lower() not in said.lower(), f"{name} finds it at {door}"
    assert browser.get(f"/threats/{secret.pk}/").status_code in (403, 404)
    assert browser.get(f"/attachments/{Attachment.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("name", ["sari", "budi"])
def test_neither_numbers_nor_maps_count_it(
    name: str, secret: Threat, cast: Cast, login: Callable[[Account], Client]
) -> None:
    answer = login(getattr(cast, name)).get("/threats/")
    counts = {count.region.code: count.number for count in answer.context["records"].where.counts}
    assert sum(counts.values()) == 1
    assert sum(cell.number for line in answer.context["matrix"] for cell in line) == 1
    assert sum(value for _week, values in answer.context["trend"].rows for value in values) == 1


@pytest.mark.parametrize("name", ["sari", "budi", "kpu", "admin"])
def test_nothing_can_be_done_to_it_by_its_number(
    name: str, secret: Threat, cast: Cast, login: Callable[[Account], Client]
) -> None:
    browser = login(getattr(cast, name))
    for action in ("comment", "files", "link", "move"):
        assert (
            browser.post(f"/records/threats/{secret.pk}/{action}/", {"text": "x", "move": "close"}).status_code == 404
        )
    assert Threat.objects.get(pk=secret.pk).status == "watched"


def test_the_prosecutors_and_the_head_see_it(secret: Threat, cast: Cast, login: Callable[[Account], Client]) -> None:
    for account in (cast.intel, cast.dewi):
        browser = login(account)
        assert WORD in browser.get("/threats/").text
        assert WORD in browser.get(f"/threats/{secret.pk}/").text
        assert WORD in _said(browser.get("/threats/report/?since=2024-01-01&until=2024-12-31"))


def test_its_author_sees_it_even_without_the_clearance(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    own = make_threat(cast.budi, title="Titipan Budi", classification="secret")
    assert "Titipan Budi" in login(cast.budi).get("/threats/").text
    assert login(cast.sari).get(f"/threats/{own.pk}/").status_code == 404


def test_a_warning_does_not_count_what_its_reader_may_not_see(cast: Cast, oki: None) -> None:
    add_usual_rules("16.02", cast.intel)
    for number in range(3):
        make_threat(cast.intel, title=f"Gangguan {number}", classification="secret" if number else "open")
    warn_about(Threat.objects.latest("pk"))
    told = set(Notice.objects.filter(text_id__contains="gangguan sejenis").values_list("account__username", flat=True))
    assert told == {"intel", "dewi"}


def test_a_report_bears_the_highest_class_in_it(secret: Threat, cast: Cast, login: Callable[[Account], Client]) -> None:
    address = "/threats/report/?since=2024-01-01&until=2024-12-31"
    assert "RAHASIA" in _said(login(cast.intel).get(address))
    assert "BIASA" in _said(login(cast.sari).get(address))
