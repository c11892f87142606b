"""saksama office loadelection KEY: the stages of an election and what is to be supervised in them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saksama.office.election.stage_file import load_election


class Command(BaseCommand):
    """Loads or brings up to date; what is ticked stays so."""

    help = "Loads the stages and duties of an election that comes with the package."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which election."""
        parser.add_argument("key", nargs="?", default="pilkada-2024")

    def handle(self, *args: Any, key: str, **options: Any) -> None:
        """Loads it."""
        self.stdout.write(f"{key}: {len(load_election(key).stages)}")
