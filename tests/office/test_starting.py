"""Starting: the environment, the secret key, the server as a process, and engines that need no Django."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.fixtures import Settings

from saksama.errors import InputError, OutputError
from saksama.office import environment
from saksama.office.checks import https_comes_from_a_proxy

pytestmark = pytest.mark.one_database  # says nothing about the database

COMMAND = [sys.executable, "-m", "saksama"]


class TestEnvironment:
    def test_nothing_set_means_sqlite_in_a_folder_here_and_no_debug(self) -> None:
        here = environment.read({})
        assert (here.data, here.database_url, here.debug) == (Path.cwd() / "office-data", "", False)
        assert here.hosts == ["localhost", "127.0.0.1", "[::1]"]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("SAKSAMA_DEBUG", "yes"),
            ("SAKSAMA_HTTPS", "on"),
            ("SAKSAMA_TODAY", "22-07-2024"),
            ("DATABASE_URL", "mysql://root:hunter2@host/db"),
        ],
    )
    def test_a_value_that_cannot_be_used_is_refused_by_name_without_its_secrets(self, name: str, value: str) -> None:
        with pytest.raises(InputError, match=name) as refused:
            environment.read({name: value})
        assert "hunter2" not in str(refused.value)

    def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        environment.prepare(data)
        first = environment.read({"SAKSAMA_DATA": str(data)}).secret_key
        environment.prepare(data)
        assert environment.read({"SAKSAMA_DATA": str(data)}).secret_key == first
        assert len(first) >= 50
        assert stat.S_IMODE((data / environment.KEY_FILE).stat().st_mode) == 0o600

    def test_reading_alone_writes_nothing(self, tmp_path: Path) -> None:
        environment.read({"SAKSAMA_DATA": str(tmp_path / "data")})
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_cannot_be_made_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(OutputError, match="file"):
            environment.prepare(tmp_path / "file" / "data")


@pytest.mark.parametrize("program", ["import saksama.rolls", "import saksama.cli", "import saksama.reference"])
def test_the_engines_and_the_command_do_not_import_django(program: str) -> None:
    check = f"{program}; import sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0  # noqa: S603


def test_the_help_of_the_command_works_where_django_is_missing() -> None:
    program = (
        "import sys; sys.modules['django'] = None; sys.argv = ['saksama', '--help'];"
        "from saksama.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, "serve" in done.stdout) == (0, True)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks at SQLite's settings")
def test_sqlite_is_in_wal_mode_durable_and_locks_at_the_beginning(db: None) -> None:
    opened = connection.get_new_connection(connection.get_connection_params())
    with closing(opened):
        values = [opened.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert values == ["wal", 2]
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]


def test_every_change_of_a_model_has_its_migration(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an office whose database has just been made, by its command."""
    folder = tmp_path_factory.mktemp("migrated")
    _office(folder, "migrate", "--verbosity=0")
    return folder


def test_management_commands_are_called_with_a_hyphen_as_the_documents_write_them(migrated: Path) -> None:
    assert "Jejak audit utuh: 0 catatan." in _office(migrated, "verify-trail")


def _office(data: Path, *command: str) -> str:
    variables = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "office", *command],
        env={**variables, "SAKSAMA_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


class TestHttps:
    def test_https_without_a_proxy_is_refused_since_every_page_would_lead_to_itself(self, settings: Settings) -> None:
        settings.SECURE_SSL_REDIRECT, settings.USE_PROXY = True, False
        assert [found.id for found in https_comes_from_a_proxy(None)] == ["office.E003"]
        settings.USE_PROXY = True
        assert https_comes_from_a_proxy(None) == []

    def test_forms_sent_from_the_address_of_the_office_are_trusted_also_on_another_port(self) -> None:
        variables = {
            "SAKSAMA_HTTPS": "1",
            "SAKSAMA_HOSTS": "saksama.example",
            "SAKSAMA_ADDRESS": "https://saksama.example:8443",
        }
        program = "from saksama.office import settings; print(settings.CSRF_TRUSTED_ORIGINS)"
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", program], env={**os.environ, **variables}, capture_output=True, text=True, check=True
        )
        assert "'https://saksama.example'" in done.stdout
        assert "'https://saksama.example:8443'" in done.stdout


class TestServer:
    @pytest.fixture
    def free_port(self) -> int:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            return int(listener.getsockname()[1])

    def start(self, data: Path, port: int) -> subprocess.Popen[bytes]:
        variables = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, "serve", "--port", str(port), "--workers", "1"], env={**variables, "SAKSAMA_DATA": str(data)}
        )

    def test_it_starts_from_nothing_serves_and_ends_with_all_its_processes(
        self, tmp_path: Path, free_port: int
    ) -> None:
        server = self.start(tmp_path / "data", free_port)
        try:
            page = _fetched(f"http://127.0.0.1:{free_port}/login/")
            assert "Masuk" in page
            style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
            assert "--accent" in _fetched(f"http://127.0.0.1:{free_port}{style}")
            children = _children(server.pid)
            assert len(children) >= 2
            server.send_signal(signal.SIGTERM)
            assert server.wait(20) == 0
        finally:
            server.kill()
            server.wait()
        _until_gone(children)

    def test_after_a_kill_9_nothing_holds_the_port_and_it_starts_again(
        self, migrated: Path, tmp_path: Path, free_port: int
    ) -> None:
        data = shutil.copytree(migrated, tmp_path / "data")
        first = self.start(data, free_port)
        try:
            assert _fetched(f"http://127.0.0.1:{free_port}/health/") == "ok"
            children = _children(first.pid)
        finally:
            first.kill()
            first.wait()
        _until_gone(children)
        second = self.start(data, free_port)
        try:
            assert _fetched(f"http://127.0.0.1:{free_port}/health/") == "ok"
        finally:
            second.terminate()
            assert second.wait(20) == 0


def _fetched(url: str, seconds: float = 240) -> str:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except OSError:
            assert time.monotonic() < deadline, f"no answer from {url}"
            time.sleep(0.1)


def _children(pid: int) -> list[int]:
    """All processes below one, from /proc."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    below, found = [pid], []
    while below:
        below = [child for child, parent in parents.items() if parent in below]
        found += below
    return found


def _until_gone(pids: list[int], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while any(_is_running(pid) for pid in pids):
        assert time.monotonic() < deadline, "processes were left behind"
        time.sleep(0.1)


def _is_running(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
