"""One POST to an address that somebody typed: https only, never into our own network, no redirect, little patience.

The name is resolved once, every address it has is looked at, and the connection goes to one of those: a name that
answers differently the second time (DNS rebinding) leads nowhere else.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from saksama.language import Text

CONNECT = 5.0  # seconds
ANSWER = 10.0  # seconds for each read
READ = 4096  # bytes of the answer, which nobody looks at


@dataclass
class NotDelivered(Exception):  # noqa: N818 - named by what the office sees
    """Why it did not arrive, and whether another attempt can help."""

    why: Text
    permanent: bool
    status: int | None = None

    def __str__(self) -> str:
        return self.why.en


def post(address: str, body: str, headers: Mapping[str, str]) -> int:
    """Sends it; gives the status of the answer, 200 to 299.

    Raises:
        NotDelivered: anything else.
    """
    parts = urlsplit(address)
    host, port = allowed(address)
    target = _reachable(host, port)
    connection = _connection(parts.scheme, host, port, target)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    sent = {"Content-Type": "application/json", "User-Agent": "Saksama-Webhooks/1", **headers}
    try:
        connection.request("POST", path, body.encode(), sent)
        answer = connection.getresponse()
        answer.read(READ)
    except ssl.SSLCertVerificationError as error:
        raise NotDelivered(
            Text("Sertifikat server penerima tidak sah.", "The receiver's certificate is not valid."), permanent=False
        ) from error
    except (OSError, http.client.HTTPException) as error:
        why = Text("Penerima tidak menjawab ({kind}).", "The receiver does not answer ({kind}).")
        raise NotDelivered(why.fill(kind=type(error).__name__), permanent=False) from error
    finally:
        connection.close()
    if 200 <= answer.status < 300:
        return answer.status
    why = Text("Penerima menjawab {status}.", "The receiver answers {status}.").fill(status=answer.status)
    raise NotDelivered(why, permanent=_is_permanent(answer.status), status=answer.status)


def allowed(address: str) -> tuple[str, int]:
    """Host and port of an address that may be called at all.

    Raises:
        NotDelivered: no https, a user in it, or no host.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotDelivered(Text("Ini bukan alamat.", "This is no address."), permanent=True) from error
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOKS_INSIDE):
        raise NotDelivered(Text("Alamat harus https.", "The address must be https."), permanent=True)
    if not host or parts.username or parts.password or parts.fragment:
        raise NotDelivered(
            Text("Alamat tanpa nama pengguna dan sandi, mohon.", "No user name or password in the address, please."),
            permanent=True,
        )
    return host, port or (443 if parts.scheme == "https" else 80)


def _reachable(host: str, port: int) -> str:
    """One of the addresses of a host, all of which are out in the world."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotDelivered(Text("Nama ini tidak ditemukan.", "This name is not found."), permanent=False) from error
    numbers = [str(each[4][0]) for each in found]
    if not settings.WEBHOOKS_INSIDE and not all(is_outside(number) for number in numbers):
        raise NotDelivered(
            Text("Alamat ini menuju jaringan dalam.", "This address leads into an inside network."), permanent=True
        )
    return numbers[0]


def is_outside(number: str) -> bool:
    """True for an address on the public internet: not private, loopback, link-local, multicast or reserved."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        # An IPv4 address in the clothes of an IPv6 one is judged as what it is.
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_outside(str(inner))
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return is_outside(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not address.is_multicast


def _is_permanent(status: int) -> bool:
    """Another attempt does not help if the receiver does not want it; it may after a pause, an error or a moment."""
    return 300 <= status < 500 and status not in (408, 409, 425, 429)


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was looked at, whatever the name says now."""

    def __init__(self, host: str, port: int, target: str) -> None:
        super().__init__(host, port, timeout=ANSWER)
        self.target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target, self.port), CONNECT)
        self.sock.settimeout(ANSWER)


class _PinnedTls(_Pinned):
    """The same with TLS; the certificate must be that of the name."""

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _connection(scheme: str, host: str, port: int, target: str) -> _Pinned:
    return _PinnedTls(host, port, target) if scheme == "https" else _Pinned(host, port, target)
