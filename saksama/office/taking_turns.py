"""A request is taken in whole, gets its turn, and is answered whole: who has a bad line keeps nobody waiting.

A field supervisor's photos may take minutes to come in, and a table minutes to be taken home. Threads of this process,
which cost nothing meanwhile, take in and give out; a few processes beside it (`answering.py`) answer what has come in,
one page at a time each, in the order in which it came in. There is one queue for all of them: with one for each, people
would wait behind a long page in one process while the other has nothing to do.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import NamedTemporaryFile
from typing import IO, Any

from saksama.office.answering import Answer, Answerer, Broke, Environ, Headers

log = logging.getLogger(__name__)

LARGEST = 600 * 1024 * 1024  # bytes of a request, above the largest list (LIST_UPLOAD_LIMIT)
IN_MEMORY = 256 * 1024  # bytes of a request; more goes to a file
PIECE = 64 * 1024  # bytes read at a time

StartResponse = Callable[[str, Headers], Any]


class TakingTurns:
    """The WSGI application that the web server calls; "module:name" names the one that answers."""

    def __init__(self, application: str, at_once: int) -> None:
        self.own = threading.local()
        self.answerers: list[Answerer] = []
        self.turns = ThreadPoolExecutor(at_once, thread_name_prefix="turn")
        everybody = threading.Barrier(at_once)
        for _ in range(at_once):
            self.turns.submit(self._begin, application, everybody)

    def _begin(self, application: str, everybody: threading.Barrier) -> None:
        """Each thread has a process of its own; all are started before the first request."""
        self.own.answerer = Answerer(application)
        self.answerers.append(self.own.answerer)
        everybody.wait()

    def close(self) -> None:
        """Ends the processes."""
        self.turns.shutdown()
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
            log.exception("no answer to %s %s", environ.get("REQUEST_METHOD"), environ.get("PATH_INFO"))
            return _refuse(start_response, "500 Internal Server Error")
        start_response(answer.status, answer.headers)
        return answer

    def _asked(self, environ: Environ, length: int) -> Answer:
        if length <= IN_MEMORY:
            said = b"".join(_taken_in(environ["wsgi.input"], length))
            return self.turns.submit(self._ask, environ, said).result()
        with NamedTemporaryFile() as body:
            body.writelines(_taken_in(environ["wsgi.input"], length))
            body.flush()
            return self.turns.submit(self._ask, environ, body.name).result()

    def _ask(self, environ: Environ, said: bytes | str) -> Answer:
        answerer: Answerer = self.own.answerer
        return answerer.ask(environ, said)


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
