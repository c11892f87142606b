"""saksama office poskogaps: tells who is responsible for yesterday's empty log. For a nightly timer."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saksama.office.clock import today
from saksama.office.election.models import Level, Region
from saksama.office.posko.gaps import coverage, tell
from saksama.office.posko.models import LogEntry, Post


class Command(BaseCommand):
    """Each gap is told to each person once only, however often the command runs."""

    help = "Tells who is responsible for days without an entry in the election posts' logs."

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back."""
        parser.add_argument("--days", type=int, default=1, help="days before today to look at (default 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Only for posts that keep a log at all."""
        until = today() - timedelta(days=1)
        since = until - timedelta(days=max(options["days"], 1) - 1)
        for region in Region.objects.filter(level=Level.REGENCY).values_list("code", flat=True):
            for post in Post:
                if LogEntry.objects.within(region).filter(post=post).exists():
                    gaps = coverage(post, region, since, until, today()).gaps
                    number = tell(post, region, gaps, "system")
                    self.stdout.write(f"{region} {post.value}: {len(gaps)} gaps, {number} people told")
