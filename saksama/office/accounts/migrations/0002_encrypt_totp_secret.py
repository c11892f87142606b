"""Encrypts the secrets of two-factor login where they lie."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from saksama.office.accounts.encrypted_field import EncryptedField, decrypt, encrypt


def encrypt_all(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Plain text becomes a token."""
    _rewrite(editor, encrypt)


def decrypt_all(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """And back."""
    _rewrite(editor, decrypt)


def _rewrite(editor: BaseDatabaseSchemaEditor, change: Callable[[str], str]) -> None:
    # By SQL: the model of this step reads and writes through the field, which would do its part a second time.
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, totp_secret FROM accounts_account WHERE totp_secret <> ''")
        for pk, value in cursor.fetchall():
            cursor.execute("UPDATE accounts_account SET totp_secret = %s WHERE id = %s", [change(value), pk])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="totp_secret",
            field=EncryptedField(blank=True, editable=False, max_length=255),
        ),
        migrations.RunPython(encrypt_all, decrypt_all),
    ]
