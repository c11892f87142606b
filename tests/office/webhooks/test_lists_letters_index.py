"""What is no record of a room: a list read and audited, a letter's way, the index computed; never a word of anybody."""

import json

import pytest
from django.conf import settings
from django.db import transaction

from saksama.office.recommendations.models import Recommendation
from saksama.office.records.registry import ROOMS
from saksama.office.rolls import actions as of_lists
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.record import record, record_many
from saksama.office.vulnerability.models import Run
from saksama.office.webhooks.events import subjects
from saksama.office.webhooks.models import Message
from tests.office.conftest import Cast
from tests.office.test_permissions import EXAMPLES
from tests.office.threats import conftest as threats
from tests.office.webhooks.examples import subscribe

pytestmark = pytest.mark.django_db


def _list(cast: Cast) -> ListVersion:
    made: ListVersion = ListVersion.objects.create(
        kind="DPS", region="16.02", election="pilkada-2024", name="Daftar Pak Anu", by=cast.sari, status="audited",
        audited_at="2024-09-01T00:00+07:00",
    )  # fmt: skip
    return made


def _told() -> list[tuple[str, dict[str, object]]]:
    return [(body["type"], body["data"]) for body in map(json.loads, Message.objects.values_list("body", flat=True))]


def test_a_list_that_was_audited_is_told_of_without_its_name(cast: Cast, oki: None) -> None:
    subscribe(cast.sari, "rolls.list_audited")
    version = _list(cast)
    with transaction.atomic():
        record(cast.sari, of_lists.LIST_AUDITED, version, details={"kept": 1})
    data = {
        "room": "lists",
        "id": version.pk,
        "region": "16.02",
        "status": "audited",
        "url": f"{settings.ADDRESS}/lists/{version.pk}/",
        "api": f"{settings.ADDRESS}/api/v1/lists/{version.pk}/",
    }
    assert _told() == [("rolls.list_audited", data)]


def test_each_step_of_a_letter_is_told_to_who_may_read_letters(cast: Cast, oki: None) -> None:
    letter = Recommendation.objects.get(pk=EXAMPLES["recommendation"](cast, cast.kpu)["pk"])
    for account in (cast.sari, cast.intel):
        subscribe(account, "recommendations.answered", "recommendations.sent")
    letter.items.update(claim="fixed", claimed_at=letter.created)
    letter.hand_in(cast.kpu)
    assert [(code, data["status"]) for code, data in _told()] == [("recommendations.answered", "answered")]
    assert Message.objects.get().subscription.by == cast.sari  # the prosecutors read no letters to KPU


def test_a_computed_index_is_told_of(cast: Cast, oki: None) -> None:
    subscribe(cast.dewi, "vulnerability.run_frozen")
    run = Run.objects.get(pk=EXAMPLES["index_run"](cast, cast.sari)["pk"])
    ((code, data),) = _told()
    assert (code, data["room"], data["id"], data["status"]) == (
        "vulnerability.run_frozen",
        "index/runs",
        run.pk,
        "done",
    )


def test_every_room_and_these_three_have_events() -> None:
    keys = {each.key for each in subjects()}
    assert keys >= {room.key for room in ROOMS.values() if room.moves} | {"lists", "recommendations", "index/runs"}


def test_many_entries_at_once_are_told_with_few_queries(
    cast: Cast, oki: None, django_assert_max_num_queries: object
) -> None:
    from saksama.office.threats.actions import THREAT_WRITTEN

    subscribe(cast.sari, "threats.written")
    subscribe(cast.dewi, "threats.written")
    made = [threats.make_threat(cast.sari, title=str(number)) for number in range(40)]
    made.append(threats.make_threat(cast.sari, classification="secret"))
    with django_assert_max_num_queries(16), transaction.atomic():  # type: ignore[operator]
        record_many(cast.sari, [(THREAT_WRITTEN, each, {}) for each in made])
    assert Message.objects.count() == 80
