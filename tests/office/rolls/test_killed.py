"""A real worker in a process of its own, killed with -9 while it reads and while it audits: nothing is lost or half."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from saksama.demo import make_regency
from saksama.office.jobs.models import STALE_AFTER, Job, State
from saksama.office.rolls.models import Finding, ListVersion, Status
from saksama.office.trail.verify import verify
from tests.office.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)
HandOver = Callable[..., ListVersion]


@pytest.fixture(scope="module")
def dpt(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """3,000 made-up voters, large enough that each step can be hit."""
    folder = tmp_path_factory.mktemp("killed") / "oki"
    return sorted(make_regency(folder, voters=3_000, seed=5, file_format="csv").lists["dpt"].rglob("*.csv"))


class Worker:
    """`saksama office work` on the database of the test."""

    def __init__(self) -> None:
        here: Any = connection.settings_dict
        variables = {
            **os.environ,
            "SAKSAMA_DATA": str(settings.DATA_FOLDER),
            "SAKSAMA_TEST_DATABASE": str(here["NAME"]),
        }
        program = (
            "import os, django; from django.conf import settings; from django.core.management import call_command;"
            "settings.DATABASES['default']['NAME'] = os.environ['SAKSAMA_TEST_DATABASE']; django.setup();"
            "call_command('work')"
        )
        variables["DJANGO_SETTINGS_MODULE"] = "saksama.office.settings"
        self.process = subprocess.Popen([sys.executable, "-c", program], env=variables)  # noqa: S603 - our own command

    def kill(self) -> None:
        """As a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As the server does."""
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def worker() -> Iterator[Callable[[], Worker]]:
    started: list[Worker] = []

    def start() -> Worker:
        started.append(Worker())
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


def until(reached: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "it does not come so far"
        time.sleep(0.02)


def is_at(version: ListVersion, status: Status) -> Callable[[], bool]:
    return lambda: ListVersion.objects.filter(pk=version.pk, status=status).exists()


def abandoned() -> None:
    """Lets the heartbeat of the killed worker be as old as it would be after twenty seconds."""
    Job.objects.filter(state=State.RUNNING).update(heartbeat=timezone.now() - timedelta(seconds=STALE_AFTER + 1))


def test_killed_while_reading_while_auditing_and_while_storing(
    hand_over: HandOver, dpt: list[Path], cast: Cast, worker: Callable[[], Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = [SimpleUploadedFile(file.name, file.read_bytes()) for file in dpt]
    version = hand_over(*content, kind="DPT")

    def storing() -> bool:
        return Job.objects.filter(text_en="Storing the findings").exists() or is_at(version, Status.AUDITED)()

    for moment in (is_at(version, Status.READING), is_at(version, Status.AUDITING), storing):
        running = worker()
        until(moment)
        running.kill()
        abandoned()
        assert Finding.objects.visible_to(cast.sari).exists() == is_at(version, Status.AUDITED)()
    last = worker()
    until(is_at(version, Status.AUDITED))
    until(lambda: Job.objects.filter(state=State.DONE).exists())
    last.stop()
    version.refresh_from_db()
    assert version.rows_read == version.rows_kept + version.rows_rejected == 3_000
    assert (
        version.findings_count == version.findings.count() == version.findings.values("finding_id").distinct().count()
    )
    assert [file.path.read_bytes() for file in version.files.all()] == [file.read_bytes() for file in dpt]
    assert not list(version.folder.glob("files.*"))
    assert not [each for each in version.folder.iterdir() if each.name.endswith(".tmp")]
    assert verify().whole
