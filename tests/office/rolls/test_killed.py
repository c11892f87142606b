"""Real processes, killed with -9 while a list is sent, read, audited and stored: nothing is lost or half."""

import hashlib
import http.client
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.demo import make_regency
from saksama.office.accounts.models import Account
from saksama.office.jobs.models import Job, State
from saksama.office.rolls.models import Finding, ListVersion, Status, Upload
from saksama.office.trail.verify import verify
from tests.office.conftest import Cast
from tests.office.killing import WEB, WORKER, Process, abandoned, answers, free_port, processes, until

pytestmark = pytest.mark.django_db(transaction=True)
HandOver = Callable[..., ListVersion]


@pytest.fixture(scope="module")
def dpt(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """3,000 made-up voters, large enough that each step can be hit."""
    folder = tmp_path_factory.mktemp("killed") / "oki"
    return sorted(make_regency(folder, voters=3_000, seed=5, file_format="csv").lists["dpt"].rglob("*.csv"))


@pytest.fixture
def start() -> Iterator[Callable[[str], Process]]:
    with processes() as begin:
        yield begin


def is_at(version: ListVersion, status: Status) -> Callable[[], bool]:
    return lambda: ListVersion.objects.filter(pk=version.pk, status=status).exists()


def test_killed_while_reading_while_auditing_and_while_storing(
    hand_over: HandOver, dpt: list[Path], cast: Cast, start: Callable[[str], Process]
) -> None:
    content = [SimpleUploadedFile(file.name, file.read_bytes()) for file in dpt]
    version = hand_over(*content, kind="DPT")

    def storing() -> bool:
        return Job.objects.filter(text_en="Storing the findings").exists() or is_at(version, Status.AUDITED)()

    for moment in (is_at(version, Status.READING), is_at(version, Status.AUDITING), storing):
        running = start(WORKER)
        until(moment)
        running.kill()
        abandoned()
        assert Finding.objects.visible_to(cast.sari).exists() == is_at(version, Status.AUDITED)()
    last = start(WORKER)
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


def test_killed_while_a_file_is_sent_it_goes_on_with_the_piece_that_was_cut_off(
    cast: Cast, oki: None, login: Callable[[Account], Client], start: Callable[[str], Process]
) -> None:
    content = secrets.token_bytes(300_000)
    cookie = login(cast.sari).cookies[settings.SESSION_COOKIE_NAME].value
    token = secrets.token_hex(16)
    port = free_port()

    def ask(address: str, body: bytes, whole: int | None = None, **headers: str) -> http.client.HTTPConnection:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.putrequest("POST", address)
        names = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}; csrftoken={token}", "X-CSRFToken": token}
        for name, value in {**names, **headers, "Content-Length": str(whole or len(body))}.items():
            line.putheader(name, value)
        line.endheaders(body)
        return line

    def said(line: http.client.HTTPConnection) -> Any:
        with closing(line):
            answer = line.getresponse()
            assert answer.status == 200
            return json.loads(answer.read())

    def announce() -> Any:
        about = json.dumps({"name": "dpt.zip", "size": len(content), "modified": 7}).encode()
        return said(ask("/lists/uploads/", about, **{"Content-Type": "application/json"}))

    web = start(WEB.format(port=port))
    until(answers(port))
    address = f"/lists/uploads/{announce()['id']}/"
    assert said(ask(address, content[:100_000], **{"Upload-Offset": "0"}))["received"] == 100_000
    with closing(ask(address, content[100_000:150_000], whole=200_000, **{"Upload-Offset": "100000"})):
        web.kill()
    assert Upload.objects.get().received == 100_000

    start(WEB.format(port=port))
    until(answers(port))
    assert announce() == {"id": Upload.objects.get().pk, "received": 100_000, "size": 300_000, "whole": False}
    assert said(ask(address, content[100_000:], **{"Upload-Offset": "100000"}))["whole"]
    assert Upload.objects.get().sha256 == hashlib.sha256(content).hexdigest()
