"""Processes beside this one, made fresh (no fork: the caller may hold threads and connections) and ended with it."""

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import SpawnContext

FRESH: SpawnContext = multiprocessing.get_context("spawn")


def process_pool(workers: int) -> ProcessPoolExecutor:
    """A pool of such processes."""
    return ProcessPoolExecutor(workers, mp_context=FRESH, initializer=end_with_parent)


def end_with_parent() -> None:
    """Called in the new process: if its parent is killed, it would wait for work forever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
