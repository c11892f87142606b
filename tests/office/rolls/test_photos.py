"""The photo of a review: only the picture is kept, and only who sees the finding sees it."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import Finding, ListVersion, Review
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
GPS, ORIENTATION, MODEL = 0x8825, 0x0112, 0x0110


def photo(size: tuple[int, int] = (400, 200), name: str = "IMG_1602.jpg", kind: str = "JPEG") -> SimpleUploadedFile:
    """As a telephone makes it: turned, and with the place where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = 6, "Telepon Eko"
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "S", (3.0, 23.0, 30.5)
    made = io.BytesIO()
    picture = Image.new("RGB", size, (200, 30, 30))
    if kind == "PNG":
        picture.save(made, kind)
    else:
        picture.save(made, kind, exif=exif, comment=b"jalan mawar 7")
    return SimpleUploadedFile(name, made.getvalue())


@pytest.fixture
def found(audited: ListVersion) -> Finding:
    return audited.findings.filter(region="16.02.05.1001").first()


def send(browser: Client, found: Finding, given: SimpleUploadedFile) -> Any:
    address = f"/lists/{found.version_id}/findings/{found.pk}/review/"
    return browser.post(address, {"verdict": "confirmed", "photo": given}, follow=True)


def test_it_is_kept_upright_and_without_place_time_or_telephone(found: Finding, cast: Cast, login: Login) -> None:
    send(login(cast.eko), found, photo())
    content = Review.objects.get().photo_path.read_bytes()
    with Image.open(io.BytesIO(content)) as kept:
        assert kept.size == (200, 400)
        assert not kept.getexif()
        assert not {"exif", "comment", "xmp"} & set(kept.info)
    assert b"Telepon" not in content
    assert b"mawar" not in content
    assert "sha256:" in Entry.objects.get(action="rolls.finding_reviewed").details_text


def test_a_large_one_is_made_smaller(found: Finding, cast: Cast, login: Login) -> None:
    send(login(cast.eko), found, photo((4000, 3000)))
    with Image.open(Review.objects.get().photo_path) as kept:
        assert max(kept.size) == 1800


@pytest.mark.parametrize(
    "given",
    [
        SimpleUploadedFile("a.jpg", b"no picture"),
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("a.jpg", photo().read()[:300]),
        photo((20_000, 20_000), "bomb.png", "PNG"),
    ],
    ids=["text", "svg", "half a picture", "bomb"],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    found: Finding, cast: Cast, login: Login, given: SimpleUploadedFile
) -> None:
    given.seek(0)
    answer = send(login(cast.eko), found, given)
    assert 'class="notice error"' in answer.text
    assert not Review.objects.exists()


def test_the_note_beside_a_refused_photo_is_still_there(found: Finding, cast: Cast, login: Login) -> None:
    browser = login(cast.eko)
    address = f"/lists/{found.version_id}/findings/{found.pk}/"
    heic = SimpleUploadedFile("IMG_1602.jpg", b"\0\0\0\x18ftypheic" + bytes(100))
    sent = {"verdict": "confirmed", "note": "bertemu kakaknya", "photo": heic}
    page = browser.post(f"{address}review/", sent, follow=True).text
    assert "tidak dapat dibaca" in page
    assert "bertemu kakaknya" in page
    assert "bertemu kakaknya" not in browser.get(address).text
    assert not Review.objects.exists()


def test_only_who_sees_the_finding_sees_the_photo(found: Finding, cast: Cast, login: Login) -> None:
    send(login(cast.eko), found, photo())
    address = f"/lists/{found.version_id}/findings/{found.pk}/photo/{Review.objects.get().pk}/"
    assert address in login(cast.budi).get(f"/lists/{found.version_id}/findings/{found.pk}/").text
    seen = {who: login(getattr(cast, who)).get(address) for who in ("sari", "budi", "eko", "cici", "kpu", "admin")}
    assert {who: answer.status_code for who, answer in seen.items()} == {
        "sari": 200,
        "budi": 200,
        "eko": 200,
        "cici": 404,
        "kpu": 403,
        "admin": 403,
    }
    assert seen["sari"]["Content-Type"] == "image/jpeg"
    assert Client().get(address).status_code == 302


def test_a_review_without_photo_has_none_to_show(found: Finding, cast: Cast, login: Login) -> None:
    login(cast.eko).post(f"/lists/{found.version_id}/findings/{found.pk}/review/", {"verdict": "unclear"})
    address = f"/lists/{found.version_id}/findings/{found.pk}/photo/{Review.objects.get().pk}/"
    assert login(cast.eko).get(address).status_code == 404
