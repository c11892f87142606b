"""saksama office remind-deadlines: warns of deadlines now. The worker does it each hour by itself."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from saksama.office.violations.reminding import remind


class Command(BaseCommand):
    """Warns staff and head of deadlines that end soon or are over; each person of each deadline once."""

    help = "Warns of the legal deadlines of suspected violations."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many deadlines are near or over."""
        self.stdout.write(_("Deadlines near or over: %(n)d.") % {"n": remind()})
