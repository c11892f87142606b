"""The bytes of a source, and what they are: workbook or delimited text. Every way to be no list ends here."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.read.merges import Span
from saksama.rolls.read.sources import LIST_SUFFIXES, Source

MOST_BYTES = 2 * 1024**3  # of one file unpacked; a regency of 577,241 voters is a csv of 0.1 GB
MOST_RATIO = 300  # unpacked to packed, above 100 MB; real workbooks stay below 50
BOMB_FROM = 100 * 1024**2
DAMAGED_REMEDY = Text("Salin atau unduh ulang berkasnya.", "Copy or download the file again.")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one sheet as (row number from 1, cells as text). `name` is empty for a text file.

    `merged` is known once the first row has been read: a sheet is opened only when its turn comes.
    """

    name: str
    rows: Iterator[tuple[int, list[str]]]
    merged: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a source and their SHA-256."""

    label: str
    suffix: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_workbook(self) -> bool:
        """By content, not by name. Raises InputError for what is neither workbook nor text."""
        if not self.data:
            raise InputError(Text("Berkas ini kosong.", "This file is empty."), DAMAGED_REMEDY, self.label)
        if self.data.startswith(_OLE):
            if self.suffix != ".xls" or _ENCRYPTED_PACKAGE in self.data:
                raise encrypted(self.label)
            return True
        if self.data.startswith(_ZIP):
            return True
        if self.suffix in LIST_SUFFIXES - {".csv", ".tsv"}:
            raise InputError(
                Text(f"Ini bukan buku kerja {self.suffix}.", f"This is no {self.suffix} workbook."),
                Text("Buka dan simpan ulang sebagai .xlsx.", "Open it and save it again as .xlsx."),
                self.label,
            )
        return False


def load(source: Source) -> Content:
    """Reads a source whole. Raises InputError when it cannot be read, is damaged, encrypted or absurdly large."""
    suffix = Path(source.member or source.path.name).suffix.lower()
    try:
        data = _member(source) if source.member else _file(source)
    except OSError as error:
        raise InputError(
            Text(f"Tidak dapat dibuka ({error.strerror}).", f"Cannot be opened ({error.strerror})."),
            Text("Periksa izin dan letaknya.", "Check its permissions and where it lies."),
            source.label,
        ) from error
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise damaged(source.label) from error
    return Content(source.label, suffix, data)


def damaged(label: str) -> InputError:
    """The file is broken or cut off."""
    return InputError(
        Text("Berkas ini rusak atau terpotong.", "This file is damaged or truncated."), DAMAGED_REMEDY, label
    )


def encrypted(label: str) -> InputError:
    """The file is locked with a password."""
    return InputError(
        Text("Berkas ini dikunci dengan kata sandi.", "This file is locked with a password."),
        Text("Buka kuncinya dan simpan ulang tanpa kata sandi.", "Unlock it and save it again without a password."),
        label,
    )


def refuse_bomb(label: str, unpacked: int, packed: int) -> None:
    """Raises InputError when a zip part would unpack to more than any list needs."""
    if unpacked > MOST_BYTES or (unpacked > BOMB_FROM and unpacked > MOST_RATIO * max(packed, 1)):
        raise InputError(
            Text(
                f"Isi zip mengembang menjadi {unpacked / 1024**2:,.0f} MB; batasnya {MOST_BYTES // 1024**2:,} MB "
                f"atau {MOST_RATIO} kali lipat.",
                f"The zip unpacks to {unpacked / 1024**2:,.0f} MB; the limit is {MOST_BYTES // 1024**2:,} MB "
                f"or {MOST_RATIO} times its size.",
            ),
            Text("Jangan dipakai, atau bagilah berkasnya.", "Do not use it, or split the file."),
            label,
        )


def _file(source: Source) -> bytes:
    if source.path.stat().st_size > MOST_BYTES:
        refuse_bomb(source.label, source.path.stat().st_size, source.path.stat().st_size)
    return source.path.read_bytes()


def _member(source: Source) -> bytes:
    archive = _archive(source.path)
    info = archive.getinfo(source.member)
    if info.flag_bits & 1:
        raise encrypted(source.label)
    refuse_bomb(source.label, info.file_size, info.compress_size)
    try:
        return archive.read(info)
    except NotImplementedError as error:
        raise damaged(source.label) from error


@lru_cache(maxsize=2)
def _archive(path: Path) -> zipfile.ZipFile:
    """Kept open: reading the directory of a zip of 1,249 files for each of them would take longer than the files."""
    return zipfile.ZipFile(path)
