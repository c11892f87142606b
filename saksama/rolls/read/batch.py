"""The work of one process: some sources scanned, their rows written as text tables by layout, verbatim."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from saksama.errors import InputError
from saksama.rolls.columns import ListKind
from saksama.rolls.read.headings import Vocabulary
from saksama.rolls.read.opening import load
from saksama.rolls.read.rejects import Reason
from saksama.rolls.read.scan import Scan, scan
from saksama.rolls.read.sources import Source

if TYPE_CHECKING:
    from _csv import Writer

SEGMENTS_PER_FILE = 1_000_000  # a segment's number is its file's number times this, plus its place in the file

Fields = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What a process is asked to do. `sources` carry their number in natural order."""

    number: int
    sources: tuple[tuple[int, Source], ...]
    kind: ListKind
    mapping: dict[str, str]
    folder: Path
    skip_bad_files: bool


@dataclass(slots=True)
class Batch:
    """What it gives back: the tables written and what was seen in each file."""

    tables: dict[Fields, Path] = field(default_factory=dict)
    rejects: Path | None = None
    scans: list[tuple[int, Scan]] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)
    bad: dict[int, InputError] = field(default_factory=dict)


class _Tables:
    """One open csv for each layout met, and one for the rows that fit no layout."""

    def __init__(self, job: Job, batch: Batch) -> None:
        self._job, self._batch = job, batch
        self._files: list[TextIO] = []
        self._writers: dict[Fields, Writer] = {}
        self._rejects: Writer | None = None
        self.file = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()

    def _open(self, name: str) -> tuple[Path, Writer]:
        path = self._job.folder / f"{self._job.number}-{name}.csv"
        file = path.open("w", encoding="utf-8", errors="replace", newline="")
        self._files.append(file)
        return path, csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")

    def keep(self, fields: Fields, segment: int, row: int, cells: list[str]) -> None:
        writer = self._writers.get(fields)
        if writer is None:
            name = hashlib.sha256("\t".join(fields).encode()).hexdigest()[:16]
            self._batch.tables[fields], writer = self._open(name)
            self._writers[fields] = writer
        writer.writerow([segment, row, *cells])

    def reject(self, label: str, row: int, reason: Reason, column: str, cells: Sequence[str]) -> None:
        if self._rejects is None:
            self._batch.rejects, self._rejects = self._open("rejects")
        raw = json.dumps(list(cells), ensure_ascii=False)
        self._rejects.writerow([self.file, label, row, reason.value, column, raw])


def scan_batch(job: Job) -> Batch:
    """Scans the sources of a job. The first bad file ends it with its InputError, unless such are skipped."""
    batch = Batch()
    words = Vocabulary(job.mapping)
    with _Tables(job, batch) as tables:
        for number, source in job.sources:
            tables.file = number
            try:
                content = load(source)
                batch.hashes[number] = content.sha256
                seen = scan(content, job.kind, words, tables, number * SEGMENTS_PER_FILE)
            except InputError as error:
                if not job.skip_bad_files:
                    raise
                batch.bad[number] = error
            else:
                batch.scans.append((number, seen))
    return batch


def jobs(
    sources: Iterable[tuple[int, Source]], size: int, kind: ListKind, mapping: dict[str, str], folder: Path, skip: bool
) -> list[Job]:
    """Neighbouring sources in jobs of `size` files."""
    all_sources = list(sources)
    starts = range(0, len(all_sources), size)
    return [
        Job(index, tuple(all_sources[start : start + size]), kind, mapping, folder, skip)
        for index, start in enumerate(starts)
    ]
