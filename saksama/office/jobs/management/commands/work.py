"""saksama office work: the worker process. `saksama serve` starts one."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from saksama.office.jobs.caretaker import Caretaker
from saksama.office.jobs.worker import StopWork, work_for_ever


class Command(BaseCommand):
    """Runs background jobs until SIGTERM or Ctrl-C, then gives the one in hand back.

    A second thread does what is due by time of day and sends the e-mails, so that neither waits for a long job.
    """

    help = "Runs background jobs, what is due by time of day, and sends e-mails."

    def handle(self, *args: Any, **options: Any) -> None:
        """Works until stopped."""
        stop = threading.Event()

        def stopped(number: int, frame: FrameType | None) -> None:
            stop.set()
            raise StopWork

        signal.signal(signal.SIGTERM, stopped)
        signal.signal(signal.SIGINT, stopped)
        caretaker = Caretaker()
        caretaker.start()
        try:
            work_for_ever(stop)
        except StopWork:
            caretaker.end()
            self.stdout.write("The worker has stopped.")
