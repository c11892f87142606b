"""Who has a bad line keeps nobody waiting, and a page that goes wrong spoils no other."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saksama.office import answering
from saksama.office.accounts.models import Account
from saksama.office.answering import Answer
from saksama.office.taking_turns import LARGEST, TakingTurns
from tests.office.conftest import Cast

AT_ONCE = 2
Asked = tuple[str, dict[str, str], bytes]


@pytest.fixture(scope="module")
def application() -> Iterator[TakingTurns]:
    made = TakingTurns("tests.office.frame.answers:echo", AT_ONCE)
    yield made
    made.close()


def asked(application: TakingTurns, path: str, line: Any = None, length: object = "") -> Asked:
    """Status, headers and body of an answer."""
    said: list[tuple[str, dict[str, str]]] = []
    environ = {"PATH_INFO": path, "wsgi.input": line or io.BytesIO(), "CONTENT_LENGTH": length}
    answer = application(environ, lambda status, headers: said.append((status, dict(headers))))
    body = b"".join(answer)
    if isinstance(answer, Answer):
        answer.close()
    return *said[0], body


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


def test_request_and_answer_come_through_whole_whether_small_or_large_or_empty(application: TakingTurns) -> None:
    for content in (b"", b"x", bytes(250_000), bytes(3_000_000)):
        status, _headers, body = asked(application, "/", io.BytesIO(content), str(len(content)))
        assert (status, body) == ("200 OK", content)


def test_what_is_sent_without_its_length_is_left_aside(application: TakingTurns) -> None:
    assert asked(application, "/", io.BytesIO(b"not announced"))[2] == b""


def test_slow_senders_keep_nobody_waiting(application: TakingTurns) -> None:
    lines = [SlowLine() for _ in range(3 * AT_ONCE)]
    with ThreadPoolExecutor(len(lines)) as senders:
        answers = [senders.submit(asked, application, "/", line, "10") for line in lines]
        for line in lines:
            assert line.begun.wait(20)
        assert asked(application, "/", io.BytesIO(b"quick"), "5")[2] == b"quick"
        assert not any(answer.done() for answer in answers)
        for line in lines:
            line.go_on.set()
        assert {answer.result()[2] for answer in answers} == {b"1234567890"}


def test_a_reader_who_takes_the_answer_slowly_keeps_nobody_waiting(application: TakingTurns) -> None:
    table = bytes(2_000_000)
    environ = {"PATH_INFO": "/", "CONTENT_LENGTH": len(table)}
    with ExitStack() as closed:
        for _ in range(3 * AT_ONCE):
            answer = application({**environ, "wsgi.input": io.BytesIO(table)}, lambda status, headers: None)
            assert isinstance(answer, Answer)
            closed.callback(answer.close)
            assert 0 < len(next(iter(answer))) < len(table)
        assert asked(application, "/", io.BytesIO(b"quick"), "5")[2] == b"quick"


def test_long_pages_leave_a_spare_process_to_all_others(application: TakingTurns, tmp_path: Path) -> None:
    sign = tmp_path / "go-on"
    with ThreadPoolExecutor(AT_ONCE) as elsewhere:
        long = [elsewhere.submit(asked, application, f"/wait{sign}") for _ in range(AT_ONCE)]
        quick = {asked(application, "/")[1]["X-Process"] for _ in range(20)}
        assert not any(each.done() for each in long)
        sign.touch()
        assert len(quick) == 1
        assert not quick & {each.result()[1]["X-Process"] for each in long}


def test_nobody_is_overtaken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "LONG", 60)
    one = TakingTurns("tests.office.frame.answers:echo", at_once=1, spare=1)
    sign = tmp_path / "go-on"
    ended: list[int] = []
    with ThreadPoolExecutor(30) as others:
        first = others.submit(asked, one, f"/wait{sign}")
        _until(lambda: one.waiting.empty())
        for number in range(20):
            waiting = others.submit(asked, one, "/")
            waiting.add_done_callback(lambda _answer, number=number: ended.append(number))  # type: ignore[misc]
            _until(lambda number=number: one.waiting.qsize() == number + 1)  # type: ignore[misc]
        sign.touch()
        assert first.result()[0] == "200 OK"
    one.close()
    assert sorted(ended) == list(range(20))
    assert all(abs(place - number) <= 2 for place, number in enumerate(ended))


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if holds():
            return
        time.sleep(0.01)
    raise TimeoutError


def test_a_process_that_died_while_it_had_nothing_to_do_costs_nobody_an_answer(application: TakingTurns) -> None:
    for each in application.answerers:
        each.process.kill()
        each.process.join()
    assert {asked(application, "/")[0] for _ in range(20)} == {"200 OK"}


def test_a_page_that_hangs_is_ended(application: TakingTurns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "LONGEST", 0.2)
    assert asked(application, f"/wait{tmp_path / 'never'}")[0] == "500 Internal Server Error"
    assert asked(application, "/")[0] == "200 OK"


def test_an_error_is_answered_as_one_and_nothing_half_made_goes_out(application: TakingTurns) -> None:
    assert asked(application, "/error") == ("500 Internal Server Error", {"Content-Length": "0"}, b"")
    assert asked(application, "/broken-table")[::2] == ("500 Internal Server Error", b"")
    assert asked(application, "/")[0] == "200 OK"


def test_a_process_that_dies_is_followed_by_another(application: TakingTurns) -> None:
    before = {asked(application, "/")[1]["X-Process"] for _ in range(40)}
    for _ in range(20):
        assert asked(application, "/die")[0] == "500 Internal Server Error"
    after = {asked(application, "/")[1]["X-Process"] for _ in range(20)}
    assert after and not before & after


def test_half_a_request_and_one_without_an_end_are_not_answered_by_the_office(application: TakingTurns) -> None:
    assert asked(application, "/die", io.BytesIO(b"hal"), "4")[0] == "400 Bad Request"
    assert asked(application, "/die", io.BytesIO(bytes(300_000)), "300001")[0] == "400 Bad Request"
    assert asked(application, "/die", io.BytesIO(), str(LARGEST + 1))[0] == "413 Content Too Large"


def test_a_table_that_is_sent_line_by_line_speaks_the_readers_language(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    sari = login(cast.sari)
    assert "Tanggal" in sari.get("/records/threats/export.csv").getvalue().decode()
    sari.cookies["django_language"] = "en"
    assert "Date" in sari.get("/records/threats/export.csv").getvalue().decode()
