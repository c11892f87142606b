"""What a piece of work costs: wall time, CPU time and memory, each in a process of its own, one after the other.

CPU time (user and system, of the process and its children) is what to compare on a machine that has other work.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `cpu` in seconds; `peak` in GB, of the process and all its children together, never less."""

    wall: float
    cpu: float
    peak: float


def alone(function: Callable[..., Any], *arguments: Any, children: int = 0) -> tuple[Cost, Any]:
    """Runs `function` in a fresh process; imports and start-up are not counted.

    `children` is how many processes it starts at most; each is taken to be as large as the largest.
    """
    # Not multiprocessing.Pool: its processes may not have children, and reading xlsx has.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, function, arguments, children).result()


def _measured(function: Callable[..., Any], arguments: tuple[Any, ...], children: int) -> tuple[Cost, Any]:
    before, start = _cpu(), time.perf_counter()
    result = function(*arguments)
    wall, cpu = time.perf_counter() - start, _cpu() - before
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Cost(wall, cpu, (own + children * child) / 1024**2), result


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
