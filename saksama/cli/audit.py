"""saksama audit: one list through every check, to findings, sheets for the field and the report."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.screen import say
from saksama.cli.summary import summary_table
from saksama.language import Text
from saksama.reference.elections import Election
from saksama.rolls.audit import Audit, SecondLists, audit
from saksama.rolls.check import CATALOGUE
from saksama.rolls.report import LEFT_OUT, oki
from saksama.rolls.report.page.html import spoken

_ROLL = "Parquet dari read, atau xlsx/csv/zip/folder. / Parquet from read, or xlsx/csv/zip/folder."


def _memory(given: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*[MG]B", given):
        raise typer.BadParameter("2GB, 1500MB")
    return given


@app.command(name="audit")
def audit_command(
    roll: Annotated[Path, typer.Argument(metavar="DPT", help=_ROLL, readable=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder hasil. / Folder of the results.")],
    previous: Annotated[
        Path | None, typer.Option(help="Daftar sebelumnya. / The previous list.", readable=False)
    ] = None,
    deaths: Annotated[Path | None, typer.Option(help="Daftar kematian. / List of deaths.", readable=False)] = None,
    dpk: Annotated[
        Path | None, typer.Option(help="DPK pemilu terakhir. / DPK of the last election.", readable=False)
    ] = None,
    police_army: Annotated[
        Path | None, typer.Option("--police-army", help="Anggota TNI dan Polri. / Soldiers and police.", readable=False)
    ] = None,
    claimed: Annotated[
        Path | None,
        typer.Option(help="Orang yang menurut KPU sudah dimasukkan. / People KPU says it added.", readable=False),
    ] = None,
    reported: Annotated[
        Path | None,
        typer.Option(help="Orang yang dilaporkan belum terdaftar. / People reported as missing.", readable=False),
    ] = None,
    coklit: Annotated[
        Path | None, typer.Option(help="Laporan coklit per TPS. / Coklit by TPS.", readable=False)
    ] = None,
    election: Annotated[str, typer.Option(help="Pemilihan. / Election.")] = "pilkada-2024",
    memory: Annotated[
        str,
        typer.Option(
            callback=_memory,
            help="Memori untuk basis data; provinsi: 6GB. / Memory of the database; for a province 6GB.",
        ),
    ] = "2GB",
    voting_day: Annotated[
        datetime | None, typer.Option("--voting-day", formats=["%Y-%m-%d"], help="Hari pemungutan suara. / Voting day.")
    ] = None,
) -> None:
    """Memeriksa daftar pemilih. / Audits a voter list."""
    chosen = Election.load(election)
    if voting_day is not None:
        chosen = chosen.moved_to(voting_day.date())
    second = SecondLists(previous, deaths, dpk, police_army, claimed, reported)
    with screen.progress_bar() as progress:
        done = audit(
            roll, output, second_lists=second, coklit=coklit, election=chosen, memory=memory, progress=progress
        )
    show(done)


def show(done: Audit) -> None:
    """The summary, the seconds it took, and where the results are."""
    screen.out.print(summary_table(done.summary, screen.language, CATALOGUE, oki().kecamatan))
    seconds = Text("Keadaan data: {state}. {seconds:.0f} detik.", "State of the data: {state}. {seconds:.0f} seconds.")
    screen.out.print(say(seconds.fill(state=done.state.value, seconds=done.seconds)), highlight=False)
    if left_out := done.linkages["duplicates"].records_left_out:
        rows = spoken(left_out, screen.language)
        screen.out.print(say(LEFT_OUT.fill(rows=rows)), highlight=False)
    where = Text("Laporan: {path}", "Report: {path}")
    screen.out.print(say(where.fill(path=done.folder / "report.html")), highlight=False, soft_wrap=True)
