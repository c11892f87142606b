"""The office's tests: real database, one cast everywhere."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.creation import DatabaseCreation as PostgreSQLCreation
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from pytest_django import DjangoDbBlocker

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.models import PollingStation
from tests.office import database

PASSWORD = "rapat pleno terbuka"  # noqa: S105 - of the cast, nowhere else
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105

DATA = Path(tempfile.mkdtemp(prefix="saksama-office-"))
(DATA / "static").mkdir()
django_settings.DATA_FOLDER = DATA
django_settings.STATIC_ROOT = DATA / "static"
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 has its own test
django_settings.STORAGES = {
    **django_settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass
class Cast:
    """Everybody who appears in the tests. A citizen is `Client()` without login."""

    sari: Account  # staff of Bawaslu OKI
    dewi: Account  # head, approves
    budi: Account  # Panwaslu Kecamatan Kayu Agung
    cici: Account  # Panwaslu Kecamatan Lempuing, must not see Budi's
    eko: Account  # village supervisor in Kayu Agung
    intel: Account  # prosecutors' intelligence
    kpu: Account  # liaison of KPU
    dishub: Account  # liaison of an agency
    admin: Account

    def all(self) -> list[Account]:
        """Everybody with an account."""
        return [getattr(self, field.name) for field in fields(self)]

    def of_role(self, role: str) -> Account:
        """The first of a role."""
        return next(account for account in self.all() if account.role == role)


PEOPLE = {
    "sari": ("Sari Wulandari", Role.STAFF, "16.02"),
    "dewi": ("Dewi Anggraini", Role.HEAD, "16.02"),
    "budi": ("Budi Santoso", Role.DISTRICT, "16.02.05"),
    "cici": ("Cici Paramida", Role.DISTRICT, "16.02.13"),
    "eko": ("Eko Prasetyo", Role.VILLAGE, "16.02.05.1001"),
    "intel": ("Intan Kejari", Role.PROSECUTOR, "16.02"),
    "kpu": ("Kurnia Utama", Role.KPU, "16.02"),
    "dishub": ("Dian Hubungan", Role.AGENCY, "16.02"),
    "admin": ("Adi Admin", Role.ADMINISTRATOR, "16.02"),
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite on a file, as in life: threads share it, and WAL and locks are the real ones."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(DATA / "test.sqlite3")
        connection_created.connect(_wait_for_no_disk)


def _wait_for_no_disk(connection: BaseDatabaseWrapper, **_: object) -> None:
    """A power cut would lose what the tests wrote; the office itself waits (test_starting.py)."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A database a process, the second one a copy of the first."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with django_db_blocker.unblock(), database.test_database(shared), django_db_blocker.block():
        yield


@pytest.fixture(scope="session", autouse=True)
def the_test_database_goes_whoever_is_still_connected() -> None:
    """A server or worker of the last test may still be on its way out; Django's own DROP DATABASE would fail then."""

    def drop(self: Any, test_database_name: str, verbosity: int) -> None:
        with self._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")

    PostgreSQLCreation._destroy_test_db = drop  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Iterator[Path]:
    """Where the office keeps its files during the tests."""
    yield DATA
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def only_what_has_rows_is_emptied_after_a_test() -> Iterator[None]:
    """Django's own way takes long on PostgreSQL, and the triggers of the trail refuse it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database.empty())
        yield


@pytest.fixture(autouse=True)
def no_heartbeat(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its thread has another connection, which does not see the rows of a test's transaction and gives a job up for
    lost that takes longer than a beat. Where transactions are real it beats.
    """
    marked = request.node.get_closest_marker("django_db")
    is_real = "live_server" in request.fixturenames or (marked and marked.kwargs.get("transaction"))
    if not is_real:
        monkeypatch.setattr("saksama.office.jobs.worker.BEAT_EVERY", 3600.0)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, with two-factor login set up where the role demands it."""
    made = {}
    for username, (name, role, region) in PEOPLE.items():
        account = Account(username=username, name=name, role=role, region=region)
        account.set_password(PASSWORD)
        if account.lacks_second_factor:
            account.totp_secret = TOTP_SECRET
        account.save()
        made[username] = account
    return Cast(**made)


@pytest.fixture
def login(cast: Cast) -> Callable[[Account], Client]:
    """A browser in which somebody is logged in."""

    def logged_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return logged_in


@pytest.fixture
def oki(db: None) -> None:
    """Kabupaten OKI with its boundaries, the stages of 2024, and two polling stations in Kota Raya."""
    database.put_regency()
    for number in ("001", "002"):
        # A list that a test has stored before may have them already.
        PollingStation.objects.update_or_create(
            election="pilkada-2024", region="16.02.05.1001", number=number, defaults={"voters": 412}
        )
