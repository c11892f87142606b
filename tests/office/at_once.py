"""Several at the same moment, each with a connection to the database of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

LONGEST = 0.5  # seconds to wait for the others: SQLite lets only one of them into a transaction


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Runs each in a thread of its own and gives what they return, in their order. Raises the first failure."""
    answers: list[Any] = [None] * len(calls)
    failures: list[BaseException] = []

    def run(place: int) -> None:
        try:
            answers[place] = calls[place]()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return answers


def meeting_after(step: Callable[..., Any], people: int) -> Callable[..., Any]:
    """The same step, after which everybody waits until all have done it: so all of them go on from what they saw."""
    barrier = threading.Barrier(people)

    def stepped(*arguments: Any, **named: Any) -> Any:
        answer = step(*arguments, **named)
        try:
            barrier.wait(LONGEST)
        except threading.BrokenBarrierError:
            pass  # the others stand before the door, or have been through
        return answer

    return stepped
