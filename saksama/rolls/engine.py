"""The one place where SQL is run: named steps over named tables, timed, on DuckDB in process.

Steps are text made by pure functions. Values are bound, names are ours. Nothing here reaches the network: extensions
are neither installed nor loaded.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import duckdb

from saksama.language import Text

log = logging.getLogger(__name__)

# Called with what is being done, and how much of it: done and total in the same unit, total 0 when unknown.
Progress = Callable[[Text, int, int], None]


def no_progress(what: Text, done: int, total: int) -> None:
    """The progress callback of who does not want to know."""


class Engine:
    """A DuckDB connection with named steps. Use as a context manager.

    What does not fit into `memory` goes to a folder in `spill` (else among the temporary files) that is removed at the
    end.
    """

    def __init__(self, *, memory: str = "3GB", threads: int | None = None, spill: Path | None = None) -> None:
        self._spill = TemporaryDirectory(prefix="saksama-", dir=spill, ignore_cleanup_errors=True)
        self.connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "temp_directory": self._spill.name,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",
            }
        )
        self.connection.execute("SET enable_progress_bar = false")
        if threads is not None:
            self.connection.execute(f"SET threads = {int(threads)}")
        self.timings: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self._spill.cleanup()

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Adds the seconds spent inside to `timings[step]`."""
        start = time.perf_counter()
        yield
        seconds = time.perf_counter() - start
        self.timings[step] = self.timings.get(step, 0.0) + seconds
        log.debug("step %s: %.2f s", step, seconds)

    def table(self, name: str, query: str, parameters: Sequence[object] = ()) -> None:
        """Makes the table `name` from a SELECT."""
        with self.timed(name):
            self.connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS {query}', list(parameters))

    def view(self, name: str, query: str) -> None:
        """Makes the view `name` from a SELECT."""
        self.connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS {query}')

    def run(self, statement: str, parameters: Sequence[object] = ()) -> None:
        """Runs a statement that gives nothing back."""
        self.connection.execute(statement, list(parameters))

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT."""
        return self.connection.execute(query, list(parameters)).fetchall()

    def value(self, query: str, parameters: Sequence[object] = ()) -> Any:
        """The single value of a SELECT of one row and one column."""
        # fetchall, not fetchone: DuckDB 2 keeps the connection busy until a result is read to its end.
        rows = self.rows(query, parameters)
        return rows[0][0] if rows else None

    def has(self, name: str) -> bool:
        """Whether there is a table of that name."""
        return bool(self.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [name]))

    def columns(self, table: str) -> list[str]:
        """Names of a table's columns, in order."""
        return [row[0] for row in self.rows(f'DESCRIBE "{table}"')]

    def read_parquet(self, name: str, path: Path) -> None:
        """Makes the table `name` from a Parquet file."""
        self.table(name, "SELECT * FROM read_parquet(?)", [str(path)])
