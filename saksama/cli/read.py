"""`saksama read`: files of a list to one roll, and what became of every row."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.screen import say
from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.columns import ListKind
from saksama.rolls.read import REASON_TEXTS, ReadResult, Reason
from saksama.rolls.read import read as read_roll
from saksama.rolls.read.rows import SKIPPED_TEXTS, RowKind

WARNINGS_SHOWN = 12


@app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(help="xlsx, csv, zip, folder", metavar="PATH…", readable=False)],
    kind: Annotated[ListKind, typer.Option("--list", help="Jenis daftar. / Kind of list.", case_sensitive=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="roll.parquet")],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help="JUDUL=kolom, JUDUL=- untuk mengabaikan. / HEADING=column.", metavar="HEADING=COLUMN"
        ),
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Jumlah proses. / Processes.", min=1)] = None,
    skip_bad_files: Annotated[
        bool, typer.Option("--skip-bad-files", help="Catat berkas rusak dan lanjutkan. / Note bad files and go on.")
    ] = False,
) -> None:
    """Membaca daftar menjadi satu berkas roll. / Reads lists into one roll."""
    answers = dict(_answer(text) for text in mapping or [])
    with screen.progress_bar() as progress:
        result = read_roll(
            paths,
            kind=kind,
            output=output,
            mapping=answers,
            workers=workers,
            progress=progress,
            skip_bad_files=skip_bad_files,
        )
    show(result)


def _answer(text: str) -> tuple[str, str]:
    heading, equals, column = text.rpartition("=")
    if not equals or not heading.strip():
        raise InputError(
            Text(f"--map {text}: tidak ada tanda sama dengan.", f"--map {text}: no equals sign."),
            Text("Tulis --map JUDUL=kolom.", "Write --map HEADING=column."),
        )
    return heading, column.strip()


def show(result: ReadResult) -> None:
    """The counts as a table, then what the user should know."""
    table = Table(title=f"{result.kind} → {result.output}", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    table.add_row(say(Text("berkas", "files")), number(result.files), "")
    table.add_row(say(Text("baris dibaca", "rows read")), number(result.rows_read), "")
    table.add_row(say(Text("disimpan", "kept")), number(result.rows_kept), "")
    table.add_row(say(Text("ditolak", "rejected")), number(result.rows_rejected), "")
    for reason, count in result.rejected_by_reason.items():
        table.add_row("  " + say(REASON_TEXTS[Reason(reason)]), number(count), result.reject_examples[reason])
    for kind, count in result.skipped.items():
        what = say(SKIPPED_TEXTS[RowKind(kind)])
        table.add_row(say(Text("bukan pemilih: ", "no voters: ")) + what, number(count), "")
    for column, count in result.unreadable.items():
        table.add_row(say(Text("tidak terbaca: ", "unreadable: ")) + column, number(count), "")
    table.add_row(say(Text("keadaan data", "state of the data")), "", result.state.value)
    table.add_row(say(Text("waktu", "time")), f"{result.seconds:.1f} s", "")
    screen.out.print(table, highlight=False)
    for label in result.bad_files:
        _note(Text(f"Dilewati karena rusak: {label}", f"Skipped, bad file: {label}"))
    for warning in result.warnings[:WARNINGS_SHOWN]:
        _note(warning)
    if len(result.warnings) > WARNINGS_SHOWN:
        more = len(result.warnings) - WARNINGS_SHOWN
        _note(Text(f"… dan {more} peringatan lain.", f"… and {more} more warnings."))
    if result.ignored_files:
        names = ", ".join(result.ignored_files[:3]) + ("…" if len(result.ignored_files) > 3 else "")
        count = len(result.ignored_files)
        _note(Text(f"{count} berkas lain bukan daftar: {names}", f"{count} other files are no lists: {names}"))
    if result.rows_rejected or result.bad_files:
        _note(Text(f"Baris yang ditolak: {result.rejects}", f"Rejected rows: {result.rejects}"))


def number(count: int) -> str:
    """With the thousands mark of the user's language."""
    text = f"{count:,}"
    return text.replace(",", ".") if screen.language == "id" else text


def _note(text: Text) -> None:
    screen.out.print(say(text), markup=False, highlight=False)
