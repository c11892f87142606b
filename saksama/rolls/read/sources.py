"""Which files are read: paths, folders and zips become a list of sources in natural order, nothing opened twice."""

import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from saksama.errors import InputError
from saksama.language import Text

LIST_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"})
ZIP_SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: `label` is its name in the roll (`source_file`), `member` its name inside a zip."""

    label: str
    path: Path
    member: str = ""
    given: str = ""  # the path given by the user through which it was found


@dataclass(frozen=True, slots=True)
class Sources:
    """What is to be read, and what lies beside it and is no list."""

    found: tuple[Source, ...]
    ignored: tuple[str, ...]


def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which TPS 2 stands before TPS 10."""
    parts = re.split(r"(\d+)", text)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part.casefold()) for part in parts if part)


def find_sources(paths: Sequence[Path]) -> Sources:
    """All lists under the given paths. Raises InputError when there is none, or a path cannot be looked at."""
    found: list[Source] = []
    ignored: list[str] = []
    seen: set[tuple[Path, str]] = set()
    for path in paths:
        for source in _sources_under(path, ignored):
            key = (source.path.resolve(), source.member)
            if key not in seen:
                seen.add(key)
                found.append(replace(source, given=path.name))
    if not found:
        raise InputError(
            Text("Tidak ada berkas daftar (xlsx, csv, zip) yang ditemukan.", "No list files (xlsx, csv, zip) found."),
            Text("Periksa foldernya.", "Check the folder."),
            ", ".join(str(path) for path in paths),
        )
    found = _told_apart(found)
    found.sort(key=lambda source: (natural_order(source.label), source.label))
    return Sources(tuple(found), tuple(sorted(ignored, key=natural_order)))


def _told_apart(found: list[Source]) -> list[Source]:
    """Files of the same label from different given paths get the given path's name before it."""
    count = Counter(source.label for source in found)
    labelled = [
        replace(source, label=f"{source.given}/{source.label}") if count[source.label] > 1 else source
        for source in found
    ]
    count = Counter(source.label for source in labelled)
    return [replace(s, label=s.path.as_posix() + (f"/{s.member}" if s.member else "")) if count[s.label] > 1 else s
            for s in labelled]  # fmt: skip


def _sources_under(path: Path, ignored: list[str]) -> Iterator[Source]:
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        raise _cannot_open(str(path), error) from error
    if is_folder:
        for file in _files_of(path):
            yield from _sources_of_file(file, file.relative_to(path).as_posix(), ignored, asked_for=False)
    elif is_file:
        yield from _sources_of_file(path, path.name, ignored, asked_for=True)
    else:
        raise InputError(
            Text("Berkas atau folder ini tidak ada.", "There is no such file or folder."),
            Text("Periksa penulisan jalurnya.", "Check how the path is written."),
            str(path),
        )


def _files_of(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise _cannot_open(str(error.filename), error)

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield Path(parent, name)


def _sources_of_file(path: Path, label: str, ignored: list[str], *, asked_for: bool) -> Iterator[Source]:
    suffix = path.suffix.lower()
    if suffix == ZIP_SUFFIX and not _is_workbook(path):
        for member in _members(path, label):
            if _is_list(PurePosixPath(member)):
                yield Source(f"{label}/{member}", path, member)
            else:
                ignored.append(f"{label}/{member}")
    elif asked_for or _is_list(path):
        yield Source(label, path)
    else:
        ignored.append(label)


def _is_list(path: PurePosixPath | Path) -> bool:
    """By its name; lock files of office programs (~$…) and hidden files are none."""
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts if part not in ("/", ".", ".."))
    return not (hidden and isinstance(path, PurePosixPath) and not isinstance(path, Path)) and (
        path.suffix.lower() in LIST_SUFFIXES and not path.name.startswith((".", "~$"))
    )


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _members(path: Path, label: str) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except OSError as error:
        raise _cannot_open(label, error) from error
    except zipfile.BadZipFile as error:
        raise InputError(
            Text("Zip ini rusak atau terpotong.", "This zip is damaged or truncated."),
            Text("Salin atau unduh ulang berkasnya.", "Copy or download the file again."),
            label,
        ) from error
    for name in names:
        if name.startswith("/") or ".." in PurePosixPath(name.replace("\\", "/")).parts:
            raise InputError(
                Text(
                    "Zip ini berisi nama berkas yang keluar dari foldernya.",
                    "This zip holds a name leaving its folder.",
                ),
                Text("Jangan dipakai; mintalah zip yang baru.", "Do not use it; ask for a new zip."),
                label,
            )
    return names


def _cannot_open(file: str, error: OSError) -> InputError:
    return InputError(
        Text(f"Tidak dapat dibuka ({error.strerror}).", f"Cannot be opened ({error.strerror})."),
        Text("Periksa izin dan letaknya.", "Check its permissions and where it lies."),
        file,
    )
