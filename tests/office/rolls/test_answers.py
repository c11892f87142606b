"""A heading that cannot be placed is answered in the browser; broken files can be left out; then it is read again."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.jobs.models import Job
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import ListVersion, Status
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.rolls.conftest import HEADINGS, IN_KOTA_RAYA, SITI, csv_file

HandOver = Callable[..., ListVersion]
Login = Callable[[Account], Client]


@pytest.fixture
def asked(hand_over: HandOver) -> ListVersion:
    """A list with two headings that nobody has seen before."""
    content = f"{HEADINGS.replace('DISABILITAS', 'ZODIAK').replace('ALAMAT', 'PANGGONAN')}\r\n{SITI}"
    version = hand_over(SimpleUploadedFile(IN_KOTA_RAYA, content.encode()))
    assert run_next()
    version.refresh_from_db()
    return version


def test_all_unknown_headings_are_asked_about_at_once(asked: ListVersion, cast: Cast, login: Login) -> None:
    assert asked.question["headings"] == ["PANGGONAN", "ZODIAK"]
    page = login(cast.sari).get(f"/lists/{asked.pk}/")
    assert "PANGGONAN" in page.text
    assert "--map" not in page.text
    assert IN_KOTA_RAYA in asked.question["place"]


def test_answered_it_is_read_and_audited(asked: ListVersion, cast: Cast, login: Login) -> None:
    answer = login(cast.sari).post(f"/lists/{asked.pk}/answer/", {"asked_0": "address", "asked_1": "-"})
    assert answer["Location"] == f"/lists/{asked.pk}/"
    assert run_next()
    asked.refresh_from_db()
    assert (asked.status, asked.rows_kept, asked.question) == (Status.AUDITED, 1, {})
    assert asked.mapping == {"PANGGONAN": "address", "ZODIAK": "-"}
    assert Entry.objects.filter(action="rolls.list_begun_anew").count() == 1


@pytest.mark.parametrize("sent", [{}, {"asked_0": "address"}, {"asked_0": "address", "asked_1": "shoe size"}])
def test_an_answer_that_says_not_all_is_refused(
    asked: ListVersion, cast: Cast, login: Login, sent: dict[str, str]
) -> None:
    login(cast.sari).post(f"/lists/{asked.pk}/answer/", sent)
    assert not run_next()


def test_two_who_answer_at_once_start_one_job(asked: ListVersion, cast: Cast, login: Login) -> None:
    browser = login(cast.sari)
    for _ in range(2):
        browser.post(f"/lists/{asked.pk}/answer/", {"asked_0": "address", "asked_1": "-"})
    assert Job.objects.count() == 2  # the first reading and the second


def test_a_list_that_did_not_fail_takes_no_answer(audited: ListVersion, cast: Cast, login: Login) -> None:
    login(cast.sari).post(f"/lists/{audited.pk}/answer/", {})
    assert not run_next()


@pytest.mark.parametrize(("who", "status"), [("budi", 403), ("kpu", 403), ("dewi", 302)])
def test_only_those_who_hand_lists_over_answer(
    asked: ListVersion, cast: Cast, login: Login, who: str, status: int
) -> None:
    sent = {"asked_0": "address", "asked_1": "-"}
    assert login(getattr(cast, who)).post(f"/lists/{asked.pk}/answer/", sent).status_code == status


def test_a_broken_file_is_left_out_on_request_and_named_among_the_rejects(
    hand_over: HandOver, cast: Cast, login: Login
) -> None:
    version = hand_over(csv_file(SITI), SimpleUploadedFile("rusak.xlsx", b"no workbook"))
    run_next()
    assert "rusak.xlsx" in login(cast.sari).get(f"/lists/{version.pk}/").text
    login(cast.sari).post(f"/lists/{version.pk}/answer/", {"skips_bad_files": "on"})
    run_next()
    version.refresh_from_db()
    assert (version.status, version.rows_kept) == (Status.AUDITED, 1)
    page = login(cast.sari).get(f"/lists/{version.pk}/")
    assert "rusak.xlsx tidak dapat dibaca dan dilewati" in page.text
    assert (version.files_read, version.has_rejects) == (1, True)
    assert f"/lists/{version.pk}/rejects.xlsx" in page.text
    table = openpyxl.load_workbook(io.BytesIO(login(cast.sari).get(f"/lists/{version.pk}/rejects.xlsx").content))
    ((file, row, reason, *_rest),) = table.active.iter_rows(min_row=2, values_only=True)  # type: ignore[union-attr]
    assert (file, row or "", reason) == ("rusak.xlsx", "", "berkas tidak dapat dibaca, dilewati")


def test_an_empty_file_among_others_is_named(cast: Cast, oki: None, login: Login) -> None:
    given = [csv_file(SITI), SimpleUploadedFile("TPS 002.xlsx", b"")]
    fields = {"kind": "DPS", "name": "pleno", "election": "pilkada-2024", "region": "16.02", "given": given}
    assert "TPS 002.xlsx kosong." in login(cast.sari).post("/lists/upload/", fields).text
