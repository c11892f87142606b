"""saksama office remind-neutrality: to be run each morning by cron or a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from saksama.office.neutrality.reminding import remind


class Command(BaseCommand):
    """Warns staff, head and the competent body's liaison of steps and answers that are due or late; each once."""

    help = "Warns of neutrality cases whose next step or answer is due or late."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many cases are near or over."""
        self.stdout.write(_("Neutrality cases near or past their deadline: %(n)d.") % {"n": remind()})
