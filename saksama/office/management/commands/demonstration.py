"""saksama office demonstration FOLDER: fills the office with made-up people at work. `make demo` serves it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from saksama.cli.screen import progress_bar
from saksama.office.accounts.models import Account
from saksama.office.actions import DEMONSTRATION_FILLED
from saksama.office.demonstration import PASSWORD, PEOPLE, SHOWN, build
from saksama.office.trail.models import Entry


class Command(BaseCommand):
    """Makes what is not there yet, and prints who can log in."""

    help = "Fills an empty office with the demonstration regency of `saksama demo`, and prints the accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the regency lies."""
        parser.add_argument("files", type=Path, metavar="FOLDER", help="folder that `saksama demo --audit` has made")

    def handle(self, *args: Any, files: Path, **options: Any) -> None:
        """Migrates, fills, prints."""
        if not (files / "audit" / "audit.json").is_file():
            raise CommandError(f"{files}: no audited regency. First: saksama demo {files} --audit")
        call_command("migrate", interactive=False, verbosity=0)
        # Rooms make accounts of their own (supervisors of villages): what tells a demonstration is that one was filled.
        begun = Entry.objects.filter(action=DEMONSTRATION_FILLED.code).exists()
        if not begun and Account.objects.exclude(username__in=PEOPLE).exists():
            raise CommandError(f"{settings.DATA_FOLDER}: people work here. Choose another folder with SAKSAMA_DATA.")
        with progress_bar() as progress:
            build(files, progress=progress, say=self.stdout.write)
        self._print_people()

    def _print_people(self) -> None:
        accounts = Account.objects.get_queryset().in_bulk(SHOWN, field_name="username")
        rows = [("nama akun / account", "peran / role", "wilayah / region", "rahasia TOTP / TOTP secret")]
        rows += [
            (name, str(PEOPLE[name].role.label), PEOPLE[name].region, accounts[name].totp_secret) for name in SHOWN
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        self.stdout.write(f"\nSandi semua akun / everybody's password: {PASSWORD}\n")
        for row in rows:
            self.stdout.write("  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)))
        if settings.MAIL_FOLDER is not None:
            self.stdout.write(
                f"\nSurel tidak dikirim, tetapi ditulis ke / e-mails are not sent but written to {settings.MAIL_FOLDER}"
            )
        self.stdout.write(
            "\nKode enam angka untuk masuk ada di halaman /demonstration/; di sana cukup satu klik."
            "\nThe six-digit codes of the login are on the page /demonstration/; there one click is enough.\n"
        )
