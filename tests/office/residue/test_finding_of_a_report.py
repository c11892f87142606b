"""The finding about somebody who was reported as missing shows who it is, and where this person was sought."""

from collections.abc import Callable

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.residue.models import Residue, Verdict, check_person
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.residue.conftest import somebody_missing

Login = Callable[[Account], Client]
MISSING = 45  # in no list


@pytest.fixture
def finding(cast: Cast, lists: dict[str, ListVersion], login: Login) -> Finding:
    """Somebody reported, sought in the DPT, and confirmed at the door."""
    browser = login(cast.sari)
    browser.post("/residue/reports/new/", somebody_missing(MISSING))
    browser.post("/residue/new/", {"version": lists["DPT"].pk, "with_reported": "on"})
    assert run_next()
    person = Residue.objects.get().people.get()
    check_person(person, cast.budi, Verdict.MISSING)
    found: Finding = Finding.objects.get(rule="H06")
    return found


def test_the_person_is_shown_as_reported_and_the_look_is_kept(finding: Finding, cast: Cast, login: Login) -> None:
    page = login(cast.budi).get(f"/lists/{finding.version_id}/findings/{finding.pk}/").text
    said = somebody_missing(MISSING)
    assert said["name"] in page
    assert said["address"] in page
    assert "Kayuagung" in page
    seen = Entry.objects.filter(action="residue.person_seen", actor="budi").get()
    assert said["name"] not in str(vars(seen))


def test_it_says_where_the_person_was_sought(finding: Finding, cast: Cast, login: Login) -> None:
    page = login(cast.budi).get(f"/lists/{finding.version_id}/findings/{finding.pk}/").text
    person = Residue.objects.get().people.get()
    assert "Dicari pada" in page
    assert "di seluruh daftar DPT uji" in page
    assert person.reason_id in page
    assert f"/residue/{person.residue_id}/people/{person.pk}/" in page


def test_who_may_see_no_people_sees_first_letters(finding: Finding, cast: Cast, login: Login) -> None:
    page = login(cast.intel).get(f"/lists/{finding.version_id}/findings/{finding.pk}/").text
    said = somebody_missing(MISSING)
    assert said["name"] not in page
    assert said["address"] not in page
    assert "***" in page
    assert not Entry.objects.filter(action="residue.person_seen", actor="intel").exists()
