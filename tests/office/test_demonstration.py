"""The demonstration: every room filled from a made-up regency, once however often it is asked for."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django.fixtures import Settings

from saksama.cli.demo import audit_regency
from saksama.demo import make_regency
from saksama.office import demonstration
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.demonstration import PASSWORD, PEOPLE, TODAY, Office, build
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


@pytest.fixture
def office(regency: Path, db: None, settings: Settings) -> Office:
    """The demonstration, on its day."""
    settings.TODAY = TODAY
    return build(regency, say=lambda _: None)


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
    assert {person.role for person in PEOPLE.values() if person.is_shown} == set(Role)
    for name in PEOPLE:
        answer = Client().post("/login/", {"username": name, "password": PASSWORD})
        assert answer.status_code == 302


def test_what_fails_leaves_nothing_and_is_tried_again(
    regency: Path, db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.TODAY = date(2024, 9, 26)

    def broken(*_: object, **__: object) -> int:
        raise ValueError("no room for findings")

    with monkeypatch.context() as patch:
        patch.setattr("saksama.office.rolls.demo.store_findings", broken)
        with pytest.raises(ValueError, match="no room"):
            build(regency, say=lambda _: None)
    assert not ListVersion.objects.exists()
    build(regency, say=lambda _: None)
    assert ListVersion.objects.filter(kind="DPT").exists()


def test_an_office_where_people_work_is_never_filled(regency: Path, db: None, cast: object) -> None:
    with pytest.raises(CommandError, match="people work here"):
        call_command("demonstration", str(regency))


def test_a_folder_without_a_regency_is_said(tmp_path: Path, db: None) -> None:
    with pytest.raises(CommandError, match="saksama demo"):
        call_command("demonstration", str(tmp_path))
