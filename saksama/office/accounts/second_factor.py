"""Two-factor login: time-based codes (RFC 6238) of an authenticator app, and recovery codes for a lost telephone."""

import secrets
import time

import pyotp
import segno
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe

from saksama.office.accounts.encrypted_field import UNREADABLE
from saksama.office.accounts.models import Account, RecoveryCode

STEP = 30  # seconds a code lasts
TOLERANCE = 1  # steps a telephone's clock may be off
RECOVERY_CODES = 10
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 O 1 I: they are copied by hand


def new_secret() -> str:
    """A secret to be shared with the authenticator app."""
    return pyotp.random_base32()


def provisioning_uri(account: Account, secret: str) -> str:
    """What the picture says: the address an authenticator app understands."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name="Saksama")


def picture(uri: str) -> SafeString:
    """The address as a QR code, drawn into the page as SVG."""
    svg = segno.make(uri, error="m").svg_inline(scale=4, dark="#000", light="#fff", border=2, omitsize=True)
    return mark_safe(svg)  # noqa: S308 - segno draws modules, the text is not in it


def matching_step(secret: str, code: str, now: float | None = None) -> int | None:
    """The time step whose code this is, None if it is none of those allowed now."""
    code = "".join(code.split())
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        return None
    current = int(time.time() if now is None else now) // STEP
    generator = pyotp.TOTP(secret)
    for step in range(current - TOLERANCE, current + TOLERANCE + 1):
        if secrets.compare_digest(generator.generate_otp(step), code):
            return step
    return None


def accepts_code(account: Account, code: str) -> bool:
    """True if the code is right and was not used before; it is used up by that."""
    secret = account.totp_secret
    step = matching_step(secret, code) if secret and secret != UNREADABLE else None
    if step is None:
        return False
    # The condition makes of two requests with the same code one lose.
    return Account.objects.filter(pk=account.pk, totp_last_step__lt=step).update(totp_last_step=step) == 1


def accepts_recovery_code(account: Account, code: str) -> bool:
    """True if it is an unused recovery code; it is used up by that."""
    unused = account.recovery_codes.filter(digest=digest_of(code), used=None)
    return bool(unused.update(used=timezone.now()))


@transaction.atomic
def set_up(account: Account, secret: str, step: int) -> list[str]:
    """Turns two-factor login on, gives ten fresh recovery codes and voids the old ones."""
    account.totp_secret, account.totp_last_step = secret, step
    account.save(update_fields=["totp_secret", "totp_last_step"])
    codes = [new_code(10) for _ in range(RECOVERY_CODES)]
    account.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=digest_of(code)) for code in codes)
    return codes


@transaction.atomic
def take_off(account: Account) -> None:
    """Turns two-factor login off."""
    account.totp_secret, account.totp_last_step = "", 0
    account.save(update_fields=["totp_secret", "totp_last_step"])
    account.recovery_codes.all().delete()


def new_code(length: int) -> str:
    """A random code in groups of four or five, to be copied by hand: 5 bits a character."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    group = 5 if length % 5 == 0 else 4
    return "-".join(characters[start : start + group] for start in range(0, length, group))


def digest_of(code: str) -> str:
    """What is kept of a code. It is long and random, so a keyed hash is enough."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return salted_hmac("saksama.code", plain, algorithm="sha256").hexdigest()
