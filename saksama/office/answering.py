"""A process that answers requests, one after the other, and how this process talks to it.

What goes over to it: the plain part of the WSGI environ, and the body, or the name of its file if it is large. What
comes back: status and headers, then the body in pieces.
"""

import gc
import io
import logging
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol, runtime_checkable

from saksama.processes import FRESH, end_with_parent

log = logging.getLogger(__name__)

IN_MEMORY = 256 * 1024  # bytes of an answer; more goes to a file
PIECE = 256 * 1024  # bytes sent and given out at a time
LONG = 1.0  # seconds after which a page is a long one
LONGEST = 600.0  # seconds after which a process hangs and is ended

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@runtime_checkable
class Closable(Protocol):
    """An answer that wants to know when it has been taken, as WSGI (PEP 3333) allows."""

    def close(self) -> None:
        """Called once, whole or not."""


class Broke(Exception):
    """There is no whole answer: an error in the middle of it, or the process was killed."""


@dataclass(frozen=True)
class Answer:
    """What came back, whole; its pieces can be taken once, and the server closes it even if nobody takes them."""

    status: str
    headers: Headers
    body: IO[bytes]

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.body.read(PIECE), b"")

    def close(self) -> None:
        """WSGI (PEP 3333) asks for it."""
        self.body.close()


class Answerer:
    """One process with the application that "module:name" names. A process that died is followed by a new one."""

    def __init__(self, application: str) -> None:
        self.application = application
        self._start()

    def _start(self) -> None:
        line, other = FRESH.Pipe()
        process = FRESH.Process(target=answer_all, args=(self.application, other), daemon=True)
        process.start()  # fails on a machine without memory: then the next request tries again
        other.close()
        self.line, self.process = line, process

    def ask(self, environ: Environ, said: bytes | str, takes_long: Callable[[], None]) -> Answer:
        """Hands the request over and takes the answer in; `said` is the body or the name of its file.

        `takes_long` is called if nothing has come back after LONG seconds.

        Raises:
            Broke: no whole answer. If the process has died, the next request goes to a new one.
        """
        if not self.process.is_alive():  # killed while it had nothing to do
            self.end()
            self._start()
        with ExitStack() as unless_whole:
            body: IO[bytes] = unless_whole.enter_context(SpooledTemporaryFile(IN_MEMORY))
            try:
                self.line.send((_plain(environ), said))
                if not self.line.poll(LONG):
                    takes_long()
                    if not self.line.poll(LONGEST):
                        raise EOFError
                status, headers = self.line.recv()
                while piece := self.line.recv_bytes():
                    body.write(piece)
                is_whole = self.line.recv()
            except (EOFError, OSError) as error:
                self.end()
                raise Broke from error
            if not is_whole:
                raise Broke
            unless_whole.pop_all()
        body.seek(0)
        return Answer(status, headers, body)

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self.line.close()
        self.process.kill()
        self.process.join()


def _plain(environ: Environ) -> Environ:
    """What can be said to another process; the open files of the web server stay here."""
    return {key: value for key, value in environ.items() if isinstance(value, (str, int, tuple))}


def answer_all(name: str, line: Connection) -> None:
    """The life of the process: requests come in over the line, until nobody is at its other end."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent lets answers be finished first
    module, _colon, member = name.partition(":")
    application: Application = getattr(import_module(module), member)
    _spare_the_collector()
    while True:
        try:
            environ, said = line.recv()
        except EOFError:
            return
        with open(said, "rb") if isinstance(said, str) else io.BytesIO(said) as body:
            _answer(application, {**environ, "wsgi.input": body, "wsgi.errors": sys.stderr}, line)


def _spare_the_collector() -> None:
    """What has been imported stays, and a page makes some thousand objects and no rings of them: seldom is enough."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _answer(application: Application, environ: Environ, line: Connection) -> None:
    begun = False

    def start_response(status: str, headers: Headers, _error: object = None) -> None:
        nonlocal begun
        begun = True
        line.send((status, headers))

    is_whole = True
    pieces: Iterable[bytes] = ()
    try:
        pieces = application(environ, start_response)
        for piece in _gathered(pieces):
            line.send_bytes(piece)
    except Exception:
        log.exception("an answer broke off")  # an address may hold a one-time code
        is_whole = False
    finally:
        if isinstance(pieces, Closable):
            pieces.close()
    if not begun:
        line.send(("500 Internal Server Error", []))
    line.send_bytes(b"")
    line.send(is_whole)


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same in fewer and larger pieces, none of them empty: a table is made line by line."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if size:
        yield b"".join(waiting)
