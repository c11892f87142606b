"""What is put into the outbox, for whom, and what stands in it."""

import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from saksama.office.records.states import move
from saksama.office.threats import actions
from saksama.office.threats.room import MOVES
from saksama.office.trail.models import Entry
from saksama.office.trail.record import record
from saksama.office.webhooks.models import Message, State, Subscription
from tests.office.conftest import Cast
from tests.office.threats.conftest import make_threat
from tests.office.webhooks.examples import subscribe

pytestmark = pytest.mark.django_db
WATCH = next(step for step in MOVES if step.key == "watch")


def test_a_step_tells_where_to_look_and_nothing_that_somebody_wrote(cast: Cast, oki: None) -> None:
    subscribe(cast.sari, "threats.watched")
    threat = make_threat(cast.budi, owner=cast.budi, title="Pengerahan massa oleh Pak Anu", region="16.02.05.1001")
    move(threat, WATCH, cast.budi)
    message = Message.objects.get()
    assert json.loads(message.body) == {
        "type": Entry.objects.get(action="threats.watched").action,
        "timestamp": Entry.objects.get(action="threats.watched").at.isoformat(),
        "data": {
            "room": "threats",
            "id": threat.pk,
            "region": "16.02.05.1001",
            "status": "watched",
            "url": f"{settings.ADDRESS}/threats/{threat.pk}/",
            "api": f"{settings.ADDRESS}/api/v1/threats/{threat.pk}/",
        },
    }


def test_it_goes_with_the_transaction(cast: Cast, oki: None) -> None:
    subscribe(cast.sari, "threats.watched")
    threat = make_threat(cast.budi, owner=cast.budi)
    with pytest.raises(RuntimeError), transaction.atomic():
        move(threat, WATCH, cast.budi)
        raise RuntimeError("the change fails after all")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("what", "number"),
    [("fits", 1), ("secret", 0), ("restricted", 0), ("elsewhere", 0), ("another event", 0), ("off", 0), ("closed", 0)],
)
def test_only_what_is_open_wanted_and_in_the_region(what: str, number: int, cast: Cast, oki: None) -> None:
    event = "threats.closed" if what == "another event" else "threats.watched"
    subscribe(cast.intel, event, region="16.02.13" if what == "elsewhere" else "16.02.05", is_on=what != "off")
    if what == "closed":
        cast.intel.is_active = False
        cast.intel.save()
    kind = what if what in ("secret", "restricted") else "open"
    move(make_threat(cast.budi, owner=cast.budi, region="16.02.05.1001", classification=kind), WATCH, cast.budi)
    assert Message.objects.count() == number


def test_whoever_set_it_up_must_still_see_the_record(cast: Cast, oki: None) -> None:
    subscribe(cast.sari, "threats.watched", region="")
    cast.sari.role = "agency"
    cast.sari.save()
    move(make_threat(cast.budi, owner=cast.budi), WATCH, cast.budi)
    assert not Message.objects.exists()


def test_looks_and_exports_are_no_events(cast: Cast, oki: None) -> None:
    subscribe(cast.sari, "records.exported", "records.file_seen", "threats.watched")
    from saksama.office.records import actions as shared

    with transaction.atomic():
        record(cast.sari, shared.FILE_SEEN, make_threat(cast.sari))
    assert not Message.objects.exists()
    assert actions.THREAT_WATCHED.code == "threats.watched"


class TestPages:
    ASKED = {"name": "Dasbor", "address": "https://contoh.go.id/terima", "region": "16.02", "is_on": "on"}

    def test_the_secret_is_shown_once(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        browser = login(cast.sari)
        page = browser.post("/webhooks/new/", {**self.ASKED, "events": ["threats.watched"]})
        webhook = Subscription.objects.get()
        assert webhook.secret.startswith("whsec_") and webhook.secret in page.text
        assert webhook.secret not in browser.get(f"/webhooks/{webhook.pk}/").text
        assert Entry.objects.filter(action="webhooks.subscribed", actor="sari").exists()

    @pytest.mark.parametrize(
        "change",
        [
            {"address": "http://contoh.go.id/"},
            {"address": "https://user:sandi@contoh.go.id/"},
            {"address": "ftp://contoh.go.id/"},
            {"region": "16.71"},
            {"events": ["accounts.created"]},
        ],
    )
    def test_it_is_refused(
        self, change: dict[str, object], cast: Cast, oki: None, login: Callable[..., Client]
    ) -> None:
        login(cast.sari).post("/webhooks/new/", {**self.ASKED, "events": ["threats.watched"], **change})
        assert not Subscription.objects.exists()

    def test_a_new_secret_and_a_test(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        webhook = subscribe(cast.sari)
        old = webhook.secret
        browser = login(cast.dewi)
        page = browser.post(f"/webhooks/{webhook.pk}/secret/")
        webhook.refresh_from_db()
        assert webhook.secrets == [webhook.secret, old] and webhook.secret in page.text
        browser.post(f"/webhooks/{webhook.pk}/test/")
        assert (Message.objects.get().event, Message.objects.get().state) == ("webhooks.test", State.WAITING)
        browser.post(f"/webhooks/{webhook.pk}/end/")
        assert not Subscription.objects.exists()

    def test_the_prosecutors_know_nothing_of_bawaslus(
        self, cast: Cast, oki: None, login: Callable[..., Client]
    ) -> None:
        assert login(cast.intel).get(f"/webhooks/{subscribe(cast.sari).pk}/").status_code == 404
        assert login(cast.sari).get(f"/webhooks/{subscribe(cast.intel).pk}/").status_code == 404
