"""Files and links by the API: as on the page of the record, for the same people, with the same entries in the trail."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saksama.office.records.models import Link, attach, link
from saksama.office.records.models.attachment import Attachment
from saksama.office.trail.models import Entry
from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo
from tests.office.threats.conftest import day, make_threat  # noqa: F401 - a day of the campaign

pytestmark = pytest.mark.django_db
JSON = "application/json"


class TestFiles:
    def test_a_file_is_kept_as_it_came_and_can_be_taken_along(self, cast: Cast, oki: None) -> None:
        threat = make_threat(cast.budi)
        client, address = program(cast.budi), f"/api/v1/threats/{threat.pk}/files/"
        made = client.post(address, {"uploads": [photo("a.jpg"), photo("b.jpg", "red")], "caption": "Di dermaga"})
        assert made.status_code == 201, made.json()
        assert [(each["name"], each["caption"]) for each in made.json()["rows"]] == [
            ("a.jpg", "Di dermaga"),
            ("b.jpg", "Di dermaga"),
        ]
        assert made.json()["rows"] == client.get(address).json()["rows"]
        first = made.json()["rows"][0]
        content = b"".join(client.get(f"{address}{first['id']}/").streaming_content)  # type: ignore[attr-defined]
        assert content == photo("a.jpg").read()
        entries = Entry.objects.filter(action="records.file_attached")
        assert [each.details["token"].endswith("uji") for each in entries] == [True, True]
        again = client.post(address, {"uploads": photo("noch.jpg")})
        assert (again.status_code, Attachment.objects.count()) == (201, 2)

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.exe", b"MZ"), ("a.svg", b"<svg/>"), ("leer.pdf", b""), ("1602050101900001.pdf", b"%PDF-1")],
    )
    def test_what_the_page_refuses_is_refused(self, name: str, content: bytes, cast: Cast, oki: None) -> None:
        address = f"/api/v1/threats/{make_threat(cast.sari).pk}/files/"
        refusal = program(cast.sari).post(address, {"uploads": SimpleUploadedFile(name, content)})
        assert (refusal.status_code, refusal.json()["errors"][0]["column"]) == (422, "uploads")
        assert not Attachment.objects.exists()

    def test_of_several_files_all_are_kept_or_none(self, cast: Cast, oki: None) -> None:
        address = f"/api/v1/threats/{make_threat(cast.sari).pk}/files/"
        files = [photo(), SimpleUploadedFile("a.exe", b"MZ")]
        assert program(cast.sari).post(address, {"uploads": files}).status_code == 422
        assert not Attachment.objects.exists()

    def test_only_who_may_change_the_record_attaches(self, cast: Cast, oki: None) -> None:
        threat = make_threat(cast.sari)
        address = f"/api/v1/threats/{threat.pk}/files/"
        assert program(cast.budi).get(address).status_code == 200
        for account, permissions, status in (
            (cast.eko, None, 404),  # another region than his village
            (cast.cici, None, 404),
            (cast.sari, ["records.use", "threats.read"], 403),
            (cast.sari, ["threats.read", "threats.write"], 403),
        ):
            answer = program(account, permissions).post(address, {"uploads": photo()})
            assert answer.status_code == status, (account, answer.json())
        assert not Attachment.objects.exists()

    def test_what_is_no_form_with_files_is_a_problem(self, cast: Cast, oki: None) -> None:
        address = f"/api/v1/threats/{make_threat(cast.sari).pk}/files/"
        client = program(cast.sari)
        for body, kind in ((b"{}", JSON), (b"x", "multipart/form-data"), (b"", "multipart/form-data; boundary=a")):
            answer = client.generic("POST", address, body, kind)
            assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), kind

    def test_the_place_in_a_photo_stays_as_evidence(self, cast: Cast, oki: None) -> None:
        """As on the page: what is kept is what was sent; the place goes when the photo is published."""
        threat = make_threat(cast.sari)
        sent = photo().read()
        program(cast.sari).post(f"/api/v1/threats/{threat.pk}/files/", {"uploads": photo()})
        kept: Path = Attachment.objects.get().path
        assert kept.read_bytes() == sent


class TestLinks:
    def test_two_records_are_linked_and_parted(self, cast: Cast, oki: None) -> None:
        one, other = make_threat(cast.budi), make_threat(cast.budi, title="Lain")
        client, address = program(cast.budi), f"/api/v1/threats/{one.pk}/links/"
        made = client.post(address, {"room": "threats", "id": other.pk}, JSON)
        assert made.status_code == 201, made.json()
        assert client.post(address, {"room": "threats", "id": other.pk}, JSON).json() == made.json()
        assert client.get(f"/api/v1/threats/{other.pk}/links/").json()["rows"][0]["id"] == one.pk
        gone = client.delete(f"{address}{made.json()['link']}/")
        assert (gone.status_code, gone.content) == (204, b"")
        assert not Link.objects.exists()
        entries = Entry.objects.filter(action__startswith="records.").order_by("number")
        assert [each.action for each in entries] == ["records.linked", "records.unlinked"]

    def test_what_cannot_be_linked(self, cast: Cast, oki: None) -> None:
        one, there = make_threat(cast.budi), make_threat(cast.cici, region="16.02.13")
        client, address = program(cast.budi), f"/api/v1/threats/{one.pk}/links/"
        for other, status in (
            ({"room": "threats", "id": one.pk}, 409),  # with itself
            ({"room": "threats", "id": there.pk}, 404),
            ({"room": "nowhere", "id": 1}, 422),
            ({"room": "threats"}, 422),
        ):
            assert client.post(address, other, JSON).status_code == status, other
        assert not Link.objects.exists()

    def test_a_link_to_a_secret_record_is_neither_seen_nor_removed(self, cast: Cast, oki: None, login) -> None:  # type: ignore[no-untyped-def]
        one, secret = make_threat(cast.intel, region="16.02.05"), make_threat(cast.intel, classification="secret")
        made = link(one, secret, cast.intel)
        assert program(cast.sari).delete(f"/api/v1/threats/{one.pk}/links/{made.pk}/").status_code == 404
        assert login(cast.sari).post(f"/records/threats/{one.pk}/links/{made.pk}/remove/").status_code == 404
        assert Link.objects.get() == made

    def test_a_link_of_another_record_is_not_reached_through_this_one(self, cast: Cast, oki: None) -> None:
        one, two, three = (make_threat(cast.budi, title=title) for title in ("a", "b", "c"))
        made = link(two, three, cast.budi)
        assert program(cast.budi).delete(f"/api/v1/threats/{one.pk}/links/{made.pk}/").status_code == 404

    def test_who_only_reads_removes_nothing(self, cast: Cast, oki: None) -> None:
        one, two = make_threat(cast.sari), make_threat(cast.sari, title="b")
        made = link(one, two, cast.sari)
        client = program(cast.sari, ["threats.read", "records.use"])
        assert client.delete(f"/api/v1/threats/{one.pk}/links/{made.pk}/").status_code == 403


def test_a_file_of_a_record_is_not_reached_through_another(cast: Cast, oki: None) -> None:
    one, other = make_threat(cast.sari), make_threat(cast.sari, title="b")
    file = attach(one, photo(), cast.sari)
    assert program(cast.sari).get(f"/api/v1/threats/{other.pk}/files/{file.pk}/").status_code == 404
