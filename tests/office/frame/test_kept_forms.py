"""A form that waits in the browser is told in words what the office answered, whichever room it is of."""

from collections.abc import Callable

from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.fieldwork.models import FieldReport
from saksama.office.posko.models import LogEntry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import draft, signed

Login = Callable[[Account], Client]
__all__ = ["draft", "signed"]  # fixtures of the field reports
KEPT = {"X-Keep": "1"}
ENTRY = {
    "title": "Pleno",
    "organiser": "kpu",
    "region": "16.02",
    "day": "2024-09-26",
    "situation": "calm",
    "classification": "open",
}


def test_what_was_taken_says_where_to_go_on(cast: Cast, oki: None, login: Login) -> None:
    sari = login(cast.sari)
    told = sari.post("/posko/new/", {**ENTRY, "key": "a"}, headers=KEPT).json()
    assert told == {"next": LogEntry.objects.get().get_absolute_url()}
    assert "Tersimpan di log." in sari.get(told["next"]).text


def test_what_was_refused_says_so(cast: Cast, oki: None, login: Login) -> None:
    assert login(cast.sari).post("/posko/new/", {"key": "a"}, headers=KEPT).status_code == 422
    assert login(cast.sari).post("/posko/new/", {"key": "a"}).status_code == 200


def test_who_is_no_longer_logged_in_has_not_sent_it(cast: Cast, oki: None) -> None:
    assert Client().post("/posko/new/", {**ENTRY, "key": "a"}, headers=KEPT).status_code == 401
    assert not LogEntry.objects.exists()


def test_what_was_signed_meanwhile_is_not_taken_and_not_called_taken(
    signed: Callable[..., FieldReport], cast: Cast, login: Login
) -> None:
    report = signed()
    author = login(report.by)
    address = f"{report.get_absolute_url()}write/"
    assert author.post(address, {"subject": "Rapat umum"}, headers=KEPT).status_code == 409
    assert author.post(address, {"subject": "Rapat umum"}).status_code == 302
