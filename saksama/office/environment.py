"""The environment, read in one place: each variable, its default and what it must look like.

Reading has no side effect. `prepare` makes the data folder and the secret key; the commands that start the office
call it, importing the settings does not.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from saksama.errors import InputError, OutputError
from saksama.language import Text
from saksama.office.smtp_address import SmtpAddress
from saksama.office.smtp_address import parse as parse_smtp

KEY_FILE = "secret-key"


@dataclass(frozen=True)
class Environment:
    """What the office takes from outside. All variables are optional."""

    data: Path  # SAKSAMA_DATA: folder of database, rolls, uploads and secret key
    database_url: str  # DATABASE_URL: postgresql://…; empty means SQLite in the data folder
    secret_key: str  # SAKSAMA_SECRET_KEY, else the file in the data folder, else one for this process only
    hosts: list[str]  # SAKSAMA_HOSTS: names under which the office is reached, comma between
    https: bool  # SAKSAMA_HTTPS=1: cookies only over https, HSTS
    proxy: bool  # SAKSAMA_PROXY=1: a reverse proxy of ours sets X-Forwarded-For and X-Forwarded-Proto
    today: date | None  # SAKSAMA_TODAY: a fixed date, for the demonstration
    webhooks_inside: bool  # SAKSAMA_WEBHOOKS_INSIDE=1: webhooks may go by http, and into the office's own network
    address: str  # SAKSAMA_ADDRESS: https://…, how mails name the office; empty: made from the hosts
    smtp: SmtpAddress | None  # SAKSAMA_SMTP: smtp://user:password@host:587; empty: no e-mail
    mail_from: str  # SAKSAMA_MAIL_FROM: who mails are from; empty: saksama@ the host of the address
    debug: bool  # SAKSAMA_DEBUG=1: tracebacks in the browser; never on a server


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Reads and checks the variables.

    Raises:
        InputError: a variable has a value that cannot be used.
    """
    values = os.environ if variables is None else variables
    data = Path(values.get("SAKSAMA_DATA", "office-data")).absolute()
    hosts = [host.strip() for host in values.get("SAKSAMA_HOSTS", "").split(",") if host.strip()]
    https = _switch(values, "SAKSAMA_HTTPS")
    address = _address(values, hosts, https=https)
    return Environment(
        data=data,
        database_url=_database_url(values),
        secret_key=values.get("SAKSAMA_SECRET_KEY", "") or _stored_key(data) or secrets.token_urlsafe(48),
        hosts=[*hosts, "localhost", "127.0.0.1", "[::1]"],
        https=https,
        proxy=_switch(values, "SAKSAMA_PROXY"),
        today=_date(values, "SAKSAMA_TODAY"),
        webhooks_inside=_switch(values, "SAKSAMA_WEBHOOKS_INSIDE"),
        address=address,
        smtp=parse_smtp(values.get("SAKSAMA_SMTP", "")),
        mail_from=_mail_from(values, address),
        debug=_switch(values, "SAKSAMA_DEBUG"),
    )


def prepare(data: Path) -> None:
    """Makes the data folder and, if none is there, the secret key, readable by its owner only.

    Raises:
        OutputError: the folder cannot be written to.
    """
    path = data / KEY_FILE
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            return
        # O_EXCL: of two servers starting at once one makes the key, and both then read the same.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        return
    except OSError as error:
        raise OutputError(
            Text("Folder data tidak dapat ditulis.", "The data folder cannot be written to."),
            Text(
                "Beri izin tulis, atau pilih folder lain dengan SAKSAMA_DATA.",
                "Allow writing to it, or choose another with SAKSAMA_DATA.",
            ),
            file=str(data),
        ) from error


def _stored_key(data: Path) -> str:
    path = data / KEY_FILE
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


def _database_url(values: Mapping[str, str]) -> str:
    url = values.get("DATABASE_URL", "")
    scheme = url.partition(":")[0]
    if url and scheme not in ("postgresql", "postgres"):
        # The rest of an address may hold a password: only its scheme is repeated.
        remedy = Text(
            "Isi postgresql://nama:sandi@host/basisdata, atau kosongkan untuk SQLite.",
            "Write postgresql://name:password@host/database, or leave it empty for SQLite.",
        )
        raise _unusable("DATABASE_URL", f"{scheme}:…", remedy)
    return url


def _switch(values: Mapping[str, str], name: str) -> bool:
    value = values.get(name, "0")
    if value not in ("0", "1", ""):
        raise _unusable(name, value, Text("Isi 0 atau 1.", "Set it to 0 or 1."))
    return value == "1"


def _date(values: Mapping[str, str], name: str) -> date | None:
    value = values.get(name, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        remedy = Text("Isi seperti 2024-07-15.", "Write it like 2024-07-15.")
        raise _unusable(name, value, remedy) from error


def _address(values: Mapping[str, str], hosts: list[str], *, https: bool) -> str:
    given = values.get("SAKSAMA_ADDRESS", "").rstrip("/")
    if not given:
        return f"{'https' if https else 'http'}://{hosts[0]}" if hosts else "http://localhost:8000"
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        remedy = Text("Isi seperti https://saksama.contoh.go.id.", "Write it like https://saksama.example.org.")
        raise _unusable("SAKSAMA_ADDRESS", given, remedy)
    return given


def _mail_from(values: Mapping[str, str], address: str) -> str:
    given = values.get("SAKSAMA_MAIL_FROM", "") or f"Saksama <saksama@{urlsplit(address).hostname}>"
    _name, mailbox = parseaddr(given)
    if "@" not in mailbox or any(sign in given for sign in "\r\n"):
        remedy = Text("Isi seperti Bawaslu OKI <surel@contoh.go.id>.", "Write it like Bawaslu OKI <mail@example.org>.")
        raise _unusable("SAKSAMA_MAIL_FROM", given, remedy)
    return given


def _unusable(name: str, value: str, remedy: Text) -> InputError:
    what = Text("Nilai {value} tidak dapat dipakai.", "The value {value} cannot be used.").fill(value=repr(value))
    return InputError(what, remedy, file=name)
