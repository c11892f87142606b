"""A large file comes in pieces: resumed where it stopped, checked by its hash, whole or not there."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import ListVersion, Upload
from tests.office.conftest import Cast
from tests.office.rolls.conftest import IN_KOTA_RAYA, SITI, csv_file

Login = Callable[[Account], Client]
CONTENT = csv_file(SITI).read()
ABOUT = {"name": IN_KOTA_RAYA, "size": len(CONTENT), "modified": 7}


@pytest.fixture
def sari(cast: Cast, oki: None, login: Login) -> Client:
    return login(cast.sari)


def announce(browser: Client, **about: object) -> Any:
    return browser.post("/lists/uploads/", json.dumps({**ABOUT, **about}), content_type="application/json")


def send(browser: Client, pk: int, offset: object, piece: bytes, **headers: str) -> Any:
    return browser.post(
        f"/lists/uploads/{pk}/",
        piece,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), **headers},
    )


def hand_over(browser: Client, *uploads: int) -> Any:
    asked = {"kind": "DPS", "name": "pleno", "election": "pilkada-2024", "region": "16.02", "uploaded": uploads}
    return browser.post("/lists/upload/", asked)


def test_pieces_become_the_file_that_was_sent(sari: Client) -> None:
    state = announce(sari).json()
    assert (state["received"], state["whole"]) == (0, False)
    assert send(sari, state["id"], 0, CONTENT[:100]).json()["received"] == 100
    assert send(sari, state["id"], 100, CONTENT[100:]).json()["whole"]
    assert hand_over(sari, state["id"]).status_code == 302
    file = ListVersion.objects.get().files.get()
    assert file.path.read_bytes() == CONTENT
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert not Upload.objects.exists()


def test_after_a_lost_connection_it_goes_on_where_it_stopped(sari: Client) -> None:
    first = announce(sari).json()["id"]
    send(sari, first, 0, CONTENT[:100])
    assert announce(sari).json() == {"id": first, "received": 100, "size": len(CONTENT), "whole": False}
    assert sari.get(f"/lists/uploads/{first}/").json()["received"] == 100


def test_another_file_of_the_same_name_is_another_upload(sari: Client) -> None:
    assert announce(sari).json()["id"] != announce(sari, modified=8).json()["id"]


def test_a_piece_that_was_damaged_on_the_way_is_asked_for_again(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    right = hashlib.sha256(CONTENT).hexdigest()
    assert send(sari, pk, 0, b"x" * len(CONTENT), **{"Upload-Sha256": right}).status_code == 422
    assert send(sari, pk, 0, CONTENT, **{"Upload-Sha256": right}).json()["whole"]


@pytest.mark.parametrize("offset", [50, 101, "", "x", "-1", "²"])
def test_a_piece_that_does_not_fit_is_refused_with_how_far_it_is(sari: Client, offset: object) -> None:
    pk = announce(sari).json()["id"]
    send(sari, pk, 0, CONTENT[:100])
    answer = send(sari, pk, offset, b"1234")
    assert (answer.status_code, answer.json()["received"]) == (409, 100)


def test_the_same_piece_sent_twice_counts_once(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    assert [send(sari, pk, 0, CONTENT[:100]).status_code for _ in range(2)] == [200, 409]


def test_more_than_was_announced_is_refused(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    assert send(sari, pk, 0, CONTENT + b"more").status_code == 409


def test_killed_between_writing_and_counting_the_piece_is_written_over(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    send(sari, pk, 0, CONTENT[:100])
    part = Upload.objects.get(pk=pk).part
    part.write_bytes(part.read_bytes() + b"half a piece that was never counted")
    assert send(sari, pk, 100, CONTENT[100:]).json()["whole"]
    hand_over(sari, pk)
    assert ListVersion.objects.get().files.get().path.read_bytes() == CONTENT


def test_killed_between_the_last_piece_and_its_storing_it_is_finished_when_asked_for(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    found = Upload.objects.get(pk=pk)
    found.part.parent.mkdir(parents=True, exist_ok=True)
    found.part.write_bytes(CONTENT)
    Upload.objects.filter(pk=pk).update(received=len(CONTENT))
    assert announce(sari).json()["whole"]
    assert not found.part.exists()


@pytest.mark.parametrize(
    "about", [{"name": "dpt.pdf"}, {"size": 0}, {"size": "x"}, {"name": None, "size": None}, {"size": 10**12}]
)
def test_what_cannot_be_taken_is_said_before_anything_is_sent(sari: Client, about: dict[str, object]) -> None:
    answer = announce(sari, **about)
    assert answer.status_code == 400
    assert answer.json()["problem"]


def test_nobody_sees_or_uses_the_upload_of_another(sari: Client, cast: Cast, login: Login) -> None:
    pk = announce(sari).json()["id"]
    send(sari, pk, 0, CONTENT)
    dewi = login(cast.dewi)
    assert dewi.get(f"/lists/uploads/{pk}/").status_code == 404
    assert send(dewi, pk, 0, CONTENT).status_code == 404
    assert announce(dewi).json()["id"] != pk
    assert list(hand_over(dewi, pk).context["form"].errors) == ["uploaded"]


def test_one_that_is_not_whole_cannot_be_handed_over(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    send(sari, pk, 0, CONTENT[:100])
    assert list(hand_over(sari, pk).context["form"].errors) == ["uploaded"]
    assert not ListVersion.objects.exists()


def test_all_files_together_keep_the_limit(sari: Client, settings: Settings) -> None:
    pks = [announce(sari, name=f"{number} {IN_KOTA_RAYA}").json()["id"] for number in (1, 2)]
    for pk in pks:
        send(sari, pk, 0, CONTENT)
    settings.LIST_UPLOAD_LIMIT = len(CONTENT) + 1
    assert list(hand_over(sari, *pks).context["form"].errors) == ["given"]


def test_what_was_forgotten_for_a_week_is_swept_out(sari: Client) -> None:
    pk = announce(sari).json()["id"]
    send(sari, pk, 0, CONTENT[:100])
    old = Upload.objects.get(pk=pk)
    Upload.objects.filter(pk=pk).update(created=timezone.now() - timedelta(days=8))
    announce(sari, name="other.csv")
    assert not Upload.objects.filter(pk=pk).exists()
    assert not old.part.exists()
