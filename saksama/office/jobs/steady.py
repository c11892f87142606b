"""What the worker looks at every few seconds between two jobs, such as an outbox; declared in `background.py`."""

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

LOOK_EVERY = 3.0  # seconds
STEADY: list[Callable[[], object]] = []


def steady(doing: Callable[[], object]) -> Callable[[], object]:
    """Declares something that is asked every few seconds and then has little or nothing to do."""
    STEADY.append(doing)
    return doing


class Looks:
    """One look after the other, at most every LOOK_EVERY seconds; what fails is said and does not end the worker."""

    def __init__(self) -> None:
        self._last = float("-inf")

    def take(self) -> None:
        """Now, if it is time."""
        if time.monotonic() - self._last < LOOK_EVERY:
            return
        self._last = time.monotonic()
        for look in STEADY:
            try:
                look()
            except Exception:  # a busy or unreachable database: the next look may come through
                log.exception("%s failed", getattr(look, "__name__", look))
