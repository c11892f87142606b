"""Processes of the office on the database of the test, to be killed with -9 as a power cut does."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from saksama.office.jobs.models import STALE_AFTER, Job, State

WORKER = "from django.core.management import call_command; call_command('work')"
WEB = (
    "from wsgiref.simple_server import make_server; from saksama.office.wsgi import application;"
    "make_server('127.0.0.1', {port}, application).serve_forever()"
)


class Process:
    """A program of the office in a process of its own."""

    def __init__(self, program: str) -> None:
        here: Any = connection.settings_dict
        variables = {
            **os.environ,
            "SAKSAMA_DATA": str(settings.DATA_FOLDER),
            "SAKSAMA_SECRET_KEY": settings.SECRET_KEY,  # of the sessions
            "SAKSAMA_TEST_DATABASE": str(here["NAME"]),
            "DJANGO_SETTINGS_MODULE": "saksama.office.settings",
        }
        begin = (
            "import os, django; from django.conf import settings;"
            "settings.DATABASES['default']['NAME'] = os.environ['SAKSAMA_TEST_DATABASE']; django.setup();"
        )
        command = [sys.executable, "-c", begin + program]
        self.process = subprocess.Popen(command, env=variables, stderr=subprocess.DEVNULL)  # noqa: S603 - our own

    def kill(self) -> None:
        """As a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As the server does."""
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def processes() -> Iterator[Callable[[str], Process]]:
    """Starts programs; none outlives the test."""
    started: list[Process] = []

    def start(program: str) -> Process:
        started.append(Process(program))
        return started[-1]

    try:
        yield start
    finally:
        for each in started:
            each.process.kill()
            each.process.wait()


def until(reached: Callable[[], bool], seconds: float = 120) -> None:
    """Waits for something that another process does."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "it does not come so far"
        time.sleep(0.02)


def is_begun() -> bool:
    """Whether a worker has taken a job; one that was done before the kill has been hit too late, which happens."""
    return Job.objects.filter(state__in=[State.RUNNING, State.DONE]).exists()


def abandoned() -> None:
    """Lets the heartbeat of the killed worker be as old as it would be after twenty seconds."""
    Job.objects.filter(state=State.RUNNING).update(heartbeat=timezone.now() - timedelta(seconds=STALE_AFTER + 1))


def free_port() -> int:
    """One that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def answers(port: int) -> Callable[[], bool]:
    """Whether the server is up."""

    def is_up() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    return is_up
