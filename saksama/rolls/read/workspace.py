"""The folder for half-done work, beside the target: on the same disk, invisible, and cleared even after a kill."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saksama.errors import OutputError
from saksama.language import Text

_NAME = re.compile(r"\.saksama-read-(\d+)-\w+")


@contextmanager
def workspace(output: Path) -> Iterator[Path]:
    """A new folder beside `output`, gone at the end. Raises OutputError when it cannot be made."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(output.parent)
        folder = Path(tempfile.mkdtemp(prefix=f".saksama-read-{os.getpid()}-", dir=output.parent))
    except OSError as error:
        raise cannot_write(output, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def cannot_write(output: Path, error: BaseException) -> OutputError:
    """What to say when the disk is full or the folder closed."""
    reason = getattr(error, "strerror", None) or "disk"
    return OutputError(
        Text(
            f"Tidak dapat menulis ({reason}); tidak ada yang ditulis.", f"Cannot write ({reason}); nothing was written."
        ),
        Text("Kosongkan ruang, atau pilih folder lain.", "Free some space, or choose another folder."),
        str(output),
    )


def _clear_stale(parent: Path) -> None:
    """Removes what readings left that were killed."""
    for folder in parent.glob(".saksama-read-*"):
        match = _NAME.fullmatch(folder.name)
        if match and not _is_running(int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
