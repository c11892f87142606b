"""Notices: told once, counted in the navigation, opened, never another's."""

from collections.abc import Callable

from django.test import Client

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.records.models import Notice, notify
from tests.office.conftest import Cast

TOLD = Text("Surat 7 terlambat.", "Letter 7 is late.")


def test_with_a_key_somebody_is_told_once(cast: Cast) -> None:
    for _again in range(2):
        notify([cast.sari, cast.budi, cast.sari], TOLD, "/lists/", "letter 7 late")
    assert sorted(Notice.objects.values_list("account__username", flat=True)) == ["budi", "sari"]


def test_it_is_counted_until_it_is_opened(cast: Cast, login: Callable[[Account], Client]) -> None:
    notify([cast.sari], TOLD, "/lists/")
    browser = login(cast.sari)
    assert '<span class="count">1</span>' in browser.get("/").text
    assert "Surat 7 terlambat." in browser.get("/notices/").text
    answer = browser.post(f"/notices/{Notice.objects.get().pk}/")
    assert answer["Location"] == "/lists/"
    assert 'class="count"' not in browser.get("/").text


def test_another_persons_notice_is_not_there(cast: Cast, login: Callable[[Account], Client]) -> None:
    notify([cast.sari], TOLD, "/lists/")
    browser = login(cast.budi)
    assert "Surat 7" not in browser.get("/notices/").text
    assert browser.post(f"/notices/{Notice.objects.get().pk}/").status_code == 404
    browser.post("/notices/read/")
    assert Notice.objects.get().read is None
