"""`saksama serve`: brings the database up to date, then runs the web server and the worker, and stops both cleanly."""

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from contextlib import suppress
from pathlib import Path
from types import FrameType

import django
from django.core.management import call_command
from django.db import connection

from saksama.errors import OutputError
from saksama.language import Text
from saksama.office import environment

log = logging.getLogger(__name__)

STOP_WITHIN = 15.0  # seconds a child has to end by itself
RESTART_AFTER = 2.0  # seconds before a child that died is started anew
PR_SET_PDEATHSIG = 1


def run(host: str, port: int, workers: int, *, opened: bool = False) -> int:
    """Serves until SIGTERM or Ctrl-C; gives the exit code. `opened`: shows the office in this desktop's browser.

    Raises:
        OutputError: the port is taken.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.office.settings")
    _refuse_taken_port(host, port)
    environment.prepare(environment.read().data)
    django.setup()
    call_command("check", fail_level="ERROR", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, clear=False, verbosity=0)
    log.info("Saksama is at http://%s:%s/ until Ctrl-C", host, port)
    if not _has_accounts():
        log.warning('nobody has an account yet: saksama office createaccount NAME --name "…" --region 16.02')
    if opened and _has_desktop():
        threading.Thread(target=_open_when_up, args=(f"http://{host}:{port}/",), daemon=True).start()
    return Supervisor(
        {
            "web": _web(host, port, workers),
            "worker": [sys.executable, "-m", "saksama", "office", "work"],
        }
    ).watch()


def _refuse_taken_port(host: str, port: int) -> None:
    """Said once and at the start; the web server by itself would be started anew for ever."""
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        what = Text(f"Alamat {host}:{port} tidak dapat dipakai.", f"The address {host}:{port} cannot be used.")
        remedy = Text(
            "Mungkin kantor lain sedang berjalan di sana: hentikan, atau pilih --port lain.",
            "Perhaps another office runs there: stop it, or choose another --port.",
        )
        raise OutputError(what, remedy) from error


def _has_desktop() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_up(url: str) -> None:
    for _ in range(60):
        with suppress(OSError), urllib.request.urlopen(f"{url}health/", timeout=2):  # noqa: S310 - our own server
            webbrowser.open(url)
            return
        time.sleep(0.5)


def _has_accounts() -> bool:
    from saksama.office.accounts.models import Account  # only after django.setup()

    found = Account.objects.exists()
    connection.close()  # the children open their own
    return found


def _web(host: str, port: int, workers: int) -> list[str]:
    os.environ["SAKSAMA_ANSWERING"] = str(workers)
    options = {"--interface": "wsgi", "--host": host, "--port": str(port), "--workers": "1"}
    flags = [part for option in options.items() for part in option]
    # These threads wait: for what comes in over bad lines, for a turn, and for what goes out.
    limits = ["--blocking-threads", "128", "--respawn-failed-workers", "--no-ws", "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *flags, *limits, "saksama.office.front:application"]


class Supervisor:
    """Keeps its children running: one that dies is started anew, and all end with the parent."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def watch(self) -> int:
        """Starts the children and returns once they have been stopped."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for name in self.commands:
            self._start(name)
        while not self.stopping:
            for name, child in list(self.children.items()):
                if child.poll() is not None and not self.stopping:
                    log.warning("%s ended with %s, starting it anew", name, child.returncode)
                    time.sleep(RESTART_AFTER)
                    self._start(name)
            time.sleep(0.3)
        return self._end()

    def _start(self, name: str) -> None:
        try:
            # Own session: Ctrl-C reaches only the parent, which then stops the children in order.
            self.children[name] = subprocess.Popen(  # noqa: S603 - our own command
                self.commands[name], start_new_session=True, preexec_fn=_die_with_parent, cwd=Path.cwd()
            )
        except OSError as error:
            what = Text(f"Proses {name} tidak dapat dimulai.", f"The process {name} cannot be started.")
            raise OutputError(what, Text("Periksa pemasangan.", "Check the installation.")) from error

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> int:
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for name, child in self.children.items():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                # What it was doing is begun anew at the next start: jobs are made for that.
                log.warning("%s does not end, killing it", name)
                child.kill()
                child.wait()
        return 0


def _die_with_parent() -> None:
    """Linux: the child gets SIGTERM when the parent dies, even by kill -9, so that the port is free again."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
