"""saksama residue: who of the last election's DPK, and of the people reported as missing, is in the list now."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.screen import say
from saksama.language import Text
from saksama.reference.elections import Election
from saksama.rolls.residue import Presence, Residue, Sought, residue

_ROLL = "Parquet dari read, atau xlsx/csv/zip/folder. / Parquet from read, or xlsx/csv/zip/folder."
_INCLUDED = Text(
    "{source}: {in_list} dari {due} sudah terdaftar (antara {low} dan {high}, keyakinan 95 %).",
    "{source}: {in_list} of {due} are in the list (between {low} and {high} at 95 % confidence).",
)


@app.command(name="residue")
def residue_command(
    roll: Annotated[Path, typer.Argument(metavar="DPT", help=_ROLL, readable=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder hasil. / Folder of the results.")],
    dpk: Annotated[
        Path | None, typer.Option(help="DPK pemilu terakhir. / DPK of the last election.", readable=False)
    ] = None,
    reported: Annotated[
        Path | None,
        typer.Option(help="Orang yang dilaporkan belum terdaftar. / People reported as missing.", readable=False),
    ] = None,
    deaths: Annotated[Path | None, typer.Option(help="Daftar kematian. / List of deaths.", readable=False)] = None,
    police_army: Annotated[
        Path | None, typer.Option("--police-army", help="Anggota TNI dan Polri. / Soldiers and police.", readable=False)
    ] = None,
    coklit: Annotated[
        Path | None, typer.Option(help="Laporan coklit per TPS. / Coklit by TPS.", readable=False)
    ] = None,
    election: Annotated[str, typer.Option(help="Pemilihan. / Election.")] = "pilkada-2024",
) -> None:
    """Mencari yang belum terdaftar. / Finds who is still in no list."""
    given = {Sought.DPK: dpk, Sought.REPORTED: reported}
    registers = {"deaths": deaths, "police_army": police_army}
    with screen.progress_bar() as progress:
        done = residue(
            roll,
            output,
            sought={name: path for name, path in given.items() if path},
            registers={name: path for name, path in registers.items() if path},
            coklit=coklit,
            election=Election.load(election),
            progress=progress,
        )
    show(done)


def show(done: Residue) -> None:
    """The counts, and how far "all have been included" is true."""
    table = Table(box=None)
    table.add_column("")
    for presence in Presence:
        table.add_column(say(presence.label), justify="right")
    for sought in Sought:
        if (whole := done.whole(sought)) is not None:
            table.add_row(say(sought.label), *(f"{getattr(whole, presence):,}" for presence in Presence))
            counts = {name: f"{getattr(whole, name):,}" for name in ("in_list", "due", "low", "high")}
            screen.out.print(say(_INCLUDED.fill(source=say(sought.label), **counts)), highlight=False)
    screen.out.print(table)
    areas = Text("Wilayah yang tidak dicoklit seluruhnya: {areas}", "Areas not wholly enumerated: {areas}")
    screen.out.print(say(areas.fill(areas=done.areas)), highlight=False)
    screen.out.print(f"{done.folder / 'places.csv'}\n{done.folder / 'areas.csv'}", highlight=False, soft_wrap=True)
