"""Tells everybody whose planned duties are late, now. The worker does it each morning by itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saksama.office.dutyplan.notices import remind_late


class Command(BaseCommand):
    """saksama office remindlate 16.02"""

    help = "Tell everybody whose planned duties are late."

    def add_arguments(self, parser: CommandParser) -> None:
        """The region."""
        parser.add_argument("region", help="code, such as 16.02")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tells them."""
        self.stdout.write(f"{remind_late(options['region'], 'system')}")
