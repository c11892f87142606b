"""docs/benchmarks-office.md: a section a database, each written by its own run; the other's stays as it is."""

import os
import platform
import sys
from datetime import date
from pathlib import Path

from bench.office.measuring import Measured, Times
from bench.page import Goal, table

DOCS = Path(__file__).parent.parent.parent / "docs" / "benchmarks-office.md"
HEAD = ("page", "asked for", "median ms", "95 % within ms", "slowest ms", "kB")
INTRODUCTION = """\
# Benchmarks of the office

Written by `make bench` (`python -m bench.office`, and the same under `tests/office/on_postgresql`). Do not edit.

The demonstration regency with its findings, served by `saksama serve` as in life: as many processes that answer as
there are cores and one to spare, and the worker. Fifty people have accounts of their own, log in through the login page
(password, and code where the role needs it) and open the pages of their work in turn: 12 of Bawaslu's office, 18
Panwaslu Kecamatan, 16 village supervisors, 4 of KPU. The load tool (`bench/office/load.py`) runs on the same two cores
as the server and takes its share of them. A time runs from sending the request to the last byte of the page. **The
empty page** is `/health/` of the same server, asked for by the same people as many times: it asks the database one
question and shows two letters, so it is what the server
takes before there is any page.
"""


def write(measured: Measured, goals: list[Goal], busy: float, target: Path) -> None:
    """Puts the section of the database into the page."""
    old = target.read_text(encoding="utf-8") if target.exists() else INTRODUCTION
    sections = dict(_cut(part) for part in old.split("\n## ")[1:])
    sections[measured.database] = "\n".join(_section(measured, goals, busy))
    target.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"\n## {name}\n{text.rstrip()}\n" for name, text in sorted(sections.items(), reverse=True))
    target.write_text(INTRODUCTION + body, encoding="utf-8")
    print("\n".join(table(("goal", "limit", "measured", ""), [goal.row() for goal in goals])))
    print(target)


def _cut(part: str) -> tuple[str, str]:
    name, _, body = part.partition("\n")
    return name, body


def _build() -> str:
    """Distributions build their Python with profile-guided optimisation; another may take a tenth longer."""
    return "the system's" if sys.base_prefix == "/usr" else "not the system's"


def _section(measured: Measured, goals: list[Goal], busy: float) -> list[str]:
    assert measured.empty is not None
    number = f"{measured.voters:,}".replace(",", ".")
    together = measured.at_once["all"]
    return [
        "",
        f"{date.today().isoformat()}, Python {platform.python_version()} ({_build()}), {os.cpu_count()} cores, load "
        f"before the run {busy:.1f} (other work on the machine slows everything below). {number} voters, "
        f"{measured.findings} findings in the list, {measured.findings_of_all} in the table.",
        "",
        *table(("goal", "limit", "measured", ""), [goal.row() for goal in goals]),
        "### One person alone",
        "",
        *table(HEAD, _rows(measured.alone)),
        "### Fifty people at once, none of whom ever pauses",
        "",
        f"Fifty requests under way at every moment: {measured.per_second:.0f} pages a second. The server spends "
        f"{measured.cpu:.1f} ms of CPU on a page, {measured.empty_cpu:.1f} on the empty one, whatever else the machine "
        f"does: with two cores to itself, fifty people would wait {measured.cpu * 50 / 2:.0f} ms for one another.",
        "",
        *table(HEAD, _rows({**measured.at_once, "empty page, as many": measured.empty})),
        f"The pages take {together.median / measured.empty.median:.1f} times as long as the empty one.",
        "",
        "### Fifty people at once who look at what they open",
        "",
        "Five seconds a page on average.",
        "",
        *table(HEAD, _rows(measured.reading)),
        "### One who clicks without waiting, and another who works",
        "",
        "The clicks: the last page of findings by probability, twelve times at once, over and over.",
        "",
        *table(HEAD, _rows(measured.beside_clicks)),
        "### Six million voters",
        "",
        f"A list of {measured.large_findings} findings, among {measured.findings_of_all} in the table.",
        "",
        *table(HEAD, _rows(measured.large)),
    ]


def _rows(times: dict[str, Times]) -> list[list[str]]:
    return [
        [kind, str(t.number), f"{t.median:.0f}", f"{t.p95:.0f}", f"{t.slowest:.0f}", f"{t.size:.0f}"]
        for kind, t in times.items()
    ]
