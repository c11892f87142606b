"""saksama serve starts the office for real; saksama office <command> manages it. Django is imported only then."""

import os
from typing import Annotated

import typer

from saksama.cli.app import app

CORES = min(max(2, os.cpu_count() or 2), 8)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Alamat / address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port")] = 8000,
    workers: Annotated[int, typer.Option(help="Halaman sekaligus / pages at once", min=1)] = CORES,
    opened: Annotated[bool, typer.Option("--open", help="Buka di peramban. / Open it in the browser.")] = False,
) -> None:
    """Jalankan kantor: basis data, halaman web, pekerjaan latar. / Run the office: database, pages, background work."""
    from saksama.office.server import run

    raise typer.Exit(run(host, port, workers, opened=opened))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def office(context: typer.Context) -> None:
    """Perintah pengelolaan kantor. / Management commands of the office: verify-trail, createaccount, loadregions …"""
    from django.core.management import execute_from_command_line

    from saksama.office import environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.office.settings")
    environment.prepare(environment.read().data)
    name, *rest = context.args or ["help"]
    execute_from_command_line(["saksama office", name.replace("-", "_") if name[0] != "-" else name, *rest])
