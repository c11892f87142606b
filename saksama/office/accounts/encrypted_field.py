"""A column whose text lies encrypted in the database: a copy of it without the secret key tells nothing.

The key is derived from the office's secret key, which is kept in a file of its own, outside the database.
"""

import base64
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

# What a text reads as that another key has encrypted. It is not empty: a lost key must not look like a login that
# never had a second factor.
UNREADABLE = "unreadable"

if TYPE_CHECKING:
    Characters = models.CharField[str, str]  # generic for the type checker only
else:
    Characters = models.CharField


def encrypt(text: str) -> str:
    """A token that only the secret key opens; the empty text stays empty."""
    return _keys().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text, or UNREADABLE if it was encrypted under another key."""
    try:
        return _keys().decrypt(token.encode()).decode() if token else ""
    except InvalidToken:
        return UNREADABLE


class EncryptedField(Characters):
    """A short text, plain in Python and encrypted in the database. It cannot be searched, only compared with empty."""

    def get_prep_value(self, value: Any) -> Any:
        """On its way into the database."""
        return encrypt(super().get_prep_value(value) or "")

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str:
        """On its way out."""
        return decrypt(value or "")


def _keys() -> MultiFernet:
    return _keys_of(str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _keys_of(*secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str) -> bytes:
    """HKDF (RFC 5869): the secret key signs sessions too, and one use must tell nothing about another."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"saksama encrypted field 1")
    return base64.urlsafe_b64encode(derive.derive(secret.encode()))
