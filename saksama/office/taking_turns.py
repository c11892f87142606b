"""A request is taken in whole before it gets its turn: who sends over a bad line keeps nobody waiting.

A field supervisor's photos may take minutes to come in. They are read by a thread that costs nothing meanwhile; few
threads, each with its connection to the database, answer what has come in, in the order in which it came in.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

AT_ONCE = 2  # answered at the same time by one process: a long page must not keep the short ones waiting
LARGEST = 600 * 1024 * 1024  # bytes of a request, above the largest list (LIST_UPLOAD_LIMIT)
IN_MEMORY = 256 * 1024  # bytes; more goes to a file
PIECE = 64 * 1024  # bytes read at a time

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class TakingTurns:
    """A WSGI application before another."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.turns = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answering")

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST:
            start_response("413 Content Too Large", [("Content-Length", "0")])
            return [b""]
        with SpooledTemporaryFile(IN_MEMORY) as body:
            if _take_in(environ["wsgi.input"], body, length) < length:
                start_response("400 Bad Request", [("Content-Length", "0")])  # the line broke; nobody hears it
                return [b""]
            body.seek(0)
            whole = {**environ, "wsgi.input": body}
            return self.turns.submit(self.application, whole, start_response).result()


def _take_in(line: IO[bytes], body: IO[bytes], length: int) -> int:
    taken = 0
    while taken < length and (piece := line.read(min(PIECE, length - taken))):
        body.write(piece)
        taken += len(piece)
    return taken
