"""saksama office forget-readers: to be run each night by cron or a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from saksama.office.publicsite.flood import forget


class Command(BaseCommand):
    """Throws away what tied yesterday's reports and opinions to an address, also where nobody sends anything."""

    help = "Forgets which address sent something to the public page before today."

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing is printed: there is nothing to do about it."""
        forget(timezone.localdate())
