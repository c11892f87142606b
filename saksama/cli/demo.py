"""saksama demo: the files of a made-up regency, and on request their audit."""

import os
import re
import sys
import webbrowser
from pathlib import Path
from typing import Annotated, Literal

import typer

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.audit import show as show_audit
from saksama.cli.read import show as show_read
from saksama.demo import make_regency
from saksama.language import Text
from saksama.rolls.audit import SecondLists, audit
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.read import read

MADE = Text(
    "{dpt} pemilih dalam DPT, {villages} desa, {stations} TPS, semua rekaan: {folder}",
    "{dpt} voters in the DPT, {villages} villages, {stations} TPS, all made up: {folder}",
)
OTHER = Text(
    "{folder} sudah berisi {voters} pemilih (benih {seed}) dan dipakai lagi. Hapus folder itu untuk jumlah lain.",
    "{folder} holds {voters} voters (seed {seed}) already and is used again. Delete it for another number.",
)
MADE_WITH = re.compile(r"Pemilih: (?P<voters>\d+)\. Benih: (?P<seed>\d+)\.")
THERE = Text("Sudah dibaca dan diperiksa: {path}", "Read and audited already: {path}")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder baru. / A new folder.")],
    voters: Annotated[int, typer.Option(help="Jumlah pemilih DPT. / Voters in the DPT.")] = 577_241,
    seed: Annotated[int, typer.Option(help="Benih yang sama, data yang sama. / Same seed, same data.")] = 2024,
    state: Annotated[DataState, typer.Option(help="Yang terlihat dari orang. / How much of a person is shown.")] = (
        DataState.NO_NUMBERS
    ),
    file_format: Annotated[
        Literal["xlsx", "csv"], typer.Option("--format", help="Bentuk berkas. / File type.")
    ] = "xlsx",
    audited: Annotated[
        bool, typer.Option("--audit", help="Baca dan periksa juga; yang sudah ada dipakai. / Read and audit it too.")
    ] = False,
    opened: Annotated[bool, typer.Option("--open", help="Buka laporannya di peramban. / Open the report.")] = False,
) -> None:
    """Membuat kabupaten peragaan. / Makes the demonstration regency."""
    if audited and (folder / "kebenaran").is_dir():
        _say_if_other(folder, voters, seed)
    else:
        with screen.progress_bar() as progress:
            made = make_regency(
                folder, voters=voters, seed=seed, state=state, file_format=file_format, progress=progress
            )
        counts = {"dpt": f"{made.rows['dpt']:,}", "villages": made.villages, "stations": f"{made.stations:,}"}
        screen.out.print(screen.say(MADE.fill(folder=made.folder, **counts)), highlight=False, soft_wrap=True)
    if audited:
        report = audit_regency(folder)
        if opened and _has_desktop():
            webbrowser.open(report.absolute().as_uri())


def _say_if_other(folder: Path, voters: int, seed: int) -> None:
    """What is there is used again, even if another number was asked for; that is not done in silence."""
    readme = folder / "README.txt"
    found = MADE_WITH.search(readme.read_text(encoding="utf-8")) if readme.exists() else None
    if found and (int(found["voters"]), int(found["seed"])) != (voters, seed):
        words = OTHER.fill(folder=folder, voters=f"{int(found['voters']):,}", seed=found["seed"])
        screen.out.print(screen.say(words), style="yellow", highlight=False, soft_wrap=True)


def audit_regency(folder: Path) -> Path:
    """The way an office goes: read both versions, check the newer against all there is. Gives the report's path.

    What is read or audited already is not done again.
    """
    suffix = ".xlsx" if any(folder.glob("kematian.xlsx")) else ".csv"
    rolls = {"dps": folder / "dps.parquet", "dpt": folder / "dpt.parquet"}
    for name, roll in rolls.items():
        if roll.exists():
            continue
        with screen.progress_bar() as progress:
            result = read([folder / name], kind=ListKind(name.upper()), output=roll, progress=progress)
        show_read(result)
    report = folder / "audit" / "report.html"
    if report.exists():
        screen.out.print(screen.say(THERE.fill(path=report)), highlight=False, soft_wrap=True)
        return report
    beside = {
        key: folder / f"{name}{suffix}"
        for key, name in {"deaths": "kematian", "dpk": "dpk_terakhir", "police_army": "tni_polri"}.items()
    }
    second = SecondLists(previous=rolls["dps"], claimed=folder / f"klaim_kpu{suffix}", **beside)
    with screen.progress_bar() as progress:
        done = audit(
            rolls["dpt"], folder / "audit", second_lists=second, coklit=folder / f"coklit{suffix}", progress=progress
        )
    show_audit(done)
    return report


def _has_desktop() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
