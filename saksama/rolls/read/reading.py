"""The way from files to a roll, whole: find, scan in parallel, clean, place, judge, write."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from saksama import __version__
from saksama.errors import InputError
from saksama.language import Text
from saksama.reference.regions import Regions
from saksama.rolls.columns import REJECT_COLUMNS, ListKind
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.read import gather, rounding, tally
from saksama.rolls.read.cleaning import macro_statements
from saksama.rolls.read.headings import Vocabulary
from saksama.rolls.read.parallel import Seen, scan_all
from saksama.rolls.read.places import resolve
from saksama.rolls.read.publish import put_in_place, rejects_path, write_parquet
from saksama.rolls.read.rejects import Reason
from saksama.rolls.read.result import ReadResult
from saksama.rolls.read.scan import Segment
from saksama.rolls.read.sources import Sources, find_sources
from saksama.rolls.read.state import data_state
from saksama.rolls.read.workspace import cannot_write, workspace

CLEANING = Text("Membersihkan dan menulis", "Cleaning and writing")
# The spellings of a code are short IN lists. DuckDB would make a join of each: 0.1 s of planning for every reading,
# and two thirds more time for cleaning a whole regency (577,241 voters: 6.8 s instead of 4.1 s).
PLAIN_IN_LISTS = "SET disabled_optimizers = 'in_clause'"

_REJECT_COLUMNS = {
    "file": "BIGINT",
    "source_file": "VARCHAR",
    "source_row": "BIGINT",
    "reason": "VARCHAR",
    "column": "VARCHAR",
    "raw": "VARCHAR",
}


def read(
    paths: Sequence[Path],
    *,
    kind: ListKind,
    output: Path,
    mapping: Mapping[str, str] | None = None,
    workers: int | None = None,
    progress: Progress = no_progress,
    skip_bad_files: bool = False,
    regions: Regions | None = None,
) -> ReadResult:
    """Reads files, folders and zips into one roll: `output` (ROLL_COLUMNS) and `<stem>.rejects.parquet` beside it.

    `mapping` answers unknown headings: heading → column, or `-` to ignore it. `workers` defaults to the processors;
    above 1, calling code needs the usual `if __name__ == "__main__":`.

    Raises InputError when a file or heading cannot be used (with `skip_bad_files` bad files become reject rows), and
    OutputError when the disk is full or closed. After either nothing has been written, and an older roll still stands.
    """
    start = time.perf_counter()
    Vocabulary(mapping)  # a wrong answer is said before any file is opened
    sources = find_sources(paths)
    with workspace(output) as folder:
        try:
            seen = scan_all(sources, kind, dict(mapping or {}), workers, progress, skip_bad_files, folder)
            with Engine() as engine:
                progress(CLEANING, 0, 1)
                engine.timings["scan"] = time.perf_counter() - start
                _clean(engine, sources, seen, regions or Regions.load(), folder)
                result = _result(engine, sources, seen, kind, output, start)
                _write(engine, sources, seen, result, folder)
                progress(CLEANING, 1, 1)
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise cannot_write(output, error) from error
    return replace(result, seconds=time.perf_counter() - start, timings=dict(engine.timings))


def _clean(engine: Engine, sources: Sources, seen: Seen, regions: Regions, folder: Path) -> None:
    """The table `located` and view `placed`: every row with its values, place, and the reason it cannot be kept."""
    engine.run(PLAIN_IN_LISTS)
    for statement in macro_statements():
        engine.run(statement)
    segments = folder / "segments.csv"
    gather.write_text_table(segments, (_segment_row(number, segment) for number, segment in seen.segments.items()))
    gather.read_text_table(engine, "segments", [segments], gather.SEGMENT_COLUMNS)
    engine.view("cells", gather.cells_query(seen.layouts, seen.bad))
    engine.view("typed", gather.values_query())
    engine.view("judged", gather.judged_query())
    engine.table("located", gather.located_query())
    keys = [key for (key,) in engine.rows("SELECT DISTINCT place FROM located")]
    places = folder / "places.csv"
    gather.write_text_table(places, (_place_row(key, regions) for key in keys))
    columns = dict.fromkeys(("place", "village", "district", "village_name", "district_name"), "VARCHAR")
    gather.read_text_table(engine, "places", [places], columns)
    gather.read_text_table(engine, "odd_rows", seen.rejects, _REJECT_COLUMNS)
    engine.table("rounded", rounding.rounded_query())
    engine.view("placed", gather.placed_query())
    engine.table("rejected", gather.rejected_query())
    skipped = folder / "skipped.csv"
    gather.write_text_table(skipped, (_skipped_row(sources.found[n].label, error) for n, error in seen.bad.items()))
    gather.read_text_table(engine, "skipped_files", [skipped], dict.fromkeys(REJECT_COLUMNS, "VARCHAR"))


def _segment_row(number: int, segment: Segment) -> list[object]:
    place = segment.place
    names = [place.village, place.village_code, place.district, place.district_code]
    return [number, segment.label, place.tps, *names, gather.FOLDER_MARK.join(place.folders)]


def _place_row(key: str, regions: Regions) -> list[str]:
    placed = resolve(tuple(key.split("\x1f")), regions)
    return [key, placed.village, placed.district, placed.village_name, placed.district_name]


def _skipped_row(label: str, error: InputError) -> list[object]:
    return [label, error.row or "", Reason.FILE.value, error.column, error.say("id")]


def _result(engine: Engine, sources: Sources, seen: Seen, kind: ListKind, output: Path, start: float) -> ReadResult:
    rejected = tally.rejected_by_reason(engine)
    kept = tally.rows_kept(engine)
    return ReadResult(
        output=output,
        rejects=rejects_path(output),
        kind=kind,
        state=data_state(engine, "placed"),
        files=len(sources.found),
        rows_read=tally.rows_read(engine),
        rows_kept=kept,
        rows_rejected=sum(rejected.values()),
        rejected_by_reason=rejected,
        reject_examples=tally.reject_examples(engine),
        bad_files=tuple(sources.found[number].label for number in sorted(seen.bad)),
        ignored_files=sources.ignored,
        skipped={kind: count for kind, count in sorted(seen.skipped.items()) if count},
        unreadable=tally.unreadable(engine),
        warnings=(
            *seen.warnings_in_order(),
            *tally.same_content(sources, seen.hashes),
            *rounding.rounded_files(engine),
            *tally.unplaced(engine),
            *tally.nothing_read(engine),
        ),
        seconds=time.perf_counter() - start,
    )


def _write(engine: Engine, sources: Sources, seen: Seen, result: ReadResult, folder: Path) -> None:
    listing = "".join(f"{seen.hashes.get(i, '')}  {source.label}\n" for i, source in enumerate(sources.found))
    metadata = {
        "kind": result.kind.value,
        "state": result.state.value,
        "version": __version__,
        "files": str(result.files),
        "rows_read": str(result.rows_read),
        "rows_kept": str(result.rows_kept),
        "rows_rejected": str(result.rows_rejected),
        "sources_sha256": hashlib.sha256(listing.encode()).hexdigest(),
    }
    roll, rejects = folder / "roll.parquet", folder / "rejects.parquet"
    with engine.timed("write"):
        write_parquet(engine, gather.roll_query(), roll, metadata)
        write_parquet(engine, gather.rejects_query(), rejects, metadata)
        put_in_place(roll, rejects, result.output)
