"""saksama compare: what became of whom between two lists."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.screen import say
from saksama.language import Text
from saksama.rolls.compare import compare

KIND_TEXTS: dict[str, Text] = {
    "same": Text("tetap", "same"),
    "changed": Text("data berubah", "data changed"),
    "moved_tps": Text("pindah TPS", "moved to another TPS"),
    "moved_village": Text("pindah desa", "moved to another village"),
    "added": Text("ditambahkan", "added"),
    "removed": Text("dikeluarkan", "removed"),
}


@app.command(name="compare")
def compare_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Daftar lama. / The older list.", readable=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Daftar baru. / The newer list.", readable=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder hasil. / Folder of the results.")],
) -> None:
    """Membandingkan dua daftar orang demi orang. / Compares two lists person by person."""
    with screen.progress_bar() as progress:
        done = compare(old, new, output, progress=progress)
    table = Table(box=None, show_header=False)
    for kind, people in done.counts.items():
        table.add_row(say(KIND_TEXTS[kind]), f"{people:,}")
    screen.out.print(table)
    screen.out.print(f"{output / 'changes.csv'}\n{output / 'by_village.csv'}", highlight=False, soft_wrap=True)
