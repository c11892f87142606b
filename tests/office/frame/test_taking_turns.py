"""Who sends over a bad line keeps nobody waiting."""

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.taking_turns import AT_ONCE, LARGEST, TakingTurns
from tests.office.conftest import Cast


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers with what it was sent."""
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def asked(application: TakingTurns, line: Any, length: object) -> tuple[str, bytes]:
    """Status and body of an answer."""
    said: list[str] = []
    environ = {"wsgi.input": line, "CONTENT_LENGTH": length}
    body = b"".join(application(environ, lambda status, headers: said.append(status)))
    return said[0], body


class SlowLine:
    """Gives its first piece, and the rest only when it is told to."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.pieces = [b"12345", b"67890"]

    def read(self, size: int) -> bytes:
        """One piece."""
        if self.begun.is_set():
            assert self.go_on.wait(20)
        self.begun.set()
        return self.pieces.pop(0)


def test_a_request_comes_through_whole_whether_small_or_large_or_empty() -> None:
    application = TakingTurns(echo)
    for content in (b"", b"x", bytes(1_000_000)):
        assert asked(application, io.BytesIO(content), str(len(content))) == ("200 OK", content)
    assert asked(application, io.BytesIO(b"not announced"), "") == ("200 OK", b"")


def test_slow_senders_keep_nobody_waiting() -> None:
    application = TakingTurns(echo)
    lines = [SlowLine() for _ in range(3 * AT_ONCE)]
    answers: list[tuple[str, bytes]] = []
    senders = [
        threading.Thread(target=lambda line=line: answers.append(asked(application, line, "10"))) for line in lines
    ]
    for sender, line in zip(senders, lines, strict=True):
        sender.start()
        assert line.begun.wait(20)
    assert asked(application, io.BytesIO(b"quick"), "5") == ("200 OK", b"quick")
    assert answers == []
    for line in lines:
        line.go_on.set()
    for sender in senders:
        sender.join(20)
    assert answers == [("200 OK", b"1234567890")] * len(lines)


def test_half_a_request_and_one_without_an_end_are_not_answered_by_the_office() -> None:
    def never(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        raise AssertionError

    application = TakingTurns(never)
    assert asked(application, io.BytesIO(b"hal"), "4")[0] == "400 Bad Request"
    assert asked(application, io.BytesIO(), str(LARGEST + 1))[0] == "413 Content Too Large"


def test_a_table_that_is_sent_line_by_line_speaks_the_readers_language(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    sari = login(cast.sari)
    assert "Tanggal" in sari.get("/records/threats/export.csv").getvalue().decode()
    sari.cookies["django_language"] = "en"
    assert "Date" in sari.get("/records/threats/export.csv").getvalue().decode()
