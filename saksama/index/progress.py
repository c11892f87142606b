"""The callback by which a long step says how far it is."""

from collections.abc import Callable

from saksama.language import Text

# Called with what is being done, and how much of it: done and total in the same unit, total 0 when unknown.
Progress = Callable[[Text, int, int], None]


def no_progress(what: Text, done: int, total: int) -> None:
    """The progress callback of who does not want to know."""
