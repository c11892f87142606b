"""Secrets of two-factor login lie encrypted in the database, and a lost key opens nothing."""

import importlib
from types import SimpleNamespace

import pyotp
import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from saksama.office.accounts import second_factor
from saksama.office.accounts.encrypted_field import UNREADABLE, decrypt, encrypt
from saksama.office.accounts.models import Account
from tests.office.conftest import PASSWORD, TOTP_SECRET, Cast


def in_the_database(account: Account) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT totp_secret FROM accounts_account WHERE id = %s", [account.pk])
        return str(cursor.fetchone()[0])


def test_the_database_holds_no_secret_and_the_login_works(cast: Cast) -> None:
    assert TOTP_SECRET not in in_the_database(cast.sari)
    assert Account.objects.get(username="sari").totp_secret == TOTP_SECRET
    assert second_factor.accepts_code(Account.objects.get(username="sari"), pyotp.TOTP(TOTP_SECRET).now())


def test_two_equal_secrets_look_different(cast: Cast) -> None:
    assert in_the_database(cast.sari) != in_the_database(cast.dewi)


def test_without_two_factor_login_it_is_empty(cast: Cast) -> None:
    assert in_the_database(cast.budi) == ""
    assert not cast.budi.has_second_factor


def test_with_another_key_the_password_alone_still_lets_nobody_in(cast: Cast, settings: Settings) -> None:
    settings.SECRET_KEY = "another key"  # noqa: S105
    sari = Account.objects.get(username="sari")
    assert sari.totp_secret == UNREADABLE
    assert sari.has_second_factor
    assert not second_factor.accepts_code(sari, pyotp.TOTP(TOTP_SECRET).now())
    answer = Client().post("/login/", {"username": "sari", "password": PASSWORD})
    assert answer["Location"].startswith("/login/code/")


def test_a_former_key_still_opens_what_it_encrypted(cast: Cast, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new key"  # noqa: S105
    assert Account.objects.get(username="sari").totp_secret == TOTP_SECRET


@pytest.mark.parametrize("text", ["", TOTP_SECRET, "é"])
def test_what_is_encrypted_is_decrypted(text: str) -> None:
    assert decrypt(encrypt(text)) == text


def test_the_migration_encrypts_what_lay_open_and_leads_back(cast: Cast) -> None:
    migration = importlib.import_module("saksama.office.accounts.migrations.0002_encrypt_totp_secret")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_account SET totp_secret = %s WHERE id = %s", [TOTP_SECRET, cast.sari.pk])
        cursor.execute("UPDATE accounts_account SET totp_secret = '' WHERE id <> %s", [cast.sari.pk])
    editor = SimpleNamespace(connection=connection)
    migration.encrypt_all(None, editor)
    assert TOTP_SECRET not in in_the_database(cast.sari)
    assert Account.objects.get(username="sari").totp_secret == TOTP_SECRET
    migration.decrypt_all(None, editor)
    assert in_the_database(cast.sari) == TOTP_SECRET
