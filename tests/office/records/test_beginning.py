"""One way to begin a record from another room's: what every declaration of it has to say, and what no button does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from saksama.office.accounts.access import PERMISSIONS
from saksama.office.accounts.models import Account
from saksama.office.fieldwork.models import FieldReport
from saksama.office.records.registry import ROOMS, Beginning, Room
from saksama.office.records.starting import begin, beginnings
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import draft, signed
from tests.office.threats.conftest import make_threat

Login = Callable[[Account], Client]
__all__ = ["draft", "signed"]  # fixtures of the field reports
DECLARED = [(room, way) for room in ROOMS.values() for way in room.begins]


@pytest.mark.parametrize("room, way", DECLARED, ids=lambda each: getattr(each, "key", getattr(each, "source", "")))
def test_each_begins_from_a_room_that_is_there_by_one_act_or_one_form(room: Room, way: Beginning) -> None:
    assert way.source in ROOMS and way.source != room.key
    assert way.permission in PERMISSIONS
    assert (way.make is None) == bool(way.page)
    assert not way.page or reverse(way.page)
    assert not way.then or reverse(way.then, args=[1])
    assert [each.source for each in room.begins].count(way.source) == 1


def test_the_buttons_stand_on_the_page_for_those_who_may_and_where_it_fits(
    signed: Callable[..., FieldReport], draft: Callable[..., FieldReport], cast: Cast, login: Login
) -> None:
    report = signed()
    page = login(cast.sari).get(report.get_absolute_url()).text
    assert "Catat sebagai temuan" in page and "Buka kasus netralitas" in page
    assert 'id="begin"' not in login(cast.budi).get(report.get_absolute_url()).text
    assert beginnings(draft(by=cast.sari, region="16.02"), cast.sari) == []


def test_nothing_begins_where_none_is_declared_or_without_its_permission(cast: Cast, oki: None, login: Login) -> None:
    threat: Any = make_threat(cast.sari)
    address = f"/records/threats/{threat.pk}/begin/"
    assert login(cast.sari).post(f"{address}violations/").status_code == 404
    assert login(cast.sari).post(f"{address}nothing/").status_code == 404
    assert login(cast.budi).post(f"{address}neutrality/").status_code == 404
    with pytest.raises(LookupError):
        begin(threat, "violations", cast.sari)


def test_who_may_not_know_of_a_record_begins_nothing_from_it(cast: Cast, oki: None, login: Login) -> None:
    secret: Any = make_threat(cast.dewi, classification="secret")
    assert login(cast.sari).post(f"/records/threats/{secret.pk}/begin/neutrality/").status_code == 404
    case = begin(secret, "neutrality", cast.dewi)[0]
    assert not type(case).objects.visible_to(cast.sari).exists()
    seen = Entry.objects.visible_to(cast.admin).filter(object_id=str(case.pk), object_type="neutrality.neutralitycase")
    assert not seen.exists()


def test_what_no_longer_fits_is_refused_in_words(signed: Callable[..., FieldReport], cast: Cast, login: Login) -> None:
    report = signed()
    FieldReport.objects.filter(pk=report.pk).update(has_violation=False)
    with pytest.raises(ValidationError):
        begin(report, "neutrality", cast.sari)
    answer = login(cast.sari).post(f"/records/fieldwork/{report.pk}/begin/violations/", follow=True)
    assert "tidak dapat dimulai" in answer.text
