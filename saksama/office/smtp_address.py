"""The mail server as SAKSAMA_SMTP names it: smtp://user:password@host:587 or smtps://user:password@host:465."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from saksama.errors import InputError
from saksama.language import Text

PORTS = {"smtp": 587, "smtps": 465}  # RFC 6409 submission; RFC 8314 submission over TLS from the start
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

REMEDY = Text(
    "Isi smtp://nama:sandi@host:587 (STARTTLS) atau smtps://nama:sandi@host:465, atau kosongkan: tanpa surel.",
    "Write smtp://name:password@host:587 (STARTTLS) or smtps://name:password@host:465, or leave it empty: no e-mail.",
)


@dataclass(frozen=True)
class SmtpAddress:
    """Where mails are handed over. Unencrypted only to a server on this very machine."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    encryption: str = "starttls"  # starttls, tls from the start, or none

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def parse(url: str) -> SmtpAddress | None:
    """The address, None for an empty text.

    Raises:
        InputError: it cannot be used; the password is never repeated.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _unusable() from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise _unusable()
    own = parts.hostname in OWN_MACHINE
    return SmtpAddress(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encryption="tls" if parts.scheme == "smtps" else "none" if own else "starttls",
    )


def _unusable() -> InputError:
    what = Text("Alamat server surel tidak dapat dipakai.", "The address of the mail server cannot be used.")
    return InputError(what, REMEDY, file="SAKSAMA_SMTP")
