"""Writing the two files of a roll so that there are both or none."""

import os
from collections.abc import Mapping
from pathlib import Path

from saksama.rolls.engine import Engine


def rejects_path(output: Path) -> Path:
    """roll.parquet → roll.rejects.parquet."""
    return output.with_name(f"{output.stem}.rejects.parquet")


def write_parquet(engine: Engine, query: str, path: Path, metadata: Mapping[str, str]) -> None:
    """A query as Parquet with key-value metadata, on the disk when this returns."""
    pairs = ", ".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'" for key, value in metadata.items())
    target = str(path).replace("'", "''")
    engine.run(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{pairs}}})")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def put_in_place(roll: Path, rejects: Path, output: Path) -> None:
    """Moves both to their names. The roll comes last and alone says that a reading is there: an older one is taken
    away first, so that a roll never stands beside the rejects of another reading."""
    output.unlink(missing_ok=True)
    os.replace(rejects, rejects_path(output))
    os.replace(roll, output)
