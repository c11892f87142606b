"""Handing mails over: to a server by SMTP, or into a folder. A failure says whether to try again."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol

from django.conf import settings

from saksama.office.smtp_address import SmtpAddress

TIMEOUT = 10.0  # seconds without an answer of the server


class MailError(Exception):
    """A mail did not go out. `permanent`: this mail never will; `server`: no other mail would go out now either."""

    def __init__(self, said: str, *, permanent: bool = False, server: bool = False) -> None:
        super().__init__(said)
        self.said = " ".join(said.split())[:300]
        self.permanent = permanent
        self.server = server


class Transport(Protocol):
    """Takes mails, one after the other."""

    def send(self, message: EmailMessage) -> None:
        """Returns once the mail is in other hands.

        Raises:
            MailError: it is not.
        """
        ...


def is_on() -> bool:
    """True if this office writes e-mails at all."""
    return settings.SMTP is not None or settings.MAIL_FOLDER is not None


@contextmanager
def transport() -> Iterator[Transport]:
    """An open way out, for as many mails as there are.

    Raises:
        MailError: there is none, or the server does not let us in.
    """
    if settings.MAIL_FOLDER is not None:
        yield Folder(Path(settings.MAIL_FOLDER))
    elif settings.SMTP is not None:
        with _connected(settings.SMTP) as server:
            yield Server(server)
    else:
        raise MailError("SAKSAMA_SMTP is empty: this office sends no e-mail", server=True)


class Folder:
    """Writes each mail as a file, for the demonstration and for tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Named by its Message-ID: written twice it is one file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = "".join(sign for sign in str(message["Message-ID"]).partition("@")[0] if sign.isalnum() or sign in "-.")
        half = self.folder / f".{name}.tmp"
        half.write_bytes(bytes(message))
        half.replace(self.folder / f"{name}.eml")


class Server:
    """An SMTP server that has let us in."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self.server = server

    def send(self, message: EmailMessage) -> None:
        """One mail to one address."""
        try:
            self.server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            (code, said), *_others = error.recipients.values()
            raise MailError(_say(code, said), permanent=code >= 500) from error
        except smtplib.SMTPSenderRefused as error:
            # Our own address is refused: that is for the administrator to mend, and the mail can wait.
            raise MailError(_say(error.smtp_code, error.smtp_error), server=True) from error
        except smtplib.SMTPDataError as error:
            raise MailError(_say(error.smtp_code, error.smtp_error), permanent=error.smtp_code >= 500) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailError(str(error) or type(error).__name__, server=True) from error


@contextmanager
def _connected(address: SmtpAddress) -> Iterator[smtplib.SMTP]:
    server: smtplib.SMTP | None = None
    try:
        try:
            server = _entered(address)
        except smtplib.SMTPResponseException as error:
            raise MailError(_say(error.smtp_code, error.smtp_error), server=True) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailError(str(error) or type(error).__name__, server=True) from error
        yield server
    finally:
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()


def _entered(address: SmtpAddress) -> smtplib.SMTP:
    hello = parseaddr(settings.MAIL_FROM)[1].partition("@")[2] or "localhost"
    if address.encryption == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            address.host, address.port, hello, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(address.host, address.port, hello, timeout=TIMEOUT)
    try:
        if address.encryption == "starttls":
            # Demanded, not only taken if offered: else whoever sits between could have it in the clear.
            server.starttls(context=ssl.create_default_context())
        if address.user:
            server.login(address.user, address.password)
    except BaseException:
        server.close()
        raise
    return server


def _say(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"
