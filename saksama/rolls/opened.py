"""A roll however it is given: a Parquet file of `read`, or files that `read` can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.columns import ROLL_COLUMNS, ListKind
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.read import read


@contextmanager
def opened_roll(path: Path, kind: ListKind, progress: Progress = no_progress) -> Iterator[Path]:
    """The Parquet file of a roll; what is no Parquet file is read first, into a folder that is removed afterwards.

    Raises InputError for a file that is neither.
    """
    if path.suffix.lower() == ".parquet":
        _refuse_foreign(path)
        yield path
        return
    with TemporaryDirectory(prefix="saksama-") as folder:
        yield read([path], kind=kind, output=Path(folder) / "roll.parquet", progress=progress).output


def kind_of(engine: Engine, path: Path) -> ListKind | None:
    """The kind of list that `read` was told, None for a roll that does not say."""
    found = engine.rows("SELECT value FROM parquet_kv_metadata(?) WHERE key = 'kind'::BLOB", [str(path)])
    try:
        return ListKind(bytes(found[0][0]).decode()) if found else None
    except ValueError:
        return None


def _refuse_foreign(path: Path) -> None:
    """Raises InputError when the file cannot be opened or lacks a column of a roll."""
    try:
        with Engine() as engine:
            there = {row[0] for row in engine.rows("SELECT name FROM parquet_schema(?)", [str(path)])}
    except (duckdb.Error, OSError) as problem:
        raise InputError(
            Text("Bukan berkas Parquet, atau tidak dapat dibuka.", "No Parquet file, or it cannot be opened."),
            Text("Buat ulang dengan `saksama read`.", "Make it again with `saksama read`."),
            file=str(path),
        ) from problem
    missing = [column for column in ROLL_COLUMNS if column not in there]
    if missing:
        names = ", ".join(missing)
        raise InputError(
            Text(f"Bukan hasil `saksama read`: tak ada kolom {names}.", f"No roll: columns {names} are missing."),
            Text("Buat ulang dengan `saksama read`.", "Make it again with `saksama read`."),
            file=str(path),
        )
