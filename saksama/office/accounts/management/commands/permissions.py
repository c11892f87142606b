"""saksama office permissions: who may open what."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saksama.office.accounts.permission_table import markdown


class Command(BaseCommand):
    """Prints the table of roles, permissions and addresses."""

    help = "Prints who may open what, as the page docs/permissions.md."

    def add_arguments(self, parser: CommandParser) -> None:
        """One format so far."""
        parser.add_argument("--markdown", action="store_true", help="as Markdown (the only format)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints it."""
        self.stdout.write(markdown(), ending="")
