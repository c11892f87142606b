"""The demonstration: every room filled from a made-up regency, once however often it is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from saksama.cli.demo import audit_regency
from saksama.demo import make_regency
from saksama.office import demonstration, demonstration_settings
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.demonstration import PASSWORD, PEOPLE, SHOWN, TODAY, Office, build
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.models import Entry
from saksama.office.trail.verify import verify


@pytest.fixture(scope="session")
def regency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """600 made-up voters, read and audited as `make demo` does it."""
    folder = tmp_path_factory.mktemp("demonstration") / "demo-data"
    make_regency(folder, voters=600, seed=2024, file_format="csv")
    audit_regency(folder)
    return folder


@pytest.fixture(scope="module")
def lists_after_a_failure(regency: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """After a demonstration that broke off in the room of the lists. At the end of this file all is undone."""

    def broken(*_: object, **__: object) -> int:
        raise ValueError("no room for findings")

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(django_settings, "TODAY", TODAY)
        with patch.context() as once:
            once.setattr("saksama.office.rolls.demo.store_findings", broken)
            with pytest.raises(ValueError, match="no room"):
                build(regency, say=lambda _: None)
        yield ListVersion.objects.count()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(regency: Path, lists_after_a_failure: int, django_db_blocker: DjangoDbBlocker) -> Office:
    """The demonstration, filled at the second try for all tests of this file; what a test changes is undone."""
    with django_db_blocker.unblock():
        return build(regency, say=lambda _: None)


@pytest.fixture
def office(built: Office, db: None, settings: Settings) -> Office:
    """The demonstration, on its day."""
    settings.TODAY = TODAY
    return built


# These need an empty office, so they come before the first that asks for a filled one.


def test_an_office_where_people_work_is_never_filled(regency: Path, db: None, cast: object) -> None:
    with pytest.raises(CommandError, match="people work here"):
        call_command("demonstration", str(regency))


def test_a_folder_without_a_regency_is_said(tmp_path: Path, db: None) -> None:
    with pytest.raises(CommandError, match="saksama demo"):
        call_command("demonstration", str(tmp_path))


def test_what_fails_leaves_nothing_and_is_tried_again(lists_after_a_failure: int, office: Office) -> None:
    assert lists_after_a_failure == 0
    assert ListVersion.objects.filter(kind="DPT").exists()


def test_every_room_is_filled_once_and_the_trail_stays_whole(office: Office, regency: Path) -> None:
    before = (Entry.objects.count(), Finding.objects.count(), Account.objects.count())
    build(regency, say=lambda _: None)
    assert (Entry.objects.count(), Finding.objects.count(), Account.objects.count()) == before
    filled = Entry.objects.filter(action="demonstration.filled").values_list("object_label", flat=True)
    assert sorted(filled) == sorted(room for room, _ in demonstration.fillers())
    assert verify().whole


def test_both_lists_are_audited_and_the_registers_are_read(office: Office) -> None:
    lists = office.lists
    assert set(lists) == {"DPS", "DPT", "DPK", "DEATHS", "POLICE_ARMY", "CLAIMED"}
    assert lists["DPT"].previous == lists["DPS"]
    for kind in ("DPS", "DPT"):
        version = lists[kind]
        assert version.rows_read == version.rows_kept + version.rows_rejected > 0
        assert version.findings_count == version.findings.count() > 0
        assert all(file.path.is_file() for file in version.files.all())


def test_one_of_each_role_is_shown_and_the_password_lets_them_in(office: Office) -> None:
    assert {PEOPLE[name].role for name in SHOWN} == set(Role)
    for name in PEOPLE:
        answer = Client().post("/login/", {"username": name, "password": PASSWORD})
        assert answer.status_code == 302


class TestPage:
    @pytest.fixture(autouse=True)
    def demonstration_settings(self, settings: Settings) -> None:
        settings.ROOT_URLCONF = demonstration_settings.ROOT_URLCONF
        settings.LOGIN_URL = demonstration_settings.LOGIN_URL

    def test_a_visitor_who_is_nobody_yet_is_asked_who_to_be(self, office: Office) -> None:
        answer = Client().get("/", follow=True)
        assert answer.redirect_chain == [("/demonstration/?next=/", 302)]
        for name in SHOWN:
            assert office.people[name].name in answer.text

    def test_one_click_lets_in_and_leads_where_one_wanted_to_go(self, office: Office) -> None:
        browser = Client()
        answer = browser.post("/demonstration/enter/", {"username": "ketua", "next": "/trail/"})
        assert answer["Location"] == "/trail/"
        assert browser.get("/trail/").status_code == 200
        assert Entry.objects.filter(action="accounts.logged_in", actor="ketua").count() == 1

    @pytest.mark.parametrize("name", ["staf2", "somebody", ""])
    def test_nobody_else_is_let_in(self, office: Office, name: str) -> None:
        assert Client().post("/demonstration/enter/", {"username": name}).status_code == 404

    def test_it_leads_to_no_other_host(self, office: Office) -> None:
        answer = Client().post("/demonstration/enter/", {"username": "pkd", "next": "https://example.org/"})
        assert answer["Location"] == "/"

    def test_the_codes_it_shows_are_those_of_the_real_login(self, office: Office) -> None:
        browser = Client()
        browser.post("/login/", {"username": "staf", "password": PASSWORD})
        people = Client().get("/demonstration/").context["people"]
        code = next(each.code for each in people if each.account.username == "staf")
        assert browser.post("/login/code/", {"code": code})["Location"] == "/"

    def test_its_day_is_that_of_the_made_up_data(self) -> None:
        assert demonstration_settings.TODAY == TODAY


def test_the_office_itself_has_no_such_page(db: None) -> None:
    for address in ("/demonstration/", "/demonstration/enter/"):
        assert Client().get(address).status_code == 404
