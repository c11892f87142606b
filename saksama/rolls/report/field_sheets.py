"""The workbooks of all desa with findings, in the folder `desa/`."""

import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from saksama.language import Text
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.field_rows import rows_by_village
from saksama.rolls.report.field_sheet import FieldSheet, write_sheet

WRITING = Text("Menulis lembar lapangan per desa", "Writing field sheets by desa")
UNPLACED = "Tanpa desa"
SHEETS_AT_ONCE = 16
ROWS_WORTH_A_POOL = 4_000  # below this, starting the processes costs more than they save
PROCESSES = 2


def write_field_sheets(engine: Engine, folder: Path, facts: AuditFacts, progress: Progress = no_progress) -> list[Path]:
    """Writes one workbook for each desa that has findings into `folder/desa`; gives their paths."""
    sheets = list(_sheets(engine, facts))
    target = folder / "desa"
    target.mkdir(exist_ok=True)
    batches = [sheets[start : start + SHEETS_AT_ONCE] for start in range(0, len(sheets), SHEETS_AT_ONCE)]
    progress(WRITING, 0, len(sheets))
    done = 0
    for written in _write_all(batches, target, sum(len(sheet.rows) for sheet in sheets)):
        done += written
        progress(WRITING, done, len(sheets))
    return [target / sheet.file for sheet in sheets]


def _write_all(batches: list[list[FieldSheet]], target: Path, rows: int) -> Iterator[int]:
    if rows < ROWS_WORTH_A_POOL:
        for batch in batches:
            yield _write_batch(batch, target)
        return
    # Spawned, not forked: a fork would copy the locks of the database's threads in whatever state they are.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_write_batch, batch, target) for batch in batches]):
            yield future.result()


def _write_batch(batch: list[FieldSheet], target: Path) -> int:
    for sheet in batch:
        write_sheet(sheet, target / sheet.file)
    return len(batch)


def _sheets(engine: Engine, facts: AuditFacts) -> Iterator[FieldSheet]:
    titles = {rule.code: rule.title.id for rule in facts.rules_ran}
    for code, found, rows in rows_by_village(engine):
        name = facts.places.desa.get(code, code) if code else UNPLACED
        kecamatan = code.rpartition(".")[0] if code else ""
        yield FieldSheet(
            file=_file_name(f"{code} {name}" if code else UNPLACED),
            desa=f"{name} ({code})" if code else UNPLACED,
            kecamatan=facts.places.kecamatan.get(kecamatan, kecamatan or "–"),
            audited=f"{facts.list_kind} {facts.election.id}",
            made_on=f"{facts.made_at:%d-%m-%Y}",
            found=found,
            rows=rows,
            titles=titles,
        )


def _file_name(title: str) -> str:
    """A name that Windows takes too."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", title).strip(" .") + ".xlsx"
