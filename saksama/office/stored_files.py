"""Files people send: copied into the data folder under the hash of their content, whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

CHUNK = 1024 * 1024


def stored_path(sha256: str, suffix: str) -> Path:
    """Where a stored file lies."""
    folder: Path = settings.DATA_FOLDER / "files"
    return folder / sha256[:2] / f"{sha256}{suffix}"


def store(upload: "File[bytes]", suffix: str) -> Path:
    """Copies an upload to files/<first two digits>/<sha256><suffix> and gives that path. The same content once only."""
    folder: Path = settings.DATA_FOLDER / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as copy:
            for chunk in upload.chunks(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        name = digest.hexdigest()
        target = folder / name[:2] / f"{name}{suffix}"
        target.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target
