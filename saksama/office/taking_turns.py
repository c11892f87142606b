"""A request is taken in whole, gets its turn, and is answered whole: who has a bad line keeps nobody waiting.

A field supervisor's photos may take minutes to come in, and a table minutes to be taken home. Threads of this process,
which cost nothing meanwhile, take in and give out; a few processes beside it (`answering.py`) answer what has come in,
one page at a time each, in the order in which it came in. There is one queue for all of them: with one for each, people
would wait behind a long page in one process while the other has nothing to do. And there are more processes than work
at a time: one whose page takes long (a table of everything) no longer counts, and a spare one goes on with the others.
"""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue
from tempfile import NamedTemporaryFile
from threading import Semaphore, Thread
from typing import IO, Any

from saksama.office.answering import Answer, Answerer, Broke, Environ, Headers

log = logging.getLogger(__name__)

LARGEST = 600 * 1024 * 1024  # bytes of a request, above the largest list (LIST_UPLOAD_LIMIT)
IN_MEMORY = 256 * 1024  # bytes of a request; more goes to a file
PIECE = 64 * 1024  # bytes read at a time

StartResponse = Callable[[str, Headers], Any]


@dataclass(frozen=True)
class Turn:
    """A request that has come in whole, and where its answer is waited for."""

    environ: Environ
    said: bytes | str  # the body, or the name of its file
    answer: "Future[Answer]"


class TakingTurns:
    """The WSGI application that the web server calls; "module:name" names the one that answers.

    `at_once`: processes that work at a time, about as many as there are cores; `spare`: what there is for long pages.
    """

    def __init__(self, application: str, at_once: int, spare: int = 1) -> None:
        self.waiting: SimpleQueue[Turn | None] = SimpleQueue()
        self.short = Semaphore(at_once)
        self.answerers = [Answerer(application) for _ in range(at_once + spare)]
        for answerer in self.answerers:
            Thread(target=self._take_turns, args=(answerer,), daemon=True).start()

    def close(self) -> None:
        """Ends the processes."""
        for _ in self.answerers:
            self.waiting.put(None)
        for each in self.answerers:
            each.end()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST:
            return _refuse(start_response, "413 Content Too Large")
        try:
            answer = self._asked(environ, length)
        except ConnectionError:  # the line broke; nobody hears it
            return _refuse(start_response, "400 Bad Request")
        except Broke:
            log.exception("no answer to a %s", environ.get("REQUEST_METHOD"))  # an address may hold a one-time code
            return _refuse(start_response, "500 Internal Server Error")
        start_response(answer.status, answer.headers)
        return answer

    def _asked(self, environ: Environ, length: int) -> Answer:
        if length <= IN_MEMORY:
            return self._answered(environ, b"".join(_taken_in(environ["wsgi.input"], length)))
        with NamedTemporaryFile() as body:
            body.writelines(_taken_in(environ["wsgi.input"], length))
            body.flush()
            return self._answered(environ, body.name)

    def _answered(self, environ: Environ, said: bytes | str) -> Answer:
        turn = Turn(environ, said, Future())
        self.waiting.put(turn)
        return turn.answer.result()

    def _take_turns(self, answerer: Answerer) -> None:
        """The life of a thread with its process. It waits for its place before it takes a turn: nobody is overtaken."""
        while True:
            with ExitStack() as place:
                self.short.acquire()
                place.callback(self.short.release)
                turn = self.waiting.get()
                if turn is None:
                    return
                try:
                    turn.answer.set_result(answerer.ask(turn.environ, turn.said, takes_long=place.close))
                except Exception as error:
                    turn.answer.set_exception(error)


def _taken_in(line: IO[bytes], length: int) -> Iterable[bytes]:
    """All that was announced.

    Raises:
        ConnectionError: less came.
    """
    while length:
        piece = line.read(min(PIECE, length))
        if not piece:
            raise ConnectionError
        length -= len(piece)
        yield piece


def _refuse(start_response: StartResponse, status: str) -> list[bytes]:
    start_response(status, [("Content-Length", "0")])
    return [b""]
