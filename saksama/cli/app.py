"""The command's frame: language, and errors turned to speech in one place.

Paths of input are declared `readable=False`: it is the engine that says what cannot be opened, in both languages.
"""

import sys
from typing import Annotated

import typer

from saksama import __version__
from saksama.cli import screen
from saksama.errors import SaksamaError
from saksama.language import Language

app = typer.Typer(
    name="saksama",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Pengawasan pemilu: periksa daftar pemilih. / Election supervision: audit a voter list.",
)


def _version(wanted: bool) -> None:
    if wanted:
        screen.out.print(f"saksama {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def frame(
    lang: Annotated[str | None, typer.Option("--lang", help="id | en", metavar="id|en")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Chooses the language: --lang, else LANG, else Indonesian."""
    if lang is not None and lang not in ("id", "en"):
        raise typer.BadParameter("id | en", param_hint="--lang")
    if lang is not None:
        chosen: Language = "en" if lang == "en" else "id"
        screen.language = chosen


def main() -> None:
    """Entry point. Exit code 0 done, 1 a bug, 2 the user's input, 130 interrupted."""
    try:
        app()
    except SaksamaError as error:
        screen.err.print(error.say(screen.language), style="red", markup=False, highlight=False)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
