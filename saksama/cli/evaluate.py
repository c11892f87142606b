"""saksama evaluate: an audit of the demonstration regency judged by its truth."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.screen import say
from saksama.language import Text
from saksama.rolls.evaluate import DuplicateQuality, KindQuality, Quality, evaluate


@app.command(name="evaluate")
def evaluate_command(
    output: Annotated[
        Path, typer.Argument(metavar="AUDIT", help="Folder hasil audit. / Folder of an audit.", readable=False)
    ],
    roll: Annotated[Path, typer.Option(help="Daftar yang diaudit. / The audited roll.", readable=False)],
    truth: Annotated[
        Path, typer.Option(help="Folder kebenaran/ dari demo. / Folder kebenaran/ of demo.", readable=False)
    ],
    list_name: Annotated[str, typer.Option("--list", help="dps | dpshp | dpt")] = "dpt",
) -> None:
    """Mengukur ketepatan audit atas data peragaan. / Measures an audit against the planted truth."""
    judged = evaluate(roll, output / "findings.parquet", truth, list_name)
    _show_duplicates(judged.duplicates)
    _show_kinds(judged.by_kind)


def _table(title: Text, *columns: Text) -> Table:
    table = Table(title=say(title), title_justify="left", box=None, title_style="bold")
    for column in columns:
        table.add_column(say(column), overflow="fold")
    return table


def _show_duplicates(quality: DuplicateQuality) -> None:
    count, share = Text("jumlah", "count"), Text("bagian", "share")
    table = _table(
        Text("Data ganda", "Duplicates"),
        Text("", ""), Text("presisi", "precision"), Text("temu", "recall"), Text("F1", "F1"), count,
    )  # fmt: skip
    total = quality.total
    found = total.right + total.wrong
    table.add_row(
        say(Text("semua", "all")), f"{total.precision:.3f}", f"{total.recall:.3f}", f"{total.f1:.3f}", f"{found:,}"
    )
    for kind, part in quality.by_kind.items():
        table.add_row(kind, "", f"{part.recall:.3f}", "", f"{_true(part):,}")
    for slip, part in quality.by_slip.items():
        table.add_row(f"  {slip}", "", f"{part.recall:.3f}", "", f"{_true(part):,}")
    screen.out.print(table)
    table = _table(
        Text("Orang mirip yang tertuduh", "Look-alikes accused"), Text("", ""), Text("tertuduh", "accused"), count
    )
    for kind, (accused, every) in quality.accused_lookalikes.items():
        table.add_row(kind, f"{accused:,}", f"{every:,}")
    screen.out.print(table)
    table = _table(
        Text("Peluang yang disebut dan yang benar", "Probability said and true"),
        Text("mulai", "from"), Text("disebut", "said"), Text("benar", "true"), share,
    )  # fmt: skip
    for one in quality.calibration:
        table.add_row(f"{one.lower:.2f}", f"{one.said:.3f}", f"{one.true:.3f}", f"{one.pairs:,}")
    screen.out.print(table)


def _true(part: Quality) -> int:
    return part.right + part.missed


def _show_kinds(kinds: tuple[KindQuality, ...]) -> None:
    table = _table(
        Text("Kesalahan yang ditanam", "Planted errors"),
        Text("jenis", "kind"), Text("ditanam", "planted"), Text("ditemukan", "found"), Text("temu", "recall"),
        Text("kaidah", "rules"), Text("disebut kaidah itu", "named by them"), Text("presisi", "precision"),
    )  # fmt: skip
    for one in kinds:
        table.add_row(
            one.kind,
            f"{one.planted:,}",
            f"{one.found:,}",
            f"{one.recall:.3f}",
            " ".join(one.rules),
            f"{one.named:,}",
            f"{one.precision:.3f}",
        )
    screen.out.print(table)
