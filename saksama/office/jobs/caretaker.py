"""The worker's second thread: what is due by the clock and the e-mails, however long a job takes."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection

from saksama.office.jobs.timetable import STEADY, run_due

log = logging.getLogger(__name__)

LOOK_EVERY = 3.0  # seconds
STOP_WITHIN = 12.0  # seconds for what it has in hand: a mail is handed over in less, see mail/transport.py


class Caretaker(threading.Thread):
    """Runs until told to stop, and finishes what it has begun."""

    def __init__(self) -> None:
        super().__init__(name="caretaker", daemon=True)
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """One look after the other; what fails is said and does not end it."""
        try:
            while not self._stop_asked.is_set():
                close_old_connections()
                for look in (run_due, *STEADY):
                    self._look(look)
                self._stop_asked.wait(LOOK_EVERY)
        finally:
            connection.close()

    def end(self) -> None:
        """Asks it to stop and waits for it."""
        self._stop_asked.set()
        self.join(STOP_WITHIN)

    def _look(self, look: Callable[[], object]) -> None:
        try:
            look()
        except Exception:  # a busy or unreachable database: the next look may come through
            log.exception("%s failed", getattr(look, "__name__", look))
