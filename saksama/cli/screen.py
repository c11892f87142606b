"""What the commands share to show things: two consoles, the language, a progress bar."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from saksama.language import Language, Text, language_of_environment
from saksama.rolls.engine import Progress as ProgressCallback

out = Console()
err = Console(stderr=True)
language: Language = language_of_environment()


def say(text: Text) -> str:
    """The text in the user's language."""
    return text.in_(language)


@contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """A progress callback drawn as one bar a step on standard error; silent where that is no terminal."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    tasks: dict[Text, int] = {}

    def advance(what: Text, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(say(what), total=total or None)
        bar.update(tasks[what], completed=done, total=total or None)  # type: ignore[arg-type]

    with bar:
        yield advance
