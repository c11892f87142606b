"""A received complaint is corrected at the desk, and the row of its voter is chosen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.posko.models import Complaint
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.posko.test_complaints import DAY, KOTA_RAYA, LEMPUING, NIK, _given, dpt

__all__ = ["dpt"]

Login = Callable[[Account], Client]
STORY = "Nama ibu saya keliru di daftar."


@pytest.fixture
def received(cast: Cast, dpt: ListVersion) -> Complaint:
    """From a table: nobody has looked for the voter's row yet, and a letter is missing."""
    made: Complaint = Complaint.objects.create(
        kind="wrong", voter="Sti Aminah", complainant="Rohani", contact="0812", story=STORY, region=KOTA_RAYA, day=DAY,
        by=cast.sari, version=dpt,
    )  # fmt: skip
    return made


def _typed(**changes: object) -> dict[str, Any]:
    given = {**_given(kind="wrong", tms_reason="", choice=""), **changes}
    return {name: value for name, value in given.items() if name != "story"}


def test_what_was_mistyped_is_mended_and_the_trail_says_by_whom(received: Complaint, cast: Cast, login: Login) -> None:
    browser = login(cast.budi)
    assert f"/complaints/{received.pk}/correct/" in browser.get(f"/complaints/{received.pk}/").text
    page = browser.get(f"/complaints/{received.pk}/correct/")
    assert "Sti Aminah" in page.text
    assert Entry.objects.get(action="posko.complaint_looked_at").actor == "budi"
    answer = browser.post(f"/complaints/{received.pk}/correct/", {**_typed(), "story": "Ubahan petugas"})
    assert answer.status_code == 302
    received.refresh_from_db()
    assert (received.voter, received.complainant, received.status) == ("Siti Aminah", "Rohani Wati", "received")
    assert received.story == STORY  # the citizen's own words stay
    entry = Entry.objects.get(action="posko.complaint_changed")
    assert (entry.actor, entry.details["changed"]) == ("budi", ["birthdate", "complainant", "contact", "voter"])
    assert "Aminah" not in entry.details_text


def test_its_row_is_chosen_among_those_that_match_and_it_becomes_a_finding(
    received: Complaint, cast: Cast, login: Login
) -> None:
    browser = login(cast.budi)
    address = f"/complaints/{received.pk}/correct/"
    found = browser.post(address, {**_typed(voter="Siti Am", birthdate=""), "search": "1"}).context["found"]
    assert {voter.record for voter in found.voters} == {0, 1}  # those of the own region
    assert browser.post(address, _typed(choice="1")).status_code == 302
    received.refresh_from_db()
    assert (received.status, received.record, received.finding) == ("finding", 1, Finding.objects.get())
    assert Finding.objects.get().records[0]["row"] == 3
    assert browser.get(address).status_code == 404  # from now on it stands


def test_who_turns_out_to_be_in_no_list_is_a_finding_too(received: Complaint, cast: Cast, login: Login) -> None:
    login(cast.budi).post(f"/complaints/{received.pk}/correct/", _typed(kind="unlisted", choice="none"))
    assert Finding.objects.get().rule == "P01"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"choice": "2"}, "choice"),  # a voter of Lempuing
        ({"kind": "unlisted", "choice": "0"}, "kind"),
        ({"kind": "tms"}, "tms_reason"),
        ({"contact": NIK}, "contact"),
        ({"region": LEMPUING}, "region"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    received: Complaint, cast: Cast, login: Login, changes: dict[str, Any], field: str
) -> None:
    answer = login(cast.budi).post(f"/complaints/{received.pk}/correct/", _typed(**changes))
    assert field in answer.context["form"].errors
    received.refresh_from_db()
    assert (received.voter, received.finding) == ("Sti Aminah", None)


def test_another_sub_district_does_not_find_it(received: Complaint, cast: Cast, login: Login) -> None:
    assert login(cast.cici).get(f"/complaints/{received.pk}/correct/").status_code == 404


def test_each_page_that_shows_the_complaint_is_a_look_in_the_trail(
    received: Complaint, cast: Cast, login: Login
) -> None:
    browser, address = login(cast.budi), f"/complaints/{received.pk}/correct/"
    assert "Sti Aminah" in browser.post(address, {"search": "1"}).text
    assert browser.post(address, {}).status_code == 200
    assert Entry.objects.filter(action="posko.complaint_looked_at", actor="budi").count() == 2
