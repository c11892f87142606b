"""saksama office poskogaps: tells who is responsible for an empty log, now. The worker does so each morning."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saksama.office.posko.gaps import tell_all


class Command(BaseCommand):
    """Each gap is told to each person once only, however often the command runs."""

    help = "Tells who is responsible for days without an entry in the election posts' logs."

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back."""
        parser.add_argument("--days", type=int, default=1, help="days before today to look at (default 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Only for posts that keep a log at all."""
        for region, post, gaps, people in tell_all(options["days"]):
            self.stdout.write(f"{region} {post.value}: {gaps} gaps, {people} people told")
