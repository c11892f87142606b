"""What a piece of work costs: wall time, CPU time and memory, each in a process of its own, one after the other.

CPU time (user and system, of the process and its children) is what to compare on a machine that has other work.
"""

import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLES_PER_SECOND = 50
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `cpu` in seconds; `peak` in GB, of the process and all its children together."""

    wall: float
    cpu: float
    peak: float


def alone(function: Callable[..., Any], *arguments: Any) -> tuple[Cost, Any]:
    """Runs `function` in a fresh process; imports and start-up are not counted."""
    # Not multiprocessing.Pool: its processes may not have children, and reading xlsx has.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool, _watched() as memory:
        (wall, cpu, own_peak), result = pool.submit(_measured, function, arguments).result()
    return Cost(wall, cpu, max(memory.peak, own_peak)), result


def _measured(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[tuple[float, float, float], Any]:
    before, start = _cpu(), time.perf_counter()
    result = function(*arguments)
    wall, cpu = time.perf_counter() - start, _cpu() - before
    return (wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2), result


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


@dataclass(slots=True)
class _Memory:
    peak: float = 0.0  # GB


@contextmanager
def _watched() -> Iterator[_Memory]:
    """The most that all processes under this one held at one moment: resident pages, those they share counted in each.

    Sampled; a peak shorter than a sample is seen only in the process's own account (ru_maxrss).
    """
    memory, done = _Memory(), threading.Event()

    def watch() -> None:
        while not done.wait(1 / SAMPLES_PER_SECOND):
            memory.peak = max(memory.peak, sum(map(_resident, _below(os.getpid()))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def _below(process: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _below(int(child))
    except OSError:  # it has ended
        return


def cpu_below(process: int) -> float:
    """CPU seconds so far of all processes under this one that live; other work cannot slow it."""
    parents, used = {}, {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            number = int(entry.parent.name)
            parents[number], used[number] = int(fields[1]), int(fields[11]) + int(fields[12])
    family = {process}
    while grown := {number for number, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(used.get(number, 0) for number in family) / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE / 1024**3
    except OSError:
        return 0.0
