"""All sources scanned, in as many processes as help, and what they saw put together."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import as_completed
from dataclasses import dataclass, field
from pathlib import Path

from saksama.errors import InputError
from saksama.language import Text
from saksama.processes import process_pool
from saksama.rolls.columns import ListKind
from saksama.rolls.engine import Progress
from saksama.rolls.read.batch import SEGMENTS_PER_FILE, Batch, Fields, Job, jobs, scan_batch
from saksama.rolls.read.scan import Segment
from saksama.rolls.read.sources import Sources

READING = Text("Membaca berkas", "Reading files")
FILES_PER_JOB = 16
WORTH_A_PROCESS = 4 * 1024**2  # bytes of input below which starting processes takes longer than reading


@dataclass(slots=True)
class Seen:
    """What all processes gave back together."""

    layouts: dict[Fields, list[Path]] = field(default_factory=lambda: defaultdict(list))
    rejects: list[Path] = field(default_factory=list)
    segments: dict[int, Segment] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    warnings: dict[int, list[Text]] = field(default_factory=dict)
    hashes: dict[int, str] = field(default_factory=dict)
    bad: dict[int, InputError] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        for fields, path in batch.tables.items():
            self.layouts[fields].append(path)
        if batch.rejects is not None:
            self.rejects.append(batch.rejects)
        for number, scan in batch.scans:
            for index, segment in enumerate(scan.segments):
                self.segments[number * SEGMENTS_PER_FILE + index] = segment
            self.skipped.update(scan.skipped)
            self.warnings[number] = scan.warnings
        self.hashes.update(batch.hashes)
        self.bad.update(batch.bad)

    def warnings_in_order(self) -> list[Text]:
        """The scanners' warnings in the order of the files."""
        return [text for number in sorted(self.warnings) for text in self.warnings[number]]


def scan_all(
    sources: Sources,
    kind: ListKind,
    mapping: dict[str, str],
    workers: int | None,
    progress: Progress,
    skip_bad_files: bool,
    folder: Path,
) -> Seen:
    seen = Seen()
    total = len(sources.found)
    progress(READING, 0, total)
    done = 0
    for job, batch in _batches(
        jobs(enumerate(sources.found), FILES_PER_JOB, kind, mapping, folder, skip_bad_files), workers
    ):
        seen.add(batch)
        done += len(job.sources)
        progress(READING, done, total)
    return seen


def _batches(work: list[Job], workers: int | None) -> Iterator[tuple[Job, Batch]]:
    workers = min(workers or os.cpu_count() or 1, len(work))
    size = sum(source.path.stat().st_size for job in work for _, source in job.sources)
    if workers <= 1 or size < WORTH_A_PROCESS:
        for job in work:
            yield job, scan_batch(job)
        return
    with process_pool(workers) as pool:
        futures = {pool.submit(scan_batch, job): job for job in work}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
