"""Small WSGI applications for the processes that answer; a process imports them by name."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers with what it was sent, or does what the address asks for."""
    path = str(environ.get("PATH_INFO", ""))
    if path == "/die":
        os._exit(3)
    if path == "/error":
        raise ValueError(path)
    if path.startswith("/wait"):
        _wait_for(Path(path.removeprefix("/wait")))
    start_response("200 OK", [("X-Process", str(os.getpid()))])
    return _table() if path == "/broken-table" else [environ["wsgi.input"].read()]


def _table() -> Iterator[bytes]:
    yield b"1;2;3\n" * 100_000
    raise ValueError("in the middle of the table")


def _wait_for(sign: Path) -> None:
    for _ in range(2_000):
        if sign.exists():
            return
        time.sleep(0.01)
    raise TimeoutError(sign)
