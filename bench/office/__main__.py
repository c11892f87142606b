"""The office with 577,241 voters and their findings: each page alone, fifty people at once, a million findings.

    python -m bench.office
    tests/office/on_postgresql python -m bench.office

Makes the demonstration (once), starts `saksama serve` on a port of its own, logs fifty people in by the login page, and
writes its section of docs/benchmarks-office.md. `--files` takes a demonstration that is there already.
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.page import Goal

FULL_SIZE, SEED = 577_241, 2024
OUT = Path(__file__).parent.parent / "out"
SETTINGS = "saksama.office.demonstration_settings"
MEDIAN, TOGETHER = 150.0, 500.0  # ms: findings filtered and sorted, alone; 95th percentile of fifty people at once


def main(voters: int, port: int, files: Path | None) -> None:
    """Measures on the database that DATABASE_URL names, SQLite without one."""
    database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    folder = OUT / "office" / f"{voters}-{database.lower()}"
    os.environ |= {"SAKSAMA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": SETTINGS}
    _prepare(voters, files or OUT / "office" / f"{voters}-files")

    import django

    django.setup()
    from bench.office.measuring import Measured, measure
    from bench.office.report import DOCS, write

    busy = os.getloadavg()[0]
    with _served(port) as server:
        measured: Measured = measure(database, voters, port, server)
    goals = [
        Goal("findings page, filtered and sorted, alone, median", measured.findings_median, MEDIAN, True, " ms"),
        Goal("fifty people at once, 95th percentile", measured.together_p95, TOGETHER, True, " ms"),
    ]
    write(measured, goals, busy, DOCS if voters == FULL_SIZE else folder / "benchmarks-office.md")


def _prepare(voters: int, files: Path) -> None:
    """The files of the regency with their audit, and the office filled with them; what is there stays."""
    saksama = [sys.executable, "-m", "saksama"]
    if not (files / "audit" / "findings.parquet").exists():
        subprocess.run([*saksama, "demo", "--voters", str(voters), "--seed", str(SEED), files, "--audit"], check=True)
    subprocess.run([*saksama, "office", "demonstration", files], check=True)


@contextmanager
def _served(port: int) -> Iterator[int]:
    """The office as in life: `saksama serve`, processes that answer, and a worker. Gives the number of its process."""
    command = [sys.executable, "-m", "saksama", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(lambda: server.poll() is None, f"http://127.0.0.1:{port}/health/")
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def _wait(alive: Callable[[], bool], url: str) -> None:
    for _ in range(900):  # three minutes: a busy machine brings the database up to date first
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            assert alive(), "the server has ended"
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voters", type=int, default=FULL_SIZE)
    parser.add_argument("--port", type=int, default=8187)
    parser.add_argument("--files", type=Path)
    given = parser.parse_args()
    main(given.voters, given.port, given.files)
