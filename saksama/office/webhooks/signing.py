"""The signature of a message, as the Standard Webhooks specification 1.0 has it: HMAC-SHA256 over id, time and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"


def new_secret() -> str:
    """192 bits; the receiver takes the text as it is."""
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def signature(secret: str, number: str, timestamp: int, body: str) -> str:
    """`v1,` and the base64 of the MAC."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    mac = hmac.digest(key, f"{number}.{timestamp}.{body}".encode(), hashlib.sha256)
    return f"v1,{base64.b64encode(mac).decode()}"


def headers(keys: Iterable[str], number: str, timestamp: int, body: str) -> dict[str, str]:
    """What goes with the body; while a secret is being changed one signature for each, a space between."""
    return {
        "webhook-id": number,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(key, number, timestamp, body) for key in keys),
    }
