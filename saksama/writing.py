"""Writing that leaves nothing half done: a file or folder appears whole, under its own name, or not at all."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

import duckdb
from xlsxwriter.exceptions import FileCreateError

from saksama.errors import OutputError
from saksama.language import Text

_MARK = ".saksama-output"  # lies in every folder written here, so that only our own folders are replaced
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)


@contextmanager
def told_output_errors(target: Path) -> Iterator[None]:
    """Turns a full disk or a missing permission into an OutputError naming the target, whichever library met it."""
    try:
        yield
    except OSError as problem:
        if problem.errno not in (*_FULL, *_CLOSED):
            raise
        raise _cannot_write(target, problem) from problem
    except FileCreateError as problem:  # the OSError lies within
        raise _cannot_write(target, problem.args[0]) from problem
    except (duckdb.IOException, duckdb.OutOfMemoryException) as problem:
        raise _cannot_write(target, problem) from problem


def _cannot_write(target: Path, problem: Exception) -> OutputError:
    if isinstance(problem, duckdb.OutOfMemoryException):
        return OutputError(
            Text(
                "Memori dan ruang sementara tidak cukup, tidak ada yang ditulis.",
                "Not enough memory and temporary space; nothing was written.",
            ),
            Text(
                f"Kosongkan ruang di {target.parent} dan di {gettempdir()}, atau tunjuk folder lain lewat TMPDIR.",
                f"Free some space in {target.parent} and in {gettempdir()}, or name another folder in TMPDIR.",
            ),
            file=str(target),
        )
    if getattr(problem, "errno", None) in _FULL or "No space left" in str(problem):
        return OutputError(
            Text("Cakram penuh, tidak ada yang ditulis.", "The disk is full; nothing was written."),
            Text("Kosongkan ruang lalu ulangi.", "Free some space and run it again."),
            file=str(target),
        )
    return OutputError(
        Text("Tidak dapat ditulis.", "Cannot be written."),
        Text("Periksa izin folder atau pilih tempat lain.", "Check the folder's permissions or choose another place."),
        file=str(target),
    )


@contextmanager
def written_folder(target: Path) -> Iterator[Path]:
    """A folder to write into that becomes `target` at the end; an exception leaves the former `target` as it was.

    Raises OutputError when `target` exists and was not written by Saksama: nobody's own files are replaced.
    """
    target = target.absolute()
    with told_output_errors(target):
        foreign = target.exists() and not (target / _MARK).exists() and (not target.is_dir() or any(target.iterdir()))
    if foreign:
        raise OutputError(
            Text("Sudah ada dan bukan hasil Saksama.", "Exists already and was not written by Saksama."),
            Text("Pilih folder lain atau kosongkan dulu.", "Choose another folder, or empty it first."),
            file=str(target),
        )
    with told_output_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        working = Path(mkdtemp(prefix=f".{target.name}.{os.getpid()}-", suffix=".tmp", dir=target.parent))
        try:
            (working / _MARK).touch()
            yield working
            working.chmod(0o755)
            if target.exists():
                former = working.with_name(working.name + ".old.tmp")
                os.replace(target, former)
                os.replace(working, target)
                shutil.rmtree(former, ignore_errors=True)
            else:
                os.replace(working, target)
        finally:
            shutil.rmtree(working, ignore_errors=True)


def _sweep(target: Path) -> None:
    """Removes what killed runs to the same target have left; what a living process writes stays."""
    ours = re.compile(re.escape(f".{target.name}.") + r"(\d+)-[^.]*(\.tmp)+(\.old\.tmp)?")
    for stale in target.parent.iterdir():
        if (match := ours.fullmatch(stale.name)) and not _is_alive(int(match[1])):
            shutil.rmtree(stale, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Gives a path beside `target`; moves it there at the end, removes it on failure. Raises OutputError likewise."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with told_output_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            yield beside
            os.replace(beside, target)
    finally:
        with suppress(OSError):  # the folder itself may not be there; the problem has been told above
            beside.unlink()


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
