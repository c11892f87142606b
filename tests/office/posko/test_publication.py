"""What is published, by whose decision, and that a photo tells the public nothing but what it shows."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from PIL import Image

from saksama.office.accounts.models import Account
from saksama.office.posko.evidence import events
from saksama.office.posko.models import LogEntry
from saksama.office.posko.models.feed import make_feed
from saksama.office.posko.published import published_entries
from saksama.office.records.models import attach
from tests.office.conftest import Cast
from tests.office.posko.conftest import DAY, photo

Login = Callable[[Account], Client]
Write = Callable[..., LogEntry]


def _publish(client: Client, entry: LogEntry, **given: object) -> Any:
    return client.post(f"/posko/{entry.pk}/publish/", {"text": "KPU menetapkan DPT.", **given})


def test_who_decides_stands_in_the_record_and_the_public_gets_the_text(cast: Cast, write: Write, login: Login) -> None:
    entry = write(cast.sari, result="Rahasia dapur.")
    assert published_entries("16.02", DAY, DAY) == []
    _publish(login(cast.dewi), entry)
    entry.refresh_from_db()
    assert (entry.status, entry.published_by, entry.published_at is not None) == ("published", cast.dewi, True)
    (public,) = published_entries("16.02", DAY, DAY)
    assert (public.text, public.title) == ("KPU menetapkan DPT.", "Rapat pleno")
    assert "Rahasia" not in str(public)
    assert entry in LogEntry.objects.visible_to(cast.intel)
    assert not entry.is_editable_by(cast.sari)


def test_a_published_photo_is_upright_small_and_without_metadata(cast: Cast, write: Write, login: Login) -> None:
    entry = write(cast.sari)
    kept = attach(entry, photo(), cast.sari)
    _publish(login(cast.sari), entry, photos=[str(kept.pk)])
    ((public,),) = [each.photos for each in published_entries("16.02", DAY, DAY)]
    assert b"Telepon Rahasia" in kept.path.read_bytes()
    assert b"Telepon Rahasia" not in public.path.read_bytes()
    with Image.open(public.path) as picture:
        assert (picture.size, dict(picture.getexif())) == ((800, 1600), {})
    copy = entry.public_photos.get()
    shown = login(cast.sari).get(f"/posko/public-photo/{copy.pk}/")
    assert (shown.status_code, b"".join(shown.streaming_content)[:2]) == (200, b"\xff\xd8")
    for close in shown._resource_closers:  # close() itself would end the connection to the database
        close()
    assert login(cast.cici).get(f"/posko/public-photo/{copy.pk}/").status_code == 404


def test_withdrawn_it_is_gone_from_the_public(cast: Cast, write: Write, login: Login) -> None:
    entry = write(cast.sari)
    client = login(cast.sari)
    _publish(client, entry)
    client.post(f"/records/posko/{entry.pk}/move/", {"move": "withdraw", "note": "Keliru"})
    assert published_entries("16.02", DAY, DAY) == []
    entry.refresh_from_db()
    assert (entry.status, entry.published_by) == ("recorded", None)


def test_what_is_classified_or_of_the_other_post_or_nothing_is_not_published(
    cast: Cast, write: Write, login: Login
) -> None:
    for entry in (
        write(cast.sari, classification="restricted"),
        write(cast.intel),
        write(cast.sari, is_nil=True),
        write(cast.sari, status="draft"),
    ):
        assert _publish(login(cast.sari), entry).status_code == 404
    assert published_entries("16.02", DAY, DAY) == []


def test_a_secret_entry_of_the_prosecutors_is_in_no_feed_list_or_report_of_others(
    cast: Cast, write: Write, login: Login
) -> None:
    secret = write(cast.intel, title="Operasi Senyap", classification="secret")
    token = make_feed(cast.sari)
    pages = ["/posko/", "/posko/calendar/", "/posko/timeline/", "/posko/report/", f"/posko/feed/{token}.ics"]
    for account in (cast.sari, cast.budi, cast.dewi):
        assert all("Senyap" not in login(account).get(page).content.decode() for page in pages)
    assert login(cast.intel).get(f"/posko/{secret.pk}/").status_code == 200


def test_the_calendar_address_shows_what_its_owner_may_see_until_it_is_revoked(
    cast: Cast, write: Write, login: Login
) -> None:
    write(cast.intel, title="Lapinhar")
    write(cast.budi, title="Patroli")
    client = login(cast.budi)
    address = client.post("/posko/calendar/address/").context["address"].removeprefix("http://testserver")
    feed = Client().get(address)
    assert feed["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Patroli" in feed.text
    assert "Lapinhar" not in feed.text
    assert "CATEGORIES" not in feed.text
    newer = client.post("/posko/calendar/address/").context["address"].removeprefix("http://testserver")
    assert Client().get(address).status_code == 404
    cast.budi.is_active = False
    cast.budi.save()
    assert Client().get(newer).status_code == 404


def test_a_revoked_address_leads_nowhere(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.intel)
    address = client.post("/posko/calendar/address/").context["address"].removeprefix("http://testserver")
    client.post("/posko/calendar/address/", {"revoke": "1"})
    assert Client().get(address).status_code == 404


def test_the_index_learns_of_what_went_wrong_and_of_no_draft(cast: Cast, write: Write) -> None:
    write(cast.intel, situation="disturbed", region="16.02.13")
    write(cast.sari, situation="watch")
    write(cast.sari, situation="disturbed", status="draft")
    write(cast.sari)
    found = [(event.kind, event.region, event.level) for event in events("16.02", DAY, DAY)]
    assert sorted(found) == [("posko.disturbed", "16.02.13", 2), ("posko.watch", "16.02", 1)]
